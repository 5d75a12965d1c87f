// Toolbar of the outline tool, with fields for the length and direction of the next wall.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { angleField } from "../../ui/angle-field.ts";
import { button } from "../../ui/button.ts";
import { lengthField, submitLength } from "../../ui/length-field.ts";
import { editorTexts } from "../editor-texts.ts";

/** State and actions of an outline that is being drawn. */
export interface OutlineSteps {
  readonly corners: readonly Point[];
  /** The reason why the last step was refused. */
  readonly problem: string | undefined;
  /** Direction of the next wall, degrees. */
  readonly direction: number;
  /** Adds a wall of a length in millimetres; returns the reason if it is refused. */
  type(length: number): string | undefined;
  turnTo(degrees: number): void;
  takeBack(): void;
  close(): void;
  leave(): void;
}

const quarters = { right: 0, down: 90, left: 180, up: 270 } as const;

export function outlineBar(scene: Scene, tool: OutlineSteps): TemplateResult {
  const words = editorTexts(scene);
  const submit = (event: Event) => submitLength(event, scene, (length) => tool.type(length));
  const { corners, problem } = tool;
  return html`
    <p class="plan-bar-title" role="status">${words.outlineHint(corners.length)}</p>
    ${problem ? html`<p class="plan-problem" role="alert">${problem}</p>` : nothing}
    <form class="plan-fields" @submit=${submit}>
      ${lengthField(scene, { name: "length", label: words.length, value: undefined })}
      ${directionFields(scene, tool)}
      ${button({ label: words.addTyped, action: "add-typed" })}
    </form>
    <div class="plan-buttons">
      ${corners.length > 0 ? button({ label: words.takeBack, action: "take-back", run: () => tool.takeBack() }) : nothing}
      ${corners.length >= 3 ? button({ kind: "primary", label: words.close, action: "close-outline", run: () => tool.close() }) : nothing}
      ${button({ kind: "plain", label: scene.texts.plan2d.cancel, action: "cancel-tool", run: () => tool.leave() })}
    </div>`;
}

function directionFields(scene: Scene, tool: OutlineSteps): TemplateResult {
  const words = editorTexts(scene);
  const named = Object.entries(quarters) as [keyof typeof quarters, number][];
  const known = named.some(([, degrees]) => degrees === tool.direction);
  const choose = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    tool.turnTo(value === "angle" ? 45 : Number(value));
  };
  return html`
    <label class="field">
      <span>${words.direction}</span>
      <select name="direction" @change=${choose}>
        ${named.map(
          ([name, degrees]) => html`
          <option value=${degrees} .selected=${degrees === tool.direction}>${words.directions[name]}</option>`,
        )}
        <option value="angle" .selected=${!known}>${words.directions.angle}</option>
      </select>
    </label>
    ${
      known
        ? nothing
        : angleField(scene, {
            name: "degrees",
            label: words.degrees,
            value: tool.direction,
            exact: true,
            commit: (degrees = 0) => tool.turnTo(degrees),
          })
    }`;
}
