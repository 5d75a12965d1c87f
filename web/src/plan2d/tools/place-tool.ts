// Moves an item to the next tap: a way to move it without a drag.

import type { TemplateResult } from "lit-html";
import { type Point, placeOf } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { waiting } from "../toolbar/waiting.ts";
import type { Tool, ToolContext } from "./tool.ts";

export class PlaceTool implements Tool {
  readonly id = "place";
  readonly waits = true;
  #item: string | undefined;

  constructor(private readonly context: ToolContext) {}

  get active(): boolean {
    return this.#item !== undefined;
  }

  /** Sets the item that the next tap moves. */
  arm(item: string): void {
    this.#item = item;
    this.context.changed();
  }

  tap([x, y]: Point): void {
    const item = this.#itemOf(this.context.scene());
    this.exit();
    if (!item) return;
    this.context.actions.place(item.id, { ...placeOf(item), x: Math.round(x), y: Math.round(y) });
    this.context.focusOn("data-item", item.id);
  }

  escape(): boolean {
    this.exit();
    return true;
  }

  exit(): void {
    this.#item = undefined;
    this.context.changed();
  }

  toolbar(scene: Scene): TemplateResult | undefined {
    const item = this.#itemOf(scene);
    if (!item) return undefined;
    return waiting(scene, scene.texts.plan2d.placeHint(scene.pieceOf(item).name), () => this.exit());
  }

  #itemOf({ items }: Scene) {
    return this.#item === undefined ? undefined : items.get(this.#item);
  }
}
