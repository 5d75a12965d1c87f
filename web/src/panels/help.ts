// The keys, in a table.

import { html, type TemplateResult } from "lit-html";
import type { Context } from "./context.ts";

export function helpBody({ words }: Context): TemplateResult {
  const { keys, caps, or, touch } = words.help;
  const ctrl = /Mac|iP/.test(navigator.platform) ? "⌘" : caps.ctrl;
  const rows: readonly [string, ...string[]][] = [
    [keys.pieces, caps.next, caps.before],
    [keys.move, "← ↑ ↓ →"],
    [keys.far, "⇧ ← ↑ ↓ →"],
    [keys.turn, "R", "⇧ R"],
    [keys.several, "⇧"],
    [keys.all, `${ctrl} A`],
    [keys.undo, `${ctrl} Z`, `${ctrl} ⇧ Z`],
    [keys.duplicate, `${ctrl} D`],
    [keys.remove, caps.remove],
    [keys.free, "Alt"],
    [keys.escape, "Esc"],
    [keys.zoom, "+", "−", "0"],
  ];
  const shown = (shortcuts: string[]) =>
    shortcuts.map(
      (keys, i) =>
        html`${i > 0 ? html` <small>${or}</small> ` : ""}${keys.split(" ").map((k) => html`<kbd>${k}</kbd>`)}`,
    );
  return html`<dl class="keys">${rows.map(([what, ...shortcuts]) => html`<div><dt>${what}</dt><dd>${shown(shortcuts)}</dd></div>`)}</dl>
    <p class="hint">${touch}</p>`;
}
