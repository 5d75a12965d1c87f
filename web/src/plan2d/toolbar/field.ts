// Fields and buttons of the bar over the plan.

import { html, nothing, type TemplateResult } from "lit-html";
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
  const commit = (text: string) => {
    const length = readLength(text, scene);
    if (length === undefined) f.refuse(f.name, badLength(scene));
    else f.commit(length);
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
  commit: (text: string) => void;
}

export function textField({ name, label, value, problem, inputmode, commit }: TextField): TemplateResult {
  const why = problem?.field === name ? problem.text : undefined;
  return html`
    <label class="plan-field">
      <span>${label}</span>
      <input type="text" name=${name} autocomplete="off" inputmode=${inputmode} .value=${value}
        aria-invalid=${why ? "true" : "false"}
        @change=${(e: Event) => commit((e.currentTarget as HTMLInputElement).value)} />
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
