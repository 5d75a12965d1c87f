// By which program of the device a piece can be seen where the person is: AR Quick Look on iPhone and
// iPad, Scene Viewer on Android. Elsewhere by none, and then why not.

export type ArWay = "quick-look" | "scene-viewer";

/**
 * Why a device can't show a piece: the browser is not Safari on an iPhone or iPad, or opens no intents on
 * Android; the piece has no model that Android could fetch; or the device is neither, and another one can:
 * any phone, or only an iPhone or iPad.
 */
export type ArObstacle = "not-safari" | "not-chrome" | "no-model" | "needs-phone" | "needs-iphone";

export interface Device {
  /** Whether links with `rel="ar"` open Quick Look. */
  quickLook: boolean;
  userAgent: string;
}

/** Browsers on Android that don't open intents of Scene Viewer. */
const withoutIntents = /Firefox/;
/** Headsets run Android, too, but have no Scene Viewer. */
const android = /^(?!.*OculusBrowser).*Android/;

/**
 * Returns how a device shows a piece with a `model`, the address of its GLB; undefined when it can't.
 * Scene Viewer fetches the model itself, so it needs one at a public https address.
 */
export function arWay(model: string | undefined, device: Device = thisDevice()): ArWay | undefined {
  if (device.quickLook) return "quick-look";
  const opens = android.test(device.userAgent) && !withoutIntents.test(device.userAgent);
  return opens && isPublic(model) ? "scene-viewer" : undefined;
}

/** Returns why a device can't show a piece with a `model`, where `arWay` finds no way. */
export function arObstacle(model: string | undefined, { userAgent }: Device = thisDevice()): ArObstacle {
  if (/iPhone|iPad/.test(userAgent)) return "not-safari";
  if (android.test(userAgent)) return isPublic(model) ? "not-chrome" : "no-model";
  return isPublic(model) ? "needs-phone" : "needs-iphone";
}

function isPublic(model: string | undefined): boolean {
  return model?.startsWith("https://") ?? false;
}

function thisDevice(): Device {
  // The panels are drawn without a page, too, as in unit tests.
  if (typeof document === "undefined") return { quickLook: false, userAgent: "" };
  const quickLook = document.createElement("a").relList.supports("ar");
  return { quickLook, userAgent: navigator.userAgent };
}
