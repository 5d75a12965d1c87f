// The keyboard on the plan: what a key does depends on what has the focus.

import { shortcutKey } from "../../planner/key-event.ts";
import type { EditableRoom } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import { type Command, commandOf } from "../keys.ts";
import type { ToolRegistry } from "../tools/tool-registry.ts";
import type { Focused } from "./focused.ts";
import { type GestureRecognizer, keysOf } from "./gesture-recognizer.ts";
import type { RovingFocus } from "./roving-focus.ts";

export interface KeyboardContext {
  stage: EditableRoom;
  camera: Camera;
  tools: ToolRegistry;
  pointers: GestureRecognizer;
  stops: RovingFocus;
  /** The view was moved by hand. */
  looked: () => void;
}

export class Keyboard {
  constructor(
    element: HTMLElement,
    private readonly context: KeyboardContext,
  ) {
    element.addEventListener("keydown", (e) => this.#down(e));
    element.addEventListener("keyup", (e) => {
      if (e.key === " ") context.pointers.space = false;
    });
    element.addEventListener("focusout", () => {
      context.pointers.space = false;
    });
  }

  #down(e: KeyboardEvent): void {
    if (!(e.target instanceof Element) || e.defaultPrevented) return;
    const typing = e.target.closest("input, select, textarea, button") !== null;
    const focused = focusedOf(e.target);
    const { item, part, referenceImage } = focused;
    const key = { ...keysOf(e), key: shortcutKey(e) };
    const { selection, tool } = this.context.stage.scene();
    const chosen =
      referenceImage || part !== undefined || item !== undefined || (tool === "select" && selection.size > 0);
    const command = commandOf(key, chosen);
    // A field and a button keep their keys; only what never is theirs goes on.
    if (!command || (typing && command.do !== "escape")) return;
    if (command.do === "toggle" && e.key === " " && item === undefined) this.context.pointers.space = true;
    if (this.#carryOut(command, focused)) {
      e.preventDefault();
      // A page around the planner has keys of its own.
      e.stopPropagation();
    }
  }

  /** True when the key was of use. */
  #carryOut(command: Command, focused: Focused): boolean {
    const { camera, stage, tools, looked } = this.context;
    switch (command.do) {
      case "zoom":
        looked();
        camera.zoom(command.factor);
        return true;
      case "fit":
        camera.fit();
        return true;
      case "pan":
        looked();
        camera.pan(command.by);
        return true;
      case "undo":
      case "redo":
        tools.editor?.settle();
        stage.actions[command.do]();
        return true;
      case "escape":
        if (!this.context.pointers.cancel() && !tools.escape()) stage.actions.escape();
        return true;
      default:
        return stage.scene().tool === "select"
          ? this.#onItem(command, focused)
          : tools.editor?.key(command, focused) === true;
    }
  }

  #onItem(command: Command, { item }: Focused): boolean {
    const { actions } = this.context.stage;
    const { selection, items } = this.context.stage.scene();
    const known = item !== undefined;
    // What has the focus is meant, though something else is selected.
    const meant = () => {
      if (known && !selection.has(item)) actions.select([item]);
    };
    if (!known && selection.size === 0 && command.do !== "all" && command.do !== "go")
      return command.do === "toggle";
    switch (command.do) {
      case "go":
        this.context.stops.go(command.by);
        return true;
      case "step":
        meant();
        actions.nudge(command.by);
        return true;
      case "turn":
        meant();
        actions.turn(command.degrees);
        return true;
      case "remove":
      case "duplicate":
        meant();
        actions[command.do]();
        return true;
      case "all":
        actions.select(items.keys());
        return true;
      case "choose":
      case "toggle":
        if (known) actions.select([item], command.do === "toggle" ? "toggle" : "set");
        return known;
      default:
        return false;
    }
  }
}

function focusedOf(target: Element): Focused {
  const of = (name: string) => target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? undefined;
  return {
    item: of("item"),
    part: of("part"),
    measure: of("measure"),
    referenceImage: target.closest("[data-underlay]") !== null,
  };
}
