// What a tool is to the plan: it takes taps, hovers, drags and keys, and asks for its bar.

import type { Point } from "../../model/index.ts";
import type { Actions, Modifiers, Scene } from "../../planner/scene.ts";

/** What the plan gives its tools. */
export interface ToolContext {
  scene(): Scene;
  actions: Actions;
  /** Millimetres that one pixel covers. */
  mmPerPx(): number;
  /** Something of a tool is to be drawn anew. */
  changed(): void;
  /** Puts the keyboard's focus on what carries an attribute of this value, after it is drawn. */
  focusOn(attribute: string, value: string): void;
}

/** A typed text that was refused. */
export interface Problem {
  /** Which field. */
  field: string;
  text: string;
}

/** A drag under way, in millimetres. */
export interface Drag {
  to(at: Point, keys: Modifiers): void;
  end(cancelled: boolean): void;
}

/** How near a hand must come to something, pixels. */
export const reachPx = 12;

/** How a hand is straightened: Alt lifts what snapping does. */
export function straightening(context: ToolContext, keys: { alt: boolean }): { on: boolean; reach: number } {
  return { on: context.scene().snapping && !keys.alt, reach: reachPx * context.mmPerPx() };
}
