// A dimension's number, changed where it stands. The rest of the room can be changed meanwhile.

import type { Scene } from "../../planner/scene.ts";
import { dimensionLines } from "../dimension-labels.ts";
import { measureOf } from "../floorplan/change.ts";
import { drawPrompt } from "../toolbar/prompt.ts";
import type { RoomDraft } from "./room-draft.ts";
import type { Problem, Question, Tool, ToolContext } from "./tool.ts";

/** What a refusal is filed under, so that it is shown at the number. */
const field = "dimension";

export class MeasureTool implements Tool {
  readonly id = "measure";
  /** The wall whose number is changed. */
  #edge: number | undefined;
  #problem: Problem | undefined;

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
    this.#problem = undefined;
    this.draft.problem = undefined;
    this.context.changed();
    this.context.focusOn("data-prompt", "length");
  }

  get problem(): Problem | undefined {
    const { problem } = this.draft;
    return this.#problem ?? (problem?.field === field ? problem : undefined);
  }

  answer(length: number): void {
    if (this.#edge === undefined) return;
    this.#problem = undefined;
    this.draft.measure({ kind: "edge", index: this.#edge }, field, length);
    if (!this.problem) this.cancel();
  }

  refuse(text: string): void {
    this.#problem = { field, text };
    this.context.changed();
  }

  /** Goes back to the number. */
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
    const label = scene.texts.plan2d.length;
    return { spot: line.middle, form: drawPrompt(scene, { label, written: false, value }, this) };
  }
}
