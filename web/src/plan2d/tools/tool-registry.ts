// Passes each event on the plan to one tool. Active tools take precedence over the chosen one. The tools that
// edit the room are loaded when one of them is chosen.

import type { TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Binding, Pressed } from "../../planner/action-table.ts";
import type { Modifiers, Scene } from "../../planner/scene.ts";
import type { Focused } from "../input/focused.ts";
import type { Gesture, Press } from "../input/gesture-recognizer.ts";
import type { Question, Tool } from "./tool.ts";

export class ToolRegistry {
  /** The chosen tool at the last call of `lay`. */
  #settled: Scene["tool"] = "select";

  constructor(
    private readonly scene: () => Scene,
    /** In order of precedence. */
    private readonly tools: Tool[],
    /** Loads the tools that are missing; they are added later with `add`. */
    private readonly load: () => void,
  ) {}

  add(tools: readonly Tool[]): void {
    this.tools.push(...tools);
  }

  /** True while the chosen tool is not loaded. */
  get missing(): boolean {
    return !this.#chosen;
  }

  /** True while each press is a tap, wherever it falls. */
  get waits(): boolean {
    return this.#inHand?.waits === true;
  }

  /** True while the chosen tool works on furniture. */
  get furniture(): boolean {
    return this.#chosen?.furniture === true;
  }

  press(press: Press, spot: Point): Gesture | undefined {
    return this.#inHand?.press?.(press, spot);
  }

  hold(press: Press): Gesture | undefined {
    return this.#inHand?.hold?.(press);
  }

  tap(at: Point, keys: Modifiers): void {
    this.#inHand?.tap?.(at, keys);
  }

  hover(at: Point, keys: Modifiers): void {
    this.#inHand?.hover?.(at, keys);
  }

  /** Passes a key to the chosen tool, even while another is active. Returns true if the key was handled. */
  key(binding: Binding, pressed: Pressed, focused: Focused): boolean {
    return this.#chosen?.key?.(binding, pressed, focused) === true;
  }

  /** Lets the first tool that can go one step back; returns false if none could. */
  escape(): boolean {
    return this.#stack.some((tool) => tool.escape?.());
  }

  settle(): void {
    for (const tool of this.tools) tool.settle?.();
  }

  /** Exits the other tools when another tool was chosen, and loads that if it is missing. */
  lay(): void {
    const { tool } = this.scene();
    if (tool === this.#settled) return;
    this.#settled = tool;
    for (const each of this.tools) if (each.id !== tool) each.exit?.();
    if (this.missing) this.load();
  }

  /** Returns the tools' overlays, lowest first: that of the chosen tool is under those of active ones. */
  overlay(scene: Scene): (TemplateResult | undefined)[] {
    const inHand = this.#inHand;
    return this.#stack.map((tool) => tool.overlay?.(scene, tool === inHand)).reverse();
  }

  toolbar(scene: Scene): TemplateResult | undefined {
    return this.#inHand?.toolbar?.(scene);
  }

  asked(scene: Scene): Question | undefined {
    return this.#stack.map((tool) => tool.asked?.(scene)).find((question) => question);
  }

  get #chosen(): Tool | undefined {
    return this.tools.find(({ id }) => id === this.scene().tool);
  }

  /** The active tools, and last the chosen one. */
  get #stack(): Tool[] {
    return this.tools.filter((tool) => tool.active).concat(this.#chosen ?? []);
  }

  /** The tool that gets pointer events and has the toolbar: the first of the stack with a `tap` method. */
  get #inHand(): Tool | undefined {
    return this.#stack.find((tool) => tool.tap);
  }
}
