// Buttons that align and distribute several selected items.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Side } from "../planner/scene.ts";
import { iconButton } from "../ui/icon-button.ts";
import type { Context } from "./context.ts";

const sides: readonly Side[] = ["left", "centre-x", "right", "top", "centre-y", "bottom"];
/** Least number of selected items that can be distributed: between two there is nothing to space out. */
const leastToSpace = 3;

export function alignControls({ scene, pageWords, actions }: Context, free: boolean): TemplateResult {
  const say = pageWords.inspector;
  const align = (side: Side) =>
    iconButton({
      label: say.side[side],
      icon: `align-${side}` as const,
      action: `align-${side}`,
      disabled: !free,
      run: () => actions.align(side),
    });
  const space = (axis: "x" | "y") =>
    iconButton({
      label: say.distribute[axis],
      icon: `distribute-${axis}` as const,
      action: `distribute-${axis}`,
      disabled: !free,
      run: () => actions.distribute(axis),
    });
  return html`<div class="inspector-choice"><h4>${say.align}</h4><div class="button-group">${sides.map(align)}
    ${scene.selection.size >= leastToSpace ? html`${space("x")}${space("y")}` : nothing}</div></div>`;
}
