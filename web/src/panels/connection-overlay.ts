// The overlay while there is no room to display, and the notice above a room whose code could not be loaded.

import { html, nothing, type TemplateResult } from "lit-html";
import type { BaseScene } from "../planner/scene.ts";

/** Draws the reason why the room was closed, undefined if it wasn't; loaded with the code for editing. */
export type Explain = (scene: BaseScene) => TemplateResult | undefined;

export function connectionOverlay(
  scene: BaseScene,
  explain: Explain | undefined,
): TemplateResult | typeof nothing {
  const { ready, status, texts } = scene;
  const why = explain?.(scene);
  return (
    why ?? (ready ? nothing : opening(texts.veil[status.name === "offline" ? "unreachable" : "opening"]))
  );
}

function opening(text: string): TemplateResult {
  return html`<div class="veil-text" role="status"><svg class="veil-sketch" viewBox="0 0 120 90" aria-hidden="true">
      <path d="M6 6h108v78H62M6 6v78h32M38 84a24 24 0 0 1 24-24v24"></path><path class="veil-soft" d="M22 18h44v20H22zM84 50h18v22H84z"></path></svg>
    <p>${text}</p></div>`;
}

/** Draws the offer to reload the page; until then the room stays as it is. */
export function reloadNotice({ texts: { reload } }: BaseScene, run: () => void): TemplateResult {
  return html`${reload.notLoaded} <button type="button" data-action="reload-page" @click=${run}>${reload.button}</button>`;
}
