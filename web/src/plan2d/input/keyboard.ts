// Handles keys on the plan; what a key does depends on what has the focus.

import {
  actionOf,
  applies,
  type Binding,
  bindingOf,
  type KeyView,
  type Pressed,
  pressedOf,
  type Scope,
} from "../../planner/action-table.ts";
import type { ToolContext } from "../tools/tool.ts";
import type { ToolRegistry } from "../tools/tool-registry.ts";
import type { Focused } from "./focused.ts";
import type { GestureRecognizer } from "./gesture-recognizer.ts";
import type { RovingFocus } from "./roving-focus.ts";

/** Step of a pan by arrow keys, pixels. */
const panPx = 60;

export class Keyboard {
  constructor(
    element: HTMLElement,
    private readonly context: ToolContext,
    private readonly tools: ToolRegistry,
    private readonly gestures: GestureRecognizer,
    private readonly rovingFocus: RovingFocus,
  ) {
    element.addEventListener("keydown", (e) => this.#down(e));
    element.addEventListener("keyup", (e) => {
      if (e.key === " ") gestures.space = false;
    });
    element.addEventListener("focusout", () => {
      gestures.space = false;
    });
  }

  #down(e: KeyboardEvent): void {
    if (!(e.target instanceof Element) || e.defaultPrevented) return;
    const typing = e.target.closest("input, select, textarea, button") !== null;
    const focused = focusedOf(e.target);
    const pressed = pressedOf(e);
    const binding = bindingOf(pressed, this.#scopes(focused));
    // Fields and buttons keep their own keys; of these only Escape is handled here.
    if (!binding || (typing && binding.name !== "escape")) return;
    if (pressed.key === " " && focused.item === undefined) this.gestures.space = true;
    if (this.#carryOut(binding, pressed, focused)) {
      e.preventDefault();
      // The page around the planner may have keyboard shortcuts of its own.
      e.stopPropagation();
    }
  }

  /** Returns the scopes in order of precedence: arrows move what is selected or focused, else the view. */
  #scopes({ item, part, referenceImage }: Focused): readonly Scope[] {
    const onFocus = referenceImage || part !== undefined || item !== undefined;
    const chosen = onFocus || (this.tools.furniture && this.context.scene().selection.size > 0);
    return chosen ? ["items", "view", "planner"] : ["view", "items", "planner"];
  }

  /** Runs a binding; returns true if the key was handled. */
  #carryOut(binding: Binding, pressed: Pressed, focused: Focused): boolean {
    const { context, tools, gestures } = this;
    const { name } = binding;
    const scope = actionOf(name)?.scope;
    const walks = name === "nextItem" || name === "previousItem";
    if (!tools.furniture && (scope === "items" || walks)) return tools.key(binding, pressed, focused);
    if (name === "escape" && (gestures.cancel() || tools.escape())) return true;
    if (name === "undo" || name === "redo") tools.settle();
    const at = { actions: context.actions, scene: context.scene(), view: this.#view, item: focused.item };
    if (!applies(binding, at)) return name === "toggle";
    binding.run(at, pressed);
    return true;
  }

  get #view(): KeyView {
    const { camera } = this.context;
    return {
      zoom: (factor) => camera.zoom(factor),
      fit: () => camera.fit(),
      pan: ([right, down]) => camera.pan([-right * panPx + 0, -down * panPx + 0]),
      toPlan: (arrow) => arrow,
      go: (by) => this.rovingFocus.go(by),
    };
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
