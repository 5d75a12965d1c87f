// Exports the room or a piece as a file, or prints the room; loaded when that is asked for.

import type { ItemView } from "../client/index.ts";
import type { Context } from "./context.ts";
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

/**
 * Returns a file name that every system allows: letters, digits and hyphens, at most 60 UTF-16 units;
 * `otherwise` if nothing of `name` is left.
 */
export function fileName(name: string, otherwise: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return plain.slice(0, 60) || otherwise;
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
