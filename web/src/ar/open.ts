// Opens the device's own program for augmented reality. The pieces keep their true sizes in it.

/** Opens Quick Look; `url` is that of a USDZ file, and `root` contains the link while it is followed. */
export function openQuickLook(url: string, root: Node): void {
  const link = document.createElement("a");
  link.rel = "ar";
  link.href = `${url}#allowsContentScaling=0`;
  // Safari takes the address of a blob for a page unless the link is a download.
  link.download = "model.usdz";
  link.hidden = true;
  // Quick Look opens only links whose first child is a picture.
  link.append(document.createElement("img"));
  root.appendChild(link);
  link.click();
  link.remove();
}

/** What Scene Viewer shows, and where a browser goes that can't open it. */
export interface SceneViewer {
  /** Address of a GLB, https. */
  model: string;
  title: string;
  fallback: string;
}

/** Returns the address that opens Scene Viewer on Android. */
export function sceneViewerUrl({ model, title, fallback }: SceneViewer): string {
  const query = new URLSearchParams({ file: model, mode: "ar_preferred", resizable: "false", title });
  const intent = [
    "scheme=https",
    "package=com.google.android.googlequicksearchbox",
    "action=android.intent.action.VIEW",
    `S.browser_fallback_url=${encodeURIComponent(fallback)}`,
  ];
  return `intent://arvr.google.com/scene-viewer/1.2?${query}#Intent;${intent.join(";")};end;`;
}

/** Opens an address in place of the page, which remains when another program takes the address. */
export function follow(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.click();
}
