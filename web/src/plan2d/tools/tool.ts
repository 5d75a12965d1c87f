// Interfaces between the plan and its tools. A tool omits the methods for events that it doesn't handle.

import type { TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Binding, Pressed } from "../../planner/action-table.ts";
import type { EditableRoom, Modifiers, Scene } from "../../planner/scene.ts";
import type { Camera } from "../camera.ts";
import type { Focused } from "../input/focused.ts";
import type { Gesture, Press } from "../input/gesture-recognizer.ts";

export interface Tool {
  /** The planner's name of a tool that the user can choose; other tools have names of their own. */
  readonly id: string;
  /** True while it waits for input: then it takes precedence over the chosen tool. */
  readonly active?: boolean;
  /** True when each press is a tap, wherever it falls. */
  readonly waits?: boolean;
  /** True when it works on furniture: then items can be selected, and keys apply to them. */
  readonly furniture?: boolean;
  /** Discards what was begun, because another tool was chosen. */
  exit?(): void;
  /** Returns the gesture that a press begins; undefined when the press pans the view or is a tap. */
  press?(press: Press, spot: Point): Gesture | undefined;
  /** Returns the gesture that a long press begins instead, or undefined. */
  hold?(press: Press): Gesture | undefined;
  /** Handles a tap. A tool without this method leaves all pointer events to the tool beneath. */
  tap?(at: Point, keys: Modifiers): void;
  hover?(at: Point, keys: Modifiers): void;
  /** Handles a key; returns true if it was of use. */
  key?(binding: Binding, pressed: Pressed, focused: Focused): boolean;
  /** Goes one step back, while it is active or chosen; returns false if there was none. */
  escape?(): boolean;
  /** Stores the pending changes by key presses. */
  settle?(): void;
  /** Draws handles and drafts. `inHand` is false while another tool gets the pointer events. */
  overlay?(scene: Scene, inHand: boolean): TemplateResult | undefined;
  /** Returns the content of its toolbar. */
  toolbar?(scene: Scene): TemplateResult | undefined;
  /** Returns the prompt that it shows, if any. */
  asked?(scene: Scene): Question | undefined;
}

export interface Question {
  form: TemplateResult;
  spot: Point;
}

/** What the plan provides to its tools. */
export interface ToolContext extends Pick<EditableRoom, "scene" | "actions"> {
  camera: Camera;
  /** Requests a redraw, because a tool's state has changed. */
  changed(): void;
  /** Focuses the element whose attribute has this value, once it is drawn. */
  focusOn(attribute: string, value: string): void;
}

/** A drag in progress; positions in millimetres. */
export interface Drag {
  to(at: Point, keys: Modifiers): void;
  end(cancelled: boolean): void;
}

/** Distance within which a pointer snaps to something, pixels. */
export const reachPx = 12;

/** Returns the snap options for a gesture; Alt switches snapping off. `reach` is in millimetres. */
export function straightening(
  { scene, camera }: ToolContext,
  keys: { alt: boolean },
): { on: boolean; reach: number } {
  return { on: scene().snapping && !keys.alt, reach: reachPx * camera.mmPerPx };
}
