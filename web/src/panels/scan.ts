// The section of the room panel that opens a scanned room. What it needs to read a file is loaded when one
// was chosen.

import { html, nothing, type TemplateResult } from "lit-html";
import type { RoomPanelTexts } from "../i18n/room-panel/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import { icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";
import { scanState } from "./scan-state.ts";

export function scanSection(context: Context, texts: RoomPanelTexts["scan"]): TemplateResult {
  const drop = (event: DragEvent) => {
    event.preventDefault();
    over(event, false);
    const file = event.dataTransfer?.files[0];
    if (file) void take(file, context, texts);
  };
  const dragOver = (event: DragEvent) => {
    event.preventDefault();
    over(event, true);
  };
  return html`<section class="panel-block scan-drop" data-drop="scan" @dragover=${dragOver} @dragleave=${(e: DragEvent) => over(e, false)} @drop=${drop}>
    <h3>${context.pageWords.room.scan}</h3><p class="hint">${texts.why}</p>
    <label class="button quiet room-choose">${icon("room")}<span>${texts.choose}</span>${scanInput(context, texts)}</label>
    ${scanProblem(context)}</section>`;
}

/** The file input for a scan, to be put into a label; disabled until its texts are loaded. */
export function scanInput(context: Context, texts: RoomPanelTexts["scan"] | undefined): TemplateResult {
  const choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // Cleared, so that choosing the same file again is a change, too.
    input.value = "";
    if (file && texts) void take(file, context, texts);
  };
  return html`<input type="file" class="spoken" accept="application/json,.json" data-action="choose-scan" ?disabled=${!texts} @change=${choose} />`;
}

/** Draws why the last chosen scan was refused. */
export function scanProblem(context: Context): TemplateResult | typeof nothing {
  const { problem } = scanState.of(context);
  return problem ? html`<p class="field-problem" role="alert">${problem}</p>` : nothing;
}

/** The body of the dialog that asks whether a scan shall replace the room. */
export function scanBody(context: Context, close: () => void, redraw: () => void): TemplateResult {
  return scanState.of(context).question?.(context, close, redraw) ?? html``;
}

function over(event: DragEvent, on: boolean): void {
  (event.currentTarget as HTMLElement).toggleAttribute("data-over", on);
}

async function take(file: File, context: Context, texts: RoomPanelTexts["scan"]): Promise<void> {
  scanState.set(context, { problem: undefined });
  try {
    const { openScan } = await loadModule("scan", () => import("./open-scan.ts"));
    await openScan(file, context, texts);
  } catch (error) {
    console.warn("scan:", error);
    scanState.set(context, { problem: texts.failed });
  }
}
