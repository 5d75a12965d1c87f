// Exports the room as a file, or prints it.

import type { Context } from "./context.ts";
import { fileName } from "./display-names.ts";

const endings = { png: "png", pdf: "pdf", list: "txt" } as const;
/** Milliseconds until the file's URL is revoked; by then the browser has begun to read it. */
const keptMs = 60_000;

/** Makes a file of the room and starts its download, or prints the room. Reports a failure in a toast. */
export async function saveAs(context: Context, kind: keyof typeof endings | "print"): Promise<void> {
  const { bar } = context.words;
  context.set({ busy: bar.exporting });
  try {
    if (kind === "print") return await context.host.print();
    const blob = await context.host.exportAs(kind);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${fileName(context.scene.plan.name, "room")}.${endings[kind]}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
  } catch (error) {
    console.warn("export:", error);
    context.tell(bar.exportFailed, true);
  } finally {
    context.set({ busy: undefined });
  }
}
