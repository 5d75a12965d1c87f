// A small question at a spot of the plan: a length, typed where it is written.

import { html, nothing, type TemplateResult } from "lit-html";
import { isComposing } from "../../i18n/key-event.ts";
import { liveValue } from "../../planner/live-value.ts";
import type { Scene } from "../../planner/scene.ts";
import { formatPlanLength } from "../format.ts";
import type { Problem } from "../tools/tool.ts";
import { badLength, readLength } from "./field.ts";

export interface Prompt {
  label: string;
  /** What is asked is written, too: the spot alone does not say it. */
  written: boolean;
  /** Millimetres, when there is a length already. */
  value: number | undefined;
}

/** Who asks. */
export interface Asker {
  readonly problem: Problem | undefined;
  answer(length: number): void;
  refuse(text: string): void;
  cancel(): void;
}

export function drawPrompt(scene: Scene, { label, written, value }: Prompt, asker: Asker): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem("length");
    const length = input instanceof HTMLInputElement ? readLength(input.value, scene) : undefined;
    if (length === undefined) asker.refuse(badLength(scene));
    else asker.answer(length);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.stopPropagation();
    asker.cancel();
  };
  const { problem } = asker;
  const { plan2d } = scene.texts;
  return html`
    <form class="plan-prompt-form" @submit=${submit} @keydown=${leave}>
      ${written ? html`<span class="plan-prompt-label" aria-hidden="true">${label}</span>` : nothing}
      <input class="plan-input" type="text" name="length" autocomplete="off" aria-label=${label} data-prompt="length"
        aria-invalid=${problem ? "true" : "false"} ${liveValue(value === undefined ? "" : formatPlanLength(value, scene))} />
      <button type="submit" class="plan-button main" data-action="set-length">${plan2d.apply}</button>
      <button type="button" class="plan-button plain" data-action="cancel-prompt" aria-label=${plan2d.cancel} @click=${() => asker.cancel()}>×</button>
      ${problem ? html`<p class="plan-problem" role="alert">${problem.text}</p>` : nothing}
    </form>`;
}
