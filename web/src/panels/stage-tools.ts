// The controls over the plan: zoom, snapping, walking, the end of a tool, progress, and how to begin.

import { html, nothing, type TemplateResult } from "lit-html";
import { button } from "../ui/button.ts";
import { iconButton } from "../ui/icon-button.ts";
import type { Context } from "./context.ts";
import { browse, ownButton } from "./furniture.ts";
import { pagesOf } from "./load-pages.ts";
import { ariaShortcuts } from "./shortcuts.ts";
import { derived } from "./tracked.ts";
import { isUntouched } from "./untouched.ts";

const zoomStep = 1.25;

export function stageTools(context: Context): TemplateResult {
  return html`${tool(context)}${busy(context)}${begin(context)}${seeing(context)}${context.scene.followedPeer && pagesOf(context)?.followSign(context)}`;
}

function seeing(context: Context): TemplateResult {
  const { scene, words, actions, host, local } = context;
  const { stage } = words;
  const walk = () => host.walk(!local.walking);
  return html`<div class="over-tools button-group" role="group" aria-label=${stage.tools} part="tools">
    ${iconButton({ label: stage.zoomOut, icon: "minus", action: "zoom-out", keys: ariaShortcuts("zoomOut"), run: () => host.view().zoom(1 / zoomStep) })}
    ${iconButton({ label: stage.fit, icon: "fit", action: "fit", keys: ariaShortcuts("fit"), run: () => host.view().fit() })}
    ${iconButton({ label: stage.zoomIn, icon: "plus", action: "zoom-in", keys: ariaShortcuts("zoomIn"), run: () => host.view().zoom(zoomStep) })}
    ${
      scene.view === "3d"
        ? iconButton({ label: stage.walk, icon: "walk", action: "walk", pressed: local.walking, run: walk })
        : iconButton({
            label: stage.snap,
            icon: "magnet",
            action: "snap",
            pressed: scene.snapping,
            run: () => actions.setSnapping(!scene.snapping),
          })
    }
  </div>`;
}

/** Draws the button that returns to the select tool; what a tool does is explained by the plan itself. */
function tool({ scene, words, actions }: Context): TemplateResult | typeof nothing {
  if (scene.tool === "select") return nothing;
  return button({
    kind: "primary",
    icon: "check",
    label: words.done,
    action: "tool-done",
    place: "over-done",
    run: () => actions.setTool("select"),
  });
}

function busy({ local }: Context): TemplateResult {
  return html`<p class="over-busy" role="status" ?hidden=${local.busy === undefined}><i class="spinner"></i>${local.busy}</p>`;
}

function begin(context: Context): TemplateResult | typeof nothing {
  const { scene, words } = context;
  if (!scene.ready || derived(() => scene.items.size > 0) || scene.tool !== "select" || !scene.editable)
    return nothing;
  const start = derived(() => isUntouched(scene)) && pagesOf(context)?.start(context);
  if (start) return start;
  const { stage } = words;
  return html`<div class="over-begin foot"><strong>${stage.emptyTitle}</strong><p>${stage.empty}</p>
    <div class="button-row"><span class="narrow-only">${browse(context)}</span><span class="wide-only">${ownButton(context)}</span></div></div>`;
}
