// Moves by pointer and keys: presses, steps, turns, typed places, alignment. Computes the items' places; a
// drag of the room displays and stores them.

import { acquire } from "../client/changes.ts";
import type { CommandError, Drag, PlaceChange } from "../client/index.ts";
import { bounds, normalizeAngle, rotatePoint } from "../geometry/index.ts";
import { type Place, type Point, placeOf } from "../model/index.ts";
import { alignPlaces, clampIntoRoom, distributePlaces, snap, toleranceMm, turningOf } from "../snap/index.ts";
import type { Guide, Ruler } from "../snap/types.ts";
import { inBatches } from "./edits.ts";
import type { Planner } from "./planner.ts";
import type { Modifiers, Side } from "./scene.ts";

type Places = ReadonlyMap<string, Place>;

/** A drag that was dropped, with the moves that it stores. */
export interface Drop {
  drag: Drag;
  moves: readonly PlaceChange[];
}

/** The items being moved: one drag for each command that carries them. */
interface Grip {
  ids: readonly string[];
  drags: readonly Drag[];
}

/** What the controller needs of the editor. */
export interface MoveHost {
  readonly planner: Planner;
  /** Reports whether the user may move these items now; if not, displays the reason. */
  mayMove(ids: readonly string[]): boolean;
  /** Called when drags were dropped and their moves are being stored. */
  dropped(drops: readonly Drop[]): void;
  /** Called when a drag was refused. */
  failed(error: CommandError): void;
}

/** A press whose pointer moved less than this, in millimetres, is a click. */
const clickMm = 40;
/** Keys and wheel turns within this time of each other are one move. */
const pauseMs = 700;

interface Press {
  ids: readonly string[];
  from: Point;
  grip: Grip | undefined;
  start: Places;
  /** Degrees turned since the press. */
  turn: number;
  at: Point;
  keys: Modifiers;
}

export class MoveController {
  guides: readonly Guide[] = [];
  rulers: readonly Ruler[] = [];
  #press: Press | undefined;
  #nudge: Grip | undefined;
  #nudgeEnd: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: MoveHost) {}

  /** True from the start of a drag until its drop. */
  get dragging(): boolean {
    return this.#press?.grip !== undefined;
  }

  press(ids: readonly string[], at: Point, keys: Modifiers): void {
    this.endNudge();
    this.#press = { ids, from: at, at, keys, grip: undefined, start: this.#placesOf(ids), turn: 0 };
  }

  point(at: Point, keys: Modifiers): void {
    const press = this.#press;
    if (!press) return;
    press.at = at;
    press.keys = keys;
    const near = Math.hypot(at[0] - press.from[0], at[1] - press.from[1]) < clickMm;
    if (!press.grip && near) return;
    const grip = this.#started(press);
    if (grip) this.#follow(press, grip);
  }

  /** Ends a press; returns true when it was a click: nothing was moved. */
  release(cancelled: boolean): boolean {
    const press = this.#press;
    this.#press = undefined;
    this.#show([], []);
    if (press?.grip) this.#letGo(press.grip, cancelled);
    return press !== undefined && press.grip === undefined;
  }

  turn(ids: readonly string[], degrees: number): void {
    const press = this.#press;
    if (press && sameIds(press.ids, ids)) {
      const grip = this.#started(press);
      press.turn += degrees;
      return grip && this.#follow(press, grip);
    }
    this.#nudgeBy(ids, (places) => turnedBy(places, degrees));
  }

  shift(ids: readonly string[], [dx, dy]: Point): void {
    this.#nudgeBy(ids, (places) => movedBy(places, [dx, dy]));
  }

  /** Moves items to places, as one separate move. */
  place(places: Places): void {
    const ids = [...places.keys()];
    this.endNudge();
    if (ids.length === 0 || !this.host.mayMove(ids)) return;
    const grip = this.#begin(ids);
    this.#put(grip, places);
    this.#letGo(grip);
  }

  align(ids: readonly string[], side: Side): void {
    this.place(alignPlaces(side, this.#sized(this.#placesOf(ids))));
  }

  distribute(ids: readonly string[], axis: "x" | "y"): void {
    this.place(distributePlaces(axis, this.#sized(this.#placesOf(ids))));
  }

  /** Stores the steps and turns so far as one move. */
  endNudge(): void {
    clearTimeout(this.#nudgeEnd);
    const nudge = this.#nudge;
    this.#nudge = undefined;
    if (nudge) this.#letGo(nudge);
  }

  /** Stores the steps and turns so far; a drag by pointer is cancelled. */
  settle(): void {
    this.release(true);
    this.endNudge();
  }

  /** Cancels the move in progress; returns false when there is none. */
  cancel(): boolean {
    clearTimeout(this.#nudgeEnd);
    const grip = this.#press?.grip ?? this.#nudge;
    this.#press = undefined;
    this.#nudge = undefined;
    this.#show([], []);
    if (grip) this.#letGo(grip, true);
    return grip !== undefined;
  }

  get #scene() {
    return this.host.planner.scene();
  }

  /** Returns the press's grip, which is started if necessary; undefined when the items may not be moved. */
  #started(press: Press): Grip | undefined {
    if (press.grip) return press.grip;
    if (this.host.mayMove(press.ids)) press.grip = this.#begin(press.ids);
    else this.#press = undefined;
    return press.grip;
  }

  #follow(press: Press, grip: Grip): void {
    const by: Point = [press.at[0] - press.from[0], press.at[1] - press.from[1]];
    const wanted = turnedBy(movedBy(press.start, by), press.turn);
    const on = this.#scene.snapping && !press.keys.alt;
    const found = this.#snap(wanted, on, press.turn !== 0);
    this.#put(grip, found.places);
    this.#show(found.guides, found.rulers);
  }

  #snap(
    wanted: Places,
    on: boolean,
    turnedByHand: boolean,
  ): { places: Places; guides: readonly Guide[]; rulers: readonly Ruler[] } {
    const moving = this.#sized(wanted);
    const [id, ...more] = wanted.keys();
    const item = id === undefined || more.length > 0 ? undefined : this.#scene.items.get(id);
    // A piece that the user turns during the drag is not turned to a wall.
    const turning = item && (turnedByHand ? "flush" : turningOf(this.#scene.pieceOf(item).kind));
    const context = { plan: this.#scene.plan, others: this.#others(wanted), turning };
    const { by, turn = 0, guides, rulers } = snap(moving, context, { tolerance: toleranceMm, on });
    return { places: movedBy(turn === 0 ? wanted : turnedBy(wanted, turn), by), guides, rulers };
  }

  #nudgeBy(ids: readonly string[], change: (places: Places) => Places): void {
    if (ids.length === 0) return;
    if (!this.#nudge || !sameIds(this.#nudge.ids, ids)) {
      this.endNudge();
      if (!this.host.mayMove(ids)) return;
      this.#nudge = this.#begin(ids);
    }
    this.#put(this.#nudge, change(this.#placesOf(ids)));
    clearTimeout(this.#nudgeEnd);
    this.#nudgeEnd = setTimeout(() => this.endNudge(), pauseMs);
  }

  #begin(ids: readonly string[]): Grip {
    const drags = inBatches(ids).map((some) => acquire(this.host.planner.room, some));
    const grip = { ids, drags };
    for (const drag of drags) {
      void drag.done.then((outcome) => {
        // The drag was lost, or released by a tab that fell asleep: then the others end too.
        for (const other of drags) if (other.inHand || outcome.end === "lost") void other.cancel();
        if (this.#nudge === grip) this.#nudge = undefined;
        if (this.#press?.grip === grip) this.#press = undefined;
        if (!this.#press) this.#show([], []);
        if (outcome.end === "lost") this.host.failed(outcome.error);
      });
    }
    return grip;
  }

  /** Displays items at places; moves them together back into the room if they would leave it. */
  #put({ drags }: Grip, places: Places): void {
    const inside = movedBy(places, clampIntoRoom(this.#sized(places), this.#scene.plan));
    this.host.planner.room.together(() => {
      for (const drag of drags) drag.to(Object.fromEntries(inside));
    });
  }

  #letGo({ drags }: Grip, cancelled = false): void {
    const drops: Drop[] = [];
    for (const drag of drags) {
      if (cancelled) void drag.cancel();
      if (!drag.inHand) continue;
      const moves = drag.moves();
      void drag.drop();
      if (moves.length > 0) drops.push({ drag, moves });
    }
    if (drops.length > 0) this.host.dropped(drops);
  }

  #show(guides: readonly Guide[], rulers: readonly Ruler[]): void {
    if (this.guides.length + this.rulers.length + guides.length + rulers.length === 0) return;
    this.guides = guides;
    this.rulers = rulers;
    this.host.planner.changed();
  }

  #placesOf(ids: readonly string[]): Places {
    return new Map(
      ids.flatMap((id) => {
        const item = this.#scene.items.get(id);
        return item ? [[id, placeOf(item)] as const] : [];
      }),
    );
  }

  #sized(places: Places) {
    return [...places].flatMap(([id, place]) => {
      const item = this.#scene.items.get(id);
      return item ? [{ id, place, size: this.#scene.pieceOf(item).size }] : [];
    });
  }

  #others(moving: Places) {
    return [...this.#scene.items.values()]
      .filter(({ id }) => !moving.has(id))
      .map((item) => ({ id: item.id, place: item, size: this.#scene.pieceOf(item).size }));
  }
}

function movedBy(places: Places, [dx, dy]: Point): Places {
  return new Map(
    [...places].map(([id, p]) => [id, { ...p, x: Math.round(p.x + dx), y: Math.round(p.y + dy) }]),
  );
}

/** Turns places together, around the middle of their centres. */
function turnedBy(places: Places, degrees: number): Places {
  if (degrees === 0) return places;
  const box = bounds([...places.values()].map((p): Point => [p.x, p.y]));
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2];
  return new Map(
    [...places].map(([id, p]) => {
      const [x, y] = rotatePoint([p.x - middle[0], p.y - middle[1]], degrees);
      const rotation = normalizeAngle(p.rotation, degrees);
      return [id, { ...p, x: Math.round(middle[0] + x), y: Math.round(middle[1] + y), rotation }];
    }),
  );
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
