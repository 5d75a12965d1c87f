// What changes the room itself, as the rest of the plan knows it. It is loaded when one of
// its tools is first taken up.

import type { nothing, TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Binding, Pressed } from "../../planner/action-table.ts";
import type { Modifiers, Scene } from "../../planner/scene.ts";
import type { Focused } from "../input/focused.ts";
import type { Gesture, Press } from "../input/gesture-recognizer.ts";
import type { PlanDraft } from "../plan-renderer.ts";

export interface Editing {
  /** The room as the hands would have it. */
  readonly room: PlanDraft;
  /** True while the next tap answers a question or draws, wherever it falls. */
  readonly waits: boolean;
  tap(at: Point, keys: Modifiers): void;
  hover(at: Point, keys: Modifiers): void;
  /** What a press on the room begins. */
  press(press: Press, spot: Point): Gesture;
  /** True when the key was of use. */
  key(binding: Binding, pressed: Pressed, focused: Focused): boolean;
  /** Takes one step back; false when there was none. */
  escape(): boolean;
  /** Another tool is in hand: puts away what was begun. */
  lay(): void;
  /** Stores the key presses so far. */
  settle(): void;
  /** Asks for two points of the picture underneath, and for how far they are apart. */
  scaleUnderlay(): void;
  /** What the bar of the tool in hand holds. */
  bar(scene: Scene): TemplateResult | typeof nothing;
  /** A question, and where it is asked. */
  asked(scene: Scene): { form: TemplateResult; spot: Point } | undefined;
  /** Handles, and what is being drawn. */
  handles(scene: Scene): TemplateResult;
}
