// The body of the help dialog: a list of keyboard shortcuts.

import { html, type TemplateResult } from "lit-html";
import type { Context } from "./context.ts";
import { shortcut } from "./printed-keys.ts";

export function helpBody({ pageWords }: Context): TemplateResult {
  const { keys, caps, or, touch, under } = pageWords.help;
  const of = (name: string, which = 0) => shortcut(name, caps, which);
  const rows: readonly [string, ...string[]][] = [
    [keys.pieces, of("nextItem"), of("previousItem")],
    [keys.move, of("nudge")],
    [keys.far, of("nudge", 1)],
    [keys.raise, of("raise"), of("lower")],
    [keys.turn, of("turnRight"), of("turnLeft")],
    [keys.turnFine, of("turnRight", 1), of("turnLeft", 1)],
    [keys.several, "⇧"],
    [keys.all, of("selectAll")],
    [keys.undo, of("undo"), of("redo")],
    [keys.duplicate, of("duplicate")],
    [keys.remove, of("remove")],
    [keys.free, "Alt"],
    [keys.escape, of("escape")],
    [keys.zoom, of("zoomIn"), of("zoomOut"), of("fit")],
  ];
  const shown = (shortcuts: string[]) =>
    shortcuts.map(
      (keys, i) =>
        html`${i > 0 ? html` <small>${or}</small> ` : ""}${keys.split(" ").map((k) => html`<kbd>${k}</kbd>`)}`,
    );
  return html`<dl class="help-keys">${rows.map(([what, ...shortcuts]) => html`<div><dt>${what}</dt><dd>${shown(shortcuts)}</dd></div>`)}</dl>
    <p class="hint">${touch} ${under}</p>`;
}
