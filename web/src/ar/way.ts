// By which program of the device a piece can be seen where the person is: AR Quick Look on iPhone and
// iPad, Scene Viewer on Android. Elsewhere by none.

export type ArWay = "quick-look" | "scene-viewer";

export interface Device {
  /** Whether links with `rel="ar"` open Quick Look. */
  quickLook: boolean;
  userAgent: string;
}

/** Browsers on Android that don't open intents of Scene Viewer. */
const withoutIntents = /Firefox|OculusBrowser/;

/**
 * Returns how a device shows a piece with a `model`, the address of its GLB; undefined when it can't.
 * Scene Viewer fetches the model itself, so it needs one at a public https address.
 */
export function arWay(model: string | undefined, device: Device = thisDevice()): ArWay | undefined {
  if (device.quickLook) return "quick-look";
  const android = /Android/.test(device.userAgent) && !withoutIntents.test(device.userAgent);
  return android && model?.startsWith("https://") ? "scene-viewer" : undefined;
}

function thisDevice(): Device {
  // The panels are drawn without a page, too, as in unit tests.
  if (typeof document === "undefined") return { quickLook: false, userAgent: "" };
  const quickLook = document.createElement("a").relList.supports("ar");
  return { quickLook, userAgent: navigator.userAgent };
}
