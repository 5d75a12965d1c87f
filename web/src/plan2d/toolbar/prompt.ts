// A small question at a spot of the plan: a length, typed where it is written.

import { html, type TemplateResult } from "lit-html";
import { isComposing } from "../../i18n/key-event.ts";
import type { Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";
import { iconButton } from "../../ui/icon-button.ts";
import { lengthField, submitLength } from "../../ui/length-field.ts";

export interface Prompt {
  label: string;
  /** Millimetres, when there is a length already. */
  value: number | undefined;
  /** What is asked about. */
  of?: unknown;
}

/** Who asks. */
export interface Asker {
  /** Returns why a length can't be. */
  answer(length: number): string | undefined;
  cancel(): void;
}

/** The field's name, which gets the focus. */
export const answerField = "answer";

export function drawPrompt(scene: Scene, prompt: Prompt, asker: Asker): TemplateResult {
  const { plan2d } = scene.texts;
  const cancel = () => asker.cancel();
  // Before the field takes back what is typed: a question is only called off.
  const handleEvent = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.stopPropagation();
    cancel();
  };
  return html`
    <form class="plan-prompt-form plan-fields" @submit=${(event: Event) => submitLength(event, scene, (length) => asker.answer(length))}
      @keydown=${{ handleEvent, capture: true }}>
      ${lengthField(scene, { ...prompt, name: answerField })}
      ${button({ kind: "primary", label: plan2d.apply, action: "set-length" })}
      ${iconButton({ label: plan2d.cancel, icon: "close", action: "cancel-prompt", run: cancel })}
    </form>`;
}
