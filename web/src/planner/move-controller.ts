// Moves by pointer and keys: presses, steps, turns, typed places, alignment. Computes the items' places; a
// drag of the room displays and stores them. What stands on a moved item moves with it (ST2).

import { acquire } from "../client/changes.ts";
import type { CommandError, Drag, PlaceChange } from "../client/index.ts";
import { bounds, normalizeAngle, rotatePoint } from "../geometry/index.ts";
import { hangs, type Place, type Point, placeOf } from "../model/index.ts";
import { clampIntoRoom, type Standing, snap, toleranceMm, turningOf } from "../snap/index.ts";
import type { Guide, Ruler } from "../snap/types.ts";
import { inBatches } from "./batches.ts";
import { type Load, loadOf, type Places, restingIn, standingIn, withRiders } from "./load.ts";
import type { Planner } from "./planner.ts";
import type { Modifiers } from "./scene.ts";
import { settled } from "./settle.ts";

/** A drag that was dropped, with the moves that it stores. */
export interface Drop {
  drag: Drag;
  moves: readonly PlaceChange[];
}

/** The items being moved: one drag for each command that carries them. */
interface Grip {
  load: Load;
  drags: readonly Drag[];
}

/** What the controller needs of the editor. */
export interface MoveHost {
  readonly planner: Planner;
  /** Reports whether the user may move these items now; if not, displays the reason. */
  mayMove(ids: readonly string[]): boolean;
  /**
   * Called when drags were dropped and their moves are being stored. `led` are the items that the user moved;
   * the others were carried by them.
   */
  dropped(drops: readonly Drop[], led: readonly string[]): void;
  /** Called when a drag was refused. */
  failed(error: CommandError): void;
}

/** A press whose pointer moved less than this, in millimetres, is a click. */
const clickMm = 40;
/** Keys and wheel turns within this time of each other are one move. */
const pauseMs = 700;

interface Press {
  load: Load;
  from: Point;
  grip: Grip | undefined;
  /** Degrees turned since the press. */
  turn: number;
  /** Millimetres by which a wall piece was raised since the press. */
  lift: number;
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
    this.#press = { load: this.#loadOf(ids), from: at, at, keys, grip: undefined, turn: 0, lift: 0 };
  }

  point(at: Point, keys: Modifiers, lift = 0): void {
    const press = this.#press;
    if (!press) return;
    press.at = at;
    press.keys = keys;
    press.lift = lift;
    const near = Math.hypot(at[0] - press.from[0], at[1] - press.from[1], lift) < clickMm;
    if (!press.grip && near) return;
    const grip = this.#started(press);
    if (grip) this.#follow(press, grip);
  }

  /** Ends a press; returns true when it was a click: nothing was moved. */
  release(cancelled: boolean): boolean {
    const press = this.#press;
    this.#press = undefined;
    this.#guide([], []);
    if (press?.grip) this.#letGo(press.grip, cancelled);
    return press !== undefined && press.grip === undefined;
  }

  turn(ids: readonly string[], degrees: number): void {
    const press = this.#press;
    const load = this.#loadOf(ids);
    if (press && sameIds(press.load.led, load.led)) {
      const grip = this.#started(press);
      press.turn += degrees;
      return grip && this.#follow(press, grip);
    }
    this.#nudgeBy(load, (places) => turnedBy(places, degrees));
  }

  shift(ids: readonly string[], by: Point): void {
    this.#nudgeBy(this.#loadOf(ids), (places) => movedBy(places, by));
  }

  /** Raises what hangs, and leaves the rest where it stands. */
  raise(ids: readonly string[], mm: number): void {
    const { items, pieceOf } = this.#scene;
    const hanging = ids.filter((id) => {
      const item = items.get(id);
      return item && hangs(pieceOf(item).mount);
    });
    this.#nudgeBy(this.#loadOf(hanging), (places) => raisedBy(places, mm));
  }

  /** Moves items to places, as one separate move; each stands on what is there. */
  place(places: Places): void {
    const load = this.#loadOf([...places.keys()]);
    this.#moveTo(this.#settled(places, load), load);
  }

  /** The same for places whose heights are known. */
  stand(places: Places): void {
    this.#moveTo(places, this.#loadOf([...places.keys()]));
  }

  #moveTo(places: Places, load: Load): void {
    this.endNudge();
    const grip = this.#begin(load);
    if (!grip) return;
    this.#show(grip, places);
    this.#letGo(grip);
  }

  /** Returns items with their places and sizes, but not those that stand on others of them. */
  sized(ids: readonly string[]): Standing[] {
    return this.#sized(this.#placesOf(this.#loadOf(ids).led));
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
    this.#guide([], []);
    if (grip) this.#letGo(grip, true);
    return grip !== undefined;
  }

  get #scene() {
    return this.host.planner.scene();
  }

  /** Returns the press's grip, which is started if necessary; undefined when the items may not be moved. */
  #started(press: Press): Grip | undefined {
    press.grip ??= this.#begin(press.load);
    if (!press.grip) this.#press = undefined;
    return press.grip;
  }

  #follow(press: Press, grip: Grip): void {
    const by: Point = [press.at[0] - press.from[0], press.at[1] - press.from[1]];
    const { led, start } = press.load;
    const from = new Map(led.flatMap((id) => pairOf(id, start.get(id))));
    const wanted = raisedBy(turnedBy(movedBy(from, by), press.turn), press.lift);
    const on = this.#scene.snapping && !press.keys.alt;
    const found = this.#snap(wanted, grip.load, on, press.turn !== 0);
    this.#put(grip, found.places);
    this.#guide(found.guides, found.rulers);
  }

  #snap(
    wanted: Places,
    load: Load,
    on: boolean,
    turnedByHand: boolean,
  ): { places: Places; guides: readonly Guide[]; rulers: readonly Ruler[] } {
    const moving = this.#sized(wanted);
    const [id, ...more] = wanted.keys();
    const item = id === undefined || more.length > 0 ? undefined : this.#scene.items.get(id);
    const own = item && turningOf(this.#scene.pieceOf(item));
    // A piece that the user turns during the drag is not turned to a wall, unless it hangs there.
    const turning = turnedByHand && own && own !== "hang" ? "flush" : own;
    const context = { plan: this.#scene.plan, others: this.#others(load), turning };
    const { by, turn = 0, guides, rulers } = snap(moving, context, { tolerance: toleranceMm, on });
    return { places: movedBy(turn === 0 ? wanted : turnedBy(wanted, turn), by), guides, rulers };
  }

  #nudgeBy(load: Load, change: (places: Places) => Places): void {
    if (!this.#nudge || !sameIds(this.#nudge.load.led, load.led)) {
      this.endNudge();
      this.#nudge = this.#begin(load);
    }
    if (!this.#nudge) return;
    const shown = this.#placesOf(load.led);
    this.#put(this.#nudge, change(shown), shown);
    clearTimeout(this.#nudgeEnd);
    this.#nudgeEnd = setTimeout(() => this.endNudge(), pauseMs);
  }

  /** Acquires everything in a load; undefined if there is nothing in it, or the user may not move all of it. */
  #begin(load: Load): Grip | undefined {
    const ids = [...load.led, ...load.riders.keys()];
    if (ids.length === 0 || !this.host.mayMove(ids)) return undefined;
    const drags = inBatches(ids).map((some) => acquire(this.host.planner.room, some));
    const grip = { load, drags };
    for (const drag of drags) {
      void drag.done.then((outcome) => {
        // The drag was lost, or released by a tab that fell asleep: then the others end too.
        for (const other of drags) if (other.inHand || outcome.end === "lost") void other.cancel();
        if (this.#nudge === grip) this.#nudge = undefined;
        if (this.#press?.grip === grip) this.#press = undefined;
        if (!this.#press) this.#guide([], []);
        if (outcome.end === "lost") this.host.failed(outcome.error);
      });
    }
    return grip;
  }

  /** Displays items at places, on what they stand on there. */
  #put(grip: Grip, places: Places, from = grip.load.start): void {
    this.#show(grip, this.#settled(places, grip.load, from));
  }

  /** Displays items at places, with what stands on them. */
  #show({ drags, load }: Grip, places: Places): void {
    const all = Object.fromEntries(withRiders(places, load));
    this.host.planner.room.together(() => {
      for (const drag of drags) drag.to(all);
    });
  }

  /**
   * Returns the places with the heights of what the items stand on or hang from there, all moved back into
   * the room together if they would leave it. `before` are their places before this step.
   */
  #settled(outside: Places, load: Load, before = load.start): Places {
    const places = movedBy(outside, clampIntoRoom(this.#sized(outside), this.#scene.plan));
    const { items, pieceOf, plan } = this.#scene;
    const around = { plan, items: standingIn(this.#scene).filter(({ id }) => !load.start.has(id)) };
    return new Map(
      [...places].map(([id, place]) => {
        const [item, from] = [items.get(id), before.get(id)];
        return [id, item && from ? settled(place, from, pieceOf(item), around) : place];
      }),
    );
  }

  #letGo({ drags, load }: Grip, cancelled = false): void {
    const drops: Drop[] = [];
    for (const drag of drags) {
      if (cancelled) void drag.cancel();
      if (!drag.inHand) continue;
      const moves = drag.moves();
      void drag.drop();
      if (moves.length > 0) drops.push({ drag, moves });
    }
    if (drops.length > 0) this.host.dropped(drops, load.led);
  }

  #guide(guides: readonly Guide[], rulers: readonly Ruler[]): void {
    if (this.guides.length + this.rulers.length + guides.length + rulers.length === 0) return;
    this.guides = guides;
    this.rulers = rulers;
    this.host.planner.changed();
  }

  #loadOf(ids: readonly string[]): Load {
    return loadOf(ids, restingIn(this.#scene));
  }

  #placesOf(ids: readonly string[]): Places {
    return new Map(ids.flatMap((id) => pairOf(id, this.#scene.items.get(id))));
  }

  #sized(places: Places) {
    return [...places].flatMap(([id, place]) => {
      const item = this.#scene.items.get(id);
      return item ? [{ id, place, size: this.#scene.pieceOf(item).size }] : [];
    });
  }

  #others({ start }: Load) {
    return [...this.#scene.items.values()]
      .filter(({ id }) => !start.has(id))
      .map((item) => ({ id: item.id, place: item, size: this.#scene.pieceOf(item).size }));
  }
}

function movedBy(places: Places, [dx, dy]: Point): Places {
  return new Map(
    [...places].map(([id, p]) => [id, { ...p, x: Math.round(p.x + dx), y: Math.round(p.y + dy) }]),
  );
}

function raisedBy(places: Places, mm: number): Places {
  if (mm === 0) return places;
  return new Map([...places].map(([id, p]) => [id, { ...p, z: Math.max(0, Math.round(p.z + mm)) }]));
}

function pairOf(id: string, place: Place | undefined): (readonly [string, Place])[] {
  return place ? [[id, placeOf(place)]] : [];
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
