// Which tool takes what happens on the plan: one of them takes each event. What asks for something
// comes before the tool that the person chose. Those that change the room come when they are asked for.

import type { TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Binding, Pressed } from "../../planner/action-table.ts";
import type { Modifiers, Scene } from "../../planner/scene.ts";
import type { Focused } from "../input/focused.ts";
import type { Gesture, Press } from "../input/gesture-recognizer.ts";
import type { Question, Tool } from "./tool.ts";

export class ToolRegistry {
  /** The chosen tool that the others were last put away for. */
  #settled: Scene["tool"] = "select";

  constructor(
    private readonly scene: () => Scene,
    /** What asks first comes first. */
    private readonly tools: Tool[],
    /** Gets the tools that are not here yet. */
    private readonly load: () => void,
  ) {}

  add(tools: readonly Tool[]): void {
    this.tools.push(...tools);
  }

  /** True while a tool is chosen that is still on its way. */
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

  /** Keys are for what has the focus, whatever is asked meanwhile. True when the key was of use. */
  key(binding: Binding, pressed: Pressed, focused: Focused): boolean {
    return this.#chosen?.key?.(binding, pressed, focused) === true;
  }

  /** Takes one step back; false when no tool had one. */
  escape(): boolean {
    return this.#stack.some((tool) => tool.escape?.());
  }

  settle(): void {
    for (const tool of this.tools) tool.settle?.();
  }

  /** Puts away what was begun with tools that the person has laid down. */
  lay(): void {
    const { tool } = this.scene();
    if (tool === this.#settled) return;
    this.#settled = tool;
    for (const each of this.tools) if (each.id !== tool) each.exit?.();
    if (this.missing) this.load();
  }

  /** The tool that was chosen lies under what asks. */
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

  /** What asks, and last what the person chose. */
  get #stack(): Tool[] {
    return this.tools.filter((tool) => tool.active).concat(this.#chosen ?? []);
  }

  /** What takes the pointer, and has the bar. */
  get #inHand(): Tool | undefined {
    return this.#stack.find((tool) => tool.tap);
  }
}
