// The tools of the plan: what needs no editor is here, and the editor comes when it is asked
// for. A question that waits for a tap comes before the tool that the person chose.

import type { Point } from "../../model/index.ts";
import type { Modifiers, Tool } from "../../planner/scene.ts";
import type { Editing } from "./editing.ts";
import { PlaceTool } from "./place-tool.ts";
import type { ToolContext } from "./tool.ts";

export class ToolRegistry {
  readonly place: PlaceTool;
  #editor: Editing | undefined;
  #coming: Promise<Editing> | undefined;
  #tool: Tool = "select";

  constructor(
    private readonly context: ToolContext,
    private readonly load: () => Promise<Editing>,
  ) {
    this.place = new PlaceTool(context);
  }

  /** What changes the room; undefined while nobody does. */
  get editor(): Editing | undefined {
    return this.#editor;
  }

  /** True while a tool is in hand that is still on its way. */
  get missing(): boolean {
    return !this.#editor && this.context.scene().tool !== "select";
  }

  /** Gets the editor. */
  async edit(): Promise<Editing> {
    this.#coming ??= this.load();
    this.#editor = await this.#coming;
    this.context.changed();
    return this.#editor;
  }

  /** True while the next tap answers a question, wherever it falls. */
  get waits(): boolean {
    return this.place.active || this.#editor?.waits === true;
  }

  tap(at: Point, keys: Modifiers): void {
    if (this.place.active) this.place.tap(at);
    else this.#editor?.tap(at, keys);
  }

  hover(at: Point, keys: Modifiers): void {
    if (!this.place.active) this.#editor?.hover(at, keys);
  }

  /** Takes one step back; false when no tool had one. */
  escape(): boolean {
    if (!this.place.active) return this.#editor?.escape() === true;
    this.place.cancel();
    return true;
  }

  /** Puts away what was begun with a tool that the person has laid down. */
  lay(): void {
    const { tool } = this.context.scene();
    if (tool === this.#tool) return;
    this.#tool = tool;
    this.place.cancel();
    if (this.missing) void this.edit();
    else this.#editor?.lay();
  }
}
