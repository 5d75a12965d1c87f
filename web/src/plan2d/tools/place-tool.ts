// Where does this go? The next tap answers.

import type { Point } from "../../model/index.ts";
import type { ToolContext } from "./tool.ts";

/** The next tap puts an item there: a way to move it without a drag. */
export class PlaceTool {
  item: string | undefined;

  constructor(private readonly context: ToolContext) {}

  get active(): boolean {
    return this.item !== undefined;
  }

  arm(item: string): void {
    this.item = item;
    this.context.changed();
  }

  tap([x, y]: Point): void {
    const { items } = this.context.scene();
    const id = this.item;
    const item = id === undefined ? undefined : items.get(id);
    this.cancel();
    if (!item) return;
    const { rotation } = item;
    this.context.actions.place(item.id, { x: Math.round(x), y: Math.round(y), rotation });
    this.context.focusOn("data-item", item.id);
  }

  cancel(): void {
    this.item = undefined;
    this.context.changed();
  }
}
