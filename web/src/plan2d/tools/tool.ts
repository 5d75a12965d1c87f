// What a tool is to the plan, and what the plan gives its tools. What a tool does not take of what
// happens, it leaves out.

import type { TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Binding, Pressed } from "../../planner/action-table.ts";
import type { EditableRoom, Modifiers, Scene } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import type { Focused } from "../input/focused.ts";
import type { Gesture, Press } from "../input/gesture-recognizer.ts";

export interface Tool {
  /** The planner's name for a tool that a person chooses; a question has one of its own. */
  readonly id: string;
  /** True while it asks for something: then it comes before the tool that the person chose. */
  readonly active?: boolean;
  /** True when each press is a tap, wherever it falls. */
  readonly waits?: boolean;
  /** True when it works on furniture, which can then be selected and has the keys. */
  readonly furniture?: boolean;
  /** Another tool is chosen: puts away what was begun. */
  exit?(): void;
  /** What a press begins; undefined when it moves the view, or is a tap. */
  press?(press: Press, spot: Point): Gesture | undefined;
  /** What a finger that rests begins instead. */
  hold?(press: Press): Gesture | undefined;
  /** What has no tap leaves the pointer to the tool beneath. */
  tap?(at: Point, keys: Modifiers): void;
  hover?(at: Point, keys: Modifiers): void;
  /** True when the key was of use. */
  key?(binding: Binding, pressed: Pressed, focused: Focused): boolean;
  /** Takes one step back, while it is active or chosen; false when there was none. */
  escape?(): boolean;
  /** Stores the key presses so far. */
  settle?(): void;
  /** Handles, and what is being drawn; not `inHand` while a question waits for the taps. */
  overlay?(scene: Scene, inHand: boolean): TemplateResult | undefined;
  /** What its bar holds. */
  toolbar?(scene: Scene): TemplateResult | undefined;
  /** What it asks to be typed, and where. */
  asked?(scene: Scene): Question | undefined;
}

export interface Question {
  form: TemplateResult;
  spot: Point;
}

/** What the plan gives its tools. */
export interface ToolContext extends Pick<EditableRoom, "scene" | "actions"> {
  camera: Camera;
  /** Something of a tool is to be drawn anew. */
  changed(): void;
  /** Puts the keyboard's focus on what carries an attribute of this value, after it is drawn. */
  focusOn(attribute: string, value: string): void;
  /** The view was moved by hand. */
  looked(): void;
}

/** A drag under way, in millimetres. */
export interface Drag {
  to(at: Point, keys: Modifiers): void;
  end(cancelled: boolean): void;
}

/** How near a hand must come to something, pixels. */
export const reachPx = 12;

/** How a hand is straightened: Alt lifts what snapping does. */
export function straightening(
  { scene, camera }: ToolContext,
  keys: { alt: boolean },
): { on: boolean; reach: number } {
  return { on: scene().snapping && !keys.alt, reach: reachPx * camera.mmPerPx };
}
