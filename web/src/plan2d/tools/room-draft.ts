// The room while its parts are edited. A gesture is displayed as it goes and stored once, when it ends; if
// another user changed the room meanwhile, it is applied to the changed room.

import { isEqual } from "../../json/equal.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import { type EditorTexts, editorTexts } from "../editor-texts.ts";
import { withCopy } from "../floorplan/added.ts";
import { dragged, moved, removable, removed, withMeasure, withOffsetOfPart } from "../floorplan/change.ts";
import { elementOf, isFixed, isOpening, keyOf, type PlanElement, spotOf } from "../floorplan/elements.ts";
import { flipped } from "../floorplan/openings.ts";
import { insertedCorner } from "../floorplan/outline.ts";
import { changeFault } from "../floorplan/validation.ts";
import { withThickness } from "../floorplan/walls.ts";
import { type Drag, straightening, type ToolContext } from "./tool.ts";

type Change = (plan: PlanBody) => PlanBody;

/** Longest pause between key presses that are stored as one change, milliseconds. */
const pauseMs = 700;

export class RoomDraft {
  #selected: string | undefined;
  #change: Change | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly context: ToolContext) {}

  /** The plan with the change in progress applied. */
  get plan(): PlanBody {
    const { plan } = this.context.scene();
    return this.#change ? this.#change(plan) : plan;
  }

  /** True while the change in progress makes the plan invalid. */
  get faulty(): boolean {
    return this.#change !== undefined && changeFault(this.context.scene().plan, this.plan) !== undefined;
  }

  get selected(): PlanElement | undefined {
    return this.#selected === undefined ? undefined : elementOf(this.plan, this.#selected);
  }

  select(part: PlanElement | undefined): void {
    this.settle();
    this.#selected = part && keyOf(part);
    this.context.changed();
  }

  /** Selects a new part, and moves the focus to its handle. */
  choose(part: PlanElement): void {
    this.#selected = keyOf(part);
    this.context.changed();
    this.context.focusOn("data-part", keyOf(part));
  }

  // Dragging.

  drag(part: PlanElement, from: Point): Drag {
    this.select(part);
    return this.#dragging((plan, at, keys) =>
      dragged(plan, part, [at[0] - from[0], at[1] - from[1]], straightening(this.context, keys)),
    );
  }

  /** Drags a new corner out of a wall; without a move it is inserted in the wall's middle. */
  dragNewCorner(index: number, from: Point): Drag {
    const corner: PlanElement = { kind: "corner", index: index + 1 };
    this.select(undefined);
    this.#selected = keyOf(corner);
    return this.#dragging(
      (plan, at, keys) => {
        const by: Point = [at[0] - from[0], at[1] - from[1]];
        return dragged(insertedCorner(plan, index), corner, by, straightening(this.context, keys));
      },
      (plan) => insertedCorner(plan, index),
    );
  }

  #dragging(change: (plan: PlanBody, at: Point, keys: Modifiers) => PlanBody, click?: Change): Drag {
    this.#change = click;
    return {
      to: (at, keys) => {
        this.#change = (plan) => change(plan, at, keys);
        this.context.changed();
      },
      end: (cancelled) => this.#finish(cancelled),
    };
  }

  // Keys and typed values.

  nudge(part: PlanElement, by: Point): void {
    if (this.#selected !== keyOf(part)) this.select(part);
    const before = this.#change ?? ((plan) => plan);
    this.#change = (plan) => moved(before(plan), part, by);
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.settle(), pauseMs);
    this.context.changed();
  }

  /** Stores the pending changes by key presses. */
  settle(): void {
    if (this.#due === undefined) return;
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#finish(false);
  }

  remove(part: PlanElement): void {
    this.settle();
    if (!removable(this.plan, part)) return;
    this.#selected = undefined;
    this.store((plan) => removed(plan, part));
  }

  /** Adds a copy of a part, and selects it. */
  duplicate(part: PlanElement): void {
    this.settle();
    if (!isOpening(part) && !isFixed(part)) return;
    const copy = withCopy(this.plan, part);
    if (!copy) return this.context.actions.notify(this.#words.noSpace);
    if (this.store((plan) => withCopy(plan, part)?.plan ?? plan)) this.choose(copy.part);
  }

  insertCorner(index: number): void {
    this.store((plan) => insertedCorner(plan, index));
    this.choose({ kind: "corner", index: index + 1 });
  }

  flip(id: string, what: "hinge" | "opens"): void {
    this.store((plan) => flipped(plan, id, what));
  }

  /** Sets a wall's length or an opening's width, millimetres; returns the reason if it is refused. */
  measure(part: PlanElement, length: number): string | undefined {
    const words = this.#words;
    const tooLarge = isOpening(part) || isFixed(part) ? words.tooWide : words.tooNarrow;
    const narrow = length < (part.kind === "fixture" ? 10 : 200) && "id" in part && part.kind !== "wall";
    if (narrow || length <= 0) return words.tooNarrow;
    if (!withMeasure(this.plan, part, length)) return tooLarge;
    return this.storeTyped((plan) => withMeasure(plan, part, length) ?? plan);
  }

  thickness(id: string, length: number): string | undefined {
    if (length < 10 || length > 2000) return this.#words.tooNarrow;
    return this.storeTyped((plan) => withThickness(plan, id, length));
  }

  offset(part: PlanElement, offset: number): string | undefined {
    return this.storeTyped((plan) => withOffsetOfPart(plan, part, offset));
  }

  /** Moves a corner or an end to a typed position; returns the reason if it is refused. */
  moveTo(part: PlanElement, to: Point): string | undefined {
    const spot = spotOf(this.plan, part);
    return spot && this.storeTyped((plan) => moved(plan, part, [to[0] - spot[0], to[1] - spot[1]]));
  }

  // Cancelling.

  /** Cancels the change in progress; returns false if there is none. */
  cancel(): boolean {
    if (!this.#change) return false;
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#finish(true);
    return true;
  }

  /** Cancels the change in progress, else clears the selection; returns false if there was neither. */
  escape(): boolean {
    if (this.cancel()) return true;
    if (this.#selected === undefined) return false;
    this.select(undefined);
    return true;
  }

  get #words(): EditorTexts {
    return editorTexts(this.context.scene());
  }

  // Storing.

  /** Stores a change; if the result is invalid, notifies the user of the reason and returns false. */
  store(change: Change): boolean {
    return this.#told(this.storeTyped(change));
  }

  /** Stores a change; if the result is invalid, returns the reason. */
  storeTyped(change: Change): string | undefined {
    this.settle();
    this.#change = change;
    return this.#end(false);
  }

  #finish(cancelled: boolean): void {
    this.#told(this.#end(cancelled));
  }

  #told(why: string | undefined): boolean {
    if (why !== undefined) this.context.actions.notify(why);
    return why === undefined;
  }

  #end(cancelled: boolean): string | undefined {
    const { plan: before } = this.context.scene();
    const after = this.plan;
    this.#change = undefined;
    this.context.changed();
    if (cancelled || isEqual(before, after)) return undefined;
    const fault = changeFault(before, after);
    if (fault) return this.#words.faults[fault];
    this.context.actions.setPlan(after);
    return undefined;
  }
}
