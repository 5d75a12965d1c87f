// Drawing an outline without pointing: the length and the direction of each wall.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import type { Problem } from "../tools/tool.ts";
import { badLength, readLength, textField } from "./field.ts";
import { button } from "./waiting.ts";

/** What can be done to an outline that is being drawn. */
export interface OutlineSteps {
  readonly corners: readonly Point[];
  readonly problem: Problem | undefined;
  /** Of the next wall, degrees. */
  readonly direction: number;
  type(length: number): void;
  turnTo(degrees: number): void;
  takeBack(): void;
  close(): void;
  leave(): void;
  refuse(field: string, text: string): void;
}

const quarters = { right: 0, down: 90, left: 180, up: 270 } as const;

export function outlineBar(scene: Scene, tool: OutlineSteps): TemplateResult {
  const { plan2d } = scene.texts;
  const submit = (event: Event) => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem("length");
    if (!(input instanceof HTMLInputElement)) return;
    const length = readLength(input.value, scene);
    if (length === undefined) return tool.refuse("length", badLength(scene));
    tool.type(length);
    if (!tool.problem) input.value = "";
  };
  const wrong = tool.problem?.field === "outline" ? tool.problem.text : undefined;
  return html`
    <p class="plan-bar-title" role="status">${plan2d.outlineHint(tool.corners.length)}</p>
    ${wrong ? html`<p class="plan-problem" role="alert">${wrong}</p>` : nothing}
    <form class="plan-fields" @submit=${submit}>
      ${textField({ name: "length", label: plan2d.length, value: "", problem: tool.problem, inputmode: "text", commit: () => {} })}
      ${directionFields(scene, tool)}
      <button type="submit" class="plan-button" data-action="add-typed">${plan2d.addTyped}</button>
    </form>
    <div class="plan-buttons">
      ${tool.corners.length > 0 ? button("take-back", plan2d.takeBack, () => tool.takeBack()) : nothing}
      ${tool.corners.length >= 3 ? button("close-outline", plan2d.close, () => tool.close(), "main") : nothing}
      ${button("cancel-tool", plan2d.cancel, () => tool.leave(), "plain")}
    </div>`;
}

function directionFields({ texts: { plan2d } }: Scene, tool: OutlineSteps): TemplateResult {
  const named = Object.entries(quarters) as [keyof typeof quarters, number][];
  const known = named.some(([, degrees]) => degrees === tool.direction);
  const choose = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    tool.turnTo(value === "angle" ? 45 : Number(value));
  };
  const type = ({ value }: HTMLInputElement) => {
    const degrees = Number(value.replace(",", ".").replace("°", "").trim() || Number.NaN);
    if (Number.isFinite(degrees)) tool.turnTo(degrees);
    else tool.refuse("degrees", plan2d.badNumber);
  };
  return html`
    <label class="plan-field">
      <span>${plan2d.direction}</span>
      <select class="plan-input" name="direction" @change=${choose}>
        ${named.map(
          ([name, degrees]) => html`
          <option value=${degrees} .selected=${degrees === tool.direction}>${plan2d.directions[name]}</option>`,
        )}
        <option value="angle" .selected=${!known}>${plan2d.directions.angle}</option>
      </select>
    </label>
    ${
      known
        ? nothing
        : textField({
            name: "degrees",
            label: plan2d.degrees,
            value: String(tool.direction),
            problem: tool.problem,
            inputmode: "decimal",
            commit: type,
          })
    }`;
}
