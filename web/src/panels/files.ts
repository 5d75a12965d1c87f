// Exports the room as a file, or prints it.

import type { ItemView } from "../client/index.ts";
import type { Context } from "./context.ts";
import { fileName } from "./display-names.ts";
import type { FileKind } from "./host.ts";

const endings: Readonly<Record<FileKind, string>> = {
  png: "png",
  pdf: "pdf",
  list: "txt",
  glb: "glb",
  usdz: "usdz",
  "4k": "png",
};
/** Milliseconds until the file's URL is revoked; by then the browser has begun to read it. */
const keptMs = 60_000;

/** Makes a file of the room, or of one item, and starts its download. Reports a failure in a toast. */
export async function saveAs(context: Context, kind: FileKind, item?: ItemView): Promise<void> {
  const { plan, pieceOf } = context.scene;
  await busily(context, async () => {
    const blob = await context.host.exportAs(kind, item?.id);
    const link = document.createElement("a");
    link.href = temporaryUrl(blob);
    link.download = `${fileName(item ? pieceOf(item).name : plan.name, "room")}.${endings[kind]}`;
    link.click();
  });
}

/** Prints the room. Reports a failure in a toast. */
export async function print(context: Context): Promise<void> {
  await busily(context, () => context.host.print());
}

/** Returns a URL of a blob that is revoked after a minute. */
export function temporaryUrl(blob: Blob): string {
  const url = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
  return url;
}

/** Runs what prepares a file, and says so meanwhile. Reports a failure in a toast. */
export async function busily(context: Context, run: () => Promise<void>): Promise<void> {
  const { bar } = context.words;
  context.set({ busy: bar.exporting });
  try {
    await run();
  } catch (error) {
    console.warn("export:", error);
    context.tell(bar.exportFailed, true);
  } finally {
    context.set({ busy: undefined });
  }
}
