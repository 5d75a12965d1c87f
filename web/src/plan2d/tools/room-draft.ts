// The room as it is being changed, part by part. A gesture is shown as it goes and stored once, when it
// ends; if somebody else changed the room meanwhile, it is done to theirs.

import { isEqual } from "../../json/equal.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import type { Modifiers } from "../../planner/scene.ts";
import { dragged, moved, removable, removed, withMeasure } from "../floorplan/change.ts";
import { elementOf, keyOf, type PlanElement, spotOf } from "../floorplan/elements.ts";
import { flipped, withOffset } from "../floorplan/openings.ts";
import { insertedCorner } from "../floorplan/outline.ts";
import { changeFault } from "../floorplan/validation.ts";
import { withThickness } from "../floorplan/walls.ts";
import { type Drag, straightening, type ToolContext } from "./tool.ts";

type Change = (plan: PlanBody) => PlanBody;

/** Key presses that follow each other this closely are one change. */
const pauseMs = 700;

export class RoomDraft {
  #selected: string | undefined;
  #change: Change | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly context: ToolContext) {}

  /** The plan as the gesture under way makes it. */
  get plan(): PlanBody {
    const { plan } = this.context.scene();
    return this.#change ? this.#change(plan) : plan;
  }

  /** True while what is shown can't be stored. */
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

  /** Selects a part that is new, and moves the focus there. */
  choose(part: PlanElement): void {
    this.#selected = keyOf(part);
    this.context.changed();
    this.context.focusOn("data-part", keyOf(part));
  }

  // By hand.

  drag(part: PlanElement, from: Point): Drag {
    this.select(part);
    return this.#dragging((plan, at, keys) =>
      dragged(plan, part, [at[0] - from[0], at[1] - from[1]], straightening(this.context, keys)),
    );
  }

  /** Pulls a new corner out of a wall. */
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

  // By keys and by typing.

  nudge(part: PlanElement, by: Point): void {
    if (this.#selected !== keyOf(part)) this.select(part);
    const before = this.#change ?? ((plan) => plan);
    this.#change = (plan) => moved(before(plan), part, by);
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.settle(), pauseMs);
    this.context.changed();
  }

  /** Stores the key presses so far. */
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

  insertCorner(index: number): void {
    this.store((plan) => insertedCorner(plan, index));
    this.choose({ kind: "corner", index: index + 1 });
  }

  flip(id: string, what: "hinge" | "opens"): void {
    this.store((plan) => flipped(plan, id, what));
  }

  /** Gives a part a typed measure; returns why it can't have that. */
  measure(part: PlanElement, length: number): string | undefined {
    const { texts } = this.context.scene();
    const tooLarge =
      part.kind === "door" || part.kind === "window" ? texts.plan2d.tooWide : texts.plan2d.tooNarrow;
    const narrow = length < 200 && "id" in part && part.kind !== "wall";
    if (narrow || length <= 0) return texts.plan2d.tooNarrow;
    if (!withMeasure(this.plan, part, length)) return tooLarge;
    return this.#store((plan) => withMeasure(plan, part, length) ?? plan);
  }

  thickness(id: string, length: number): string | undefined {
    if (length < 10 || length > 2000) return this.context.scene().texts.plan2d.tooNarrow;
    return this.#store((plan) => withThickness(plan, id, length));
  }

  offset(part: PlanElement, offset: number): string | undefined {
    const opening = part.kind === "door" || part.kind === "window";
    return opening ? this.#store((plan) => withOffset(plan, part, offset)) : undefined;
  }

  /** Puts a corner or an end where it was typed. */
  moveTo(part: PlanElement, to: Point): string | undefined {
    const spot = spotOf(this.plan, part);
    return spot && this.#store((plan) => moved(plan, part, [to[0] - spot[0], to[1] - spot[1]]));
  }

  // Stepping back.

  /** Calls off what is not stored yet; false when there is nothing. */
  cancel(): boolean {
    if (!this.#change) return false;
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#finish(true);
    return true;
  }

  /** Takes one step back; false when there was none. */
  escape(): boolean {
    if (this.cancel()) return true;
    if (this.#selected === undefined) return false;
    this.select(undefined);
    return true;
  }

  // Storing.

  /** Stores a change; false, and told why, when the room can't be so. */
  store(change: Change): boolean {
    return this.#told(this.#store(change));
  }

  /** Stores a change; returns why the room can't be so. */
  #store(change: Change): string | undefined {
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
    const { plan: before, texts } = this.context.scene();
    const after = this.plan;
    this.#change = undefined;
    this.context.changed();
    if (cancelled || isEqual(before, after)) return undefined;
    const fault = changeFault(before, after);
    if (fault) return texts.plan2d.faults[fault];
    this.context.actions.setPlan(after);
    return undefined;
  }
}
