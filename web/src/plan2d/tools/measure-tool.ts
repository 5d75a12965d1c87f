// Tool that edits the number of a dimension in place. The rest of the room can be edited meanwhile.

import type { Scene } from "../../planner/scene.ts";
import { dimensionLines } from "../dimension-labels.ts";
import { editorTexts } from "../editor-texts.ts";
import { measureOf } from "../floorplan/change.ts";
import { answerField, drawPrompt } from "../toolbar/prompt.ts";
import type { RoomDraft } from "./room-draft.ts";
import type { Question, Tool, ToolContext } from "./tool.ts";

export class MeasureTool implements Tool {
  readonly id = "measure";
  /** Index of the edge whose length is edited. */
  #edge: number | undefined;

  constructor(
    private readonly context: ToolContext,
    private readonly draft: RoomDraft,
  ) {}

  get active(): boolean {
    return this.#edge !== undefined;
  }

  open(edge: number): void {
    this.draft.settle();
    this.#edge = edge;
    this.context.changed();
    this.context.focusOn("data-field", answerField);
  }

  answer(length: number): string | undefined {
    if (this.#edge === undefined) return undefined;
    const why = this.draft.measure({ kind: "edge", index: this.#edge }, length);
    if (why === undefined) this.cancel();
    return why;
  }

  /** Closes the prompt, and moves the focus back to the number. */
  cancel(): void {
    const edge = this.#edge;
    if (edge === undefined) return;
    this.exit();
    this.context.focusOn("data-measure", String(edge));
  }

  escape(): boolean {
    this.cancel();
    return true;
  }

  exit(): void {
    this.#edge = undefined;
    this.context.changed();
  }

  asked(scene: Scene): Question | undefined {
    const { plan } = this.draft;
    const lines = dimensionLines(plan.outline, this.context.camera.mmPerPx);
    const line = lines.find(({ edge }) => edge === this.#edge);
    if (!line) return undefined;
    const value = measureOf(plan, { kind: "edge", index: line.edge });
    const label = editorTexts(scene).length;
    return { spot: line.middle, form: drawPrompt(scene, { label, value, of: line.edge }, this) };
  }
}
