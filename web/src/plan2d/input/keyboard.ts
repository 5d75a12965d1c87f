// The keyboard on the plan: what a key does depends on what has the focus.

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
import type { EditableRoom } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import type { ToolRegistry } from "../tools/tool-registry.ts";
import type { Focused } from "./focused.ts";
import type { GestureRecognizer } from "./gesture-recognizer.ts";
import type { RovingFocus } from "./roving-focus.ts";

/** A pan by the keys, pixels. */
const panPx = 60;

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
    const pressed = pressedOf(e);
    const binding = bindingOf(pressed, this.#scopes(focused));
    // A field and a button keep their keys; only what never is theirs goes on.
    if (!binding || (typing && binding.name !== "escape")) return;
    if (pressed.key === " " && focused.item === undefined) this.context.pointers.space = true;
    if (this.#carryOut(binding, pressed, focused)) {
      e.preventDefault();
      // A page around the planner has keys of its own.
      e.stopPropagation();
    }
  }

  /** Arrows move what is selected or has the focus, else the view. */
  #scopes({ item, part, referenceImage }: Focused): readonly Scope[] {
    const { selection, tool } = this.context.stage.scene();
    const onFocus = referenceImage || part !== undefined || item !== undefined;
    const chosen = onFocus || (tool === "select" && selection.size > 0);
    return chosen ? ["items", "view", "planner"] : ["view", "items", "planner"];
  }

  /** True when the key was of use. */
  #carryOut(binding: Binding, pressed: Pressed, focused: Focused): boolean {
    const { stage, tools, pointers } = this.context;
    const { name } = binding;
    const scope = actionOf(name)?.scope;
    const scene = stage.scene();
    const walks = name === "nextItem" || name === "previousItem";
    if (scene.tool !== "select" && (scope === "items" || walks)) {
      return tools.editor?.key(binding, pressed, focused) === true;
    }
    if (name === "escape" && (pointers.cancel() || tools.escape())) return true;
    if (name === "undo" || name === "redo") tools.editor?.settle();
    const context = { actions: stage.actions, scene, view: this.#view, item: focused.item };
    if (!applies(binding, context)) return name === "toggle";
    binding.run(context, pressed);
    return true;
  }

  get #view(): KeyView {
    const { camera, stops, looked } = this.context;
    return {
      zoom(factor) {
        looked();
        camera.zoom(factor);
      },
      fit: () => camera.fit(),
      pan([right, down]) {
        looked();
        camera.pan([-right * panPx + 0, -down * panPx + 0]);
      },
      toPlan: (arrow) => arrow,
      go: (by) => stops.go(by),
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
