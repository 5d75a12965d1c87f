// A small form at a spot of the plan that asks for a length.

import { html, type TemplateResult } from "lit-html";
import { isComposing } from "../../i18n/key-event.ts";
import type { Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";
import { iconButton } from "../../ui/icon-button.ts";
import { lengthField, submitLength } from "../../ui/length-field.ts";
import { editorTexts } from "../editor-texts.ts";

export interface Prompt {
  label: string;
  /** The current length, millimetres; undefined if there is none. */
  value: number | undefined;
  /** Identifies what the length belongs to. */
  of?: unknown;
}

/** The tool that a prompt reports to. */
export interface Asker {
  /** Takes a length in millimetres; returns the reason if it is refused. */
  answer(length: number): string | undefined;
  cancel(): void;
}

/** Name of the prompt's field, by which it is focused. */
export const answerField = "answer";

export function drawPrompt(scene: Scene, prompt: Prompt, asker: Asker): TemplateResult {
  const cancel = () => asker.cancel();
  // Captured before the field gets it and restores its value: Escape cancels the prompt.
  const handleEvent = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.stopPropagation();
    cancel();
  };
  return html`
    <form class="plan-prompt-form plan-fields" @submit=${(event: Event) => submitLength(event, scene, (length) => asker.answer(length))}
      @keydown=${{ handleEvent, capture: true }}>
      ${lengthField(scene, { ...prompt, name: answerField })}
      ${button({ kind: "primary", label: editorTexts(scene).apply, action: "set-length" })}
      ${iconButton({ label: scene.texts.plan2d.cancel, icon: "close", action: "cancel-prompt", run: cancel })}
    </form>`;
}
