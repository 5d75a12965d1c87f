// A dimension's number, changed where it stands.

import { measureOf } from "../floorplan/change.ts";
import type { RoomTool } from "./room-tool.ts";
import type { Problem, ToolContext } from "./tool.ts";

/** What a refusal is filed under, so that it is shown at the number. */
const field = "dimension";

export class MeasureTool {
  /** The wall whose number is changed. */
  edge: number | undefined;
  #problem: Problem | undefined;

  constructor(
    private readonly context: ToolContext,
    private readonly room: RoomTool,
  ) {}

  get active(): boolean {
    return this.edge !== undefined;
  }

  open(edge: number): void {
    this.room.settle();
    [this.edge, this.#problem] = [edge, undefined];
    this.room.problem = undefined;
    this.context.changed();
    this.context.focusOn("data-prompt", "length");
  }

  get value(): number | undefined {
    return this.edge === undefined
      ? undefined
      : measureOf(this.room.plan, { kind: "edge", index: this.edge });
  }

  get problem(): Problem | undefined {
    return this.#problem ?? (this.room.problem?.field === field ? this.room.problem : undefined);
  }

  answer(length: number): void {
    if (this.edge === undefined) return;
    this.#problem = undefined;
    this.room.measure({ kind: "edge", index: this.edge }, field, length);
    if (!this.problem) this.cancel();
  }

  refuse(text: string): void {
    this.#problem = { field, text };
    this.context.changed();
  }

  cancel(): void {
    const { edge } = this;
    if (edge === undefined) return;
    this.edge = undefined;
    this.context.changed();
    this.context.focusOn("data-measure", String(edge));
  }
}
