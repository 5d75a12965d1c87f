// Fields and buttons of the bar over the plan.

import { html, nothing, type TemplateResult } from "lit-html";
import { liveValue } from "../../planner/live-value.ts";
import type { Scene } from "../../planner/scene.ts";
import { parseLength } from "../../units/index.ts";
import { formatPlanLength } from "../format.ts";
import type { Problem } from "../tools/tool.ts";

/** A typed length; what is no length is said beside the field and changes nothing. */
export interface LengthField {
  name: string;
  label: string;
  /** Millimetres. */
  value: number | undefined;
  problem: Problem | undefined;
  commit: (length: number) => void;
  refuse: (field: string, text: string) => void;
}

export function lengthField(scene: Scene, f: LengthField): TemplateResult {
  const commit = (input: HTMLInputElement) => {
    const length = readLength(input.value, scene);
    if (length === undefined) return f.refuse(f.name, badLength(scene));
    // It is no longer being typed: what becomes of it may be shown.
    input.dataset.shown = input.value;
    f.commit(length);
  };
  return textField({
    ...f,
    value: f.value === undefined ? "" : formatPlanLength(f.value, scene),
    inputmode: scene.units === "ft" || scene.units === "in" ? "text" : "decimal",
    commit,
  });
}

export interface TextField {
  name: string;
  label: string;
  value: string;
  problem: Problem | undefined;
  inputmode: "decimal" | "text" | "numeric";
  commit: (input: HTMLInputElement) => void;
}

export function textField({ name, label, value, problem, inputmode, commit }: TextField): TemplateResult {
  const why = problem?.field === name ? problem.text : undefined;
  return html`
    <label class="plan-field">
      <span>${label}</span>
      <input class="plan-input" type="text" name=${name} autocomplete="off" inputmode=${inputmode}
        aria-invalid=${why ? "true" : "false"} ${liveValue(value)}
        @change=${(e: Event) => commit(e.currentTarget as HTMLInputElement)} />
    </label>
    ${why ? html`<p class="plan-problem" role="alert">${why}</p>` : nothing}`;
}

export function readLength(text: string, { units, lang }: Scene): number | undefined {
  return parseLength(text, units, lang);
}

/** Why a text is no length, with an example in the person's own units. */
export function badLength(scene: Scene): string {
  return scene.texts.plan2d.badLength(formatPlanLength(3400, scene));
}
