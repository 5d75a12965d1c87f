// The section of the room panel that opens a scanned room. What it needs to read files is loaded when a file
// was chosen.

import { html, nothing, type TemplateResult } from "lit-html";
import { loadModule } from "../loading/lazy-modules.ts";
import { icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";

export function scanSection(context: Context): TemplateResult {
  const { words, local } = context;
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // Cleared, so that choosing the same file again is a change, too.
    input.value = "";
    if (file) void take(file, context);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    over(event, false);
    const file = event.dataTransfer?.files[0];
    if (file) void take(file, context);
  };
  const dragOver = (event: DragEvent) => {
    event.preventDefault();
    over(event, true);
  };
  return html`<section class="panel-block scan-drop" data-drop="scan" @dragover=${dragOver} @dragleave=${(e: DragEvent) => over(e, false)} @drop=${drop}>
    <h3>${words.room.scan}</h3><p class="hint">${words.room.scanWhy}</p>
    <label class="button quiet room-choose">${icon("room")}<span>${words.room.scanChoose}</span>
      <input type="file" class="spoken" accept="application/json,.json" data-action="choose-scan" @change=${choose} /></label>
    ${local.scanProblem ? html`<p class="field-problem" role="alert">${local.scanProblem}</p>` : nothing}</section>`;
}

function over(event: DragEvent, on: boolean): void {
  (event.currentTarget as HTMLElement).toggleAttribute("data-over", on);
}

async function take(file: File, context: Context): Promise<void> {
  context.set({ scanProblem: undefined });
  try {
    const { openScan } = await loadModule("scan", () => import("./open-scan.ts"));
    await openScan(file, context);
  } catch (error) {
    console.warn("scan:", error);
    context.set({ scanProblem: context.words.room.scanFailed });
  }
}
