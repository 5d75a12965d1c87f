// Moves by hand and by key: presses, steps, turns, typed places, alignment. Finds where
// the items may go; Move takes them there.

import type { Piece } from "../catalog/types.ts";
import type { ItemView, Place, Plan, Point, Room } from "../client/index.ts";
import { boxOf, rotatePoint, turned } from "../plane/index.ts";
import { alignPlaces, distributePlaces, keptTogether, snap, turningOf } from "../snap/index.ts";
import type { Guide, Ruler } from "../snap/types.ts";
import { Move, type MoveHooks, type Places } from "./move.ts";
import type { Modifiers, Side } from "./scene.ts";

export interface MoverHost extends Pick<MoveHooks, "store" | "failed"> {
  room: Room;
  pieceOf: (item: { product: string; variant: string }) => Piece;
  /** The items as they are shown. */
  shown: (id: string) => (Place & { product: string; variant: string }) | undefined;
  items: () => ReadonlyMap<string, ItemView>;
  plan: () => Plan;
  snapping: () => boolean;
  /** May these be moved by this person now? Tells why not. */
  mayMove: (ids: readonly string[]) => boolean;
  /** Places, guides or rulers of these items changed. */
  changed: (ids: readonly string[]) => void;
}

/** A pointer that moved less than this, in millimetres, is a click. */
const clickMm = 40;
/** Keys and wheel turns that follow each other this closely are one move. */
const pauseMs = 700;
/** How near a snap must be, in millimetres. */
const toleranceMm = 60;

interface Press {
  ids: readonly string[];
  from: Point;
  move: Move | undefined;
  start: Places;
  /** Degrees turned since the press. */
  turn: number;
  at: Point;
  keys: Modifiers;
}

export class Mover {
  guides: readonly Guide[] = [];
  rulers: readonly Ruler[] = [];
  readonly #moves = new Set<Move>();
  #press: Press | undefined;
  #nudge: Move | undefined;
  #nudgeEnd: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: MoverHost) {}

  /** True from the first millimetre of a drag to its drop. */
  get dragging(): boolean {
    return this.#press?.move !== undefined;
  }

  /** Places shown instead of the room's. */
  previews(): Map<string, Place> {
    return new Map([...this.#moves].flatMap((move) => [...move.previews]));
  }

  press(ids: readonly string[], at: Point, keys: Modifiers): void {
    this.endNudge();
    this.#press = { ids, from: at, at, keys, move: undefined, start: this.#placesOf(ids), turn: 0 };
  }

  point(at: Point, keys: Modifiers): void {
    const press = this.#press;
    if (!press) return;
    press.at = at;
    press.keys = keys;
    const near = Math.hypot(at[0] - press.from[0], at[1] - press.from[1]) < clickMm;
    if (!press.move && near) return;
    const move = this.#started(press);
    if (move) this.#follow(press, move);
  }

  /** True when it was a click: nothing was moved. */
  release(cancelled: boolean): boolean {
    const press = this.#press;
    this.#press = undefined;
    this.#show([], []);
    press?.move?.finish(cancelled ? "cancel" : "drop");
    return press !== undefined && press.move === undefined;
  }

  turn(ids: readonly string[], degrees: number): void {
    const press = this.#press;
    if (press && sameIds(press.ids, ids)) {
      const move = this.#started(press);
      press.turn += degrees;
      return move && this.#follow(press, move);
    }
    this.#nudgeBy(ids, (places) => turnedBy(places, degrees));
  }

  shift(ids: readonly string[], [dx, dy]: Point): void {
    this.#nudgeBy(ids, (places) => movedBy(places, [dx, dy]));
  }

  /** Puts items at places, as one move by itself. */
  place(places: Places): void {
    const ids = [...places.keys()];
    this.endNudge();
    if (ids.length === 0 || !this.host.mayMove(ids)) return;
    const move = this.#begin(this.#placesOf(ids));
    move.to(this.#inside(places));
    move.finish("drop");
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
    nudge?.finish("drop");
  }

  /** Stores what is in the hand; resolves when no move is under way any more, undefined when none is. */
  settle(): Promise<unknown> | undefined {
    this.release(false);
    this.endNudge();
    return this.#moves.size > 0 ? Promise.all([...this.#moves].map((m) => m.settled)) : undefined;
  }

  /** Calls off what is under way; false when nothing is. */
  cancel(): boolean {
    clearTimeout(this.#nudgeEnd);
    const move = this.#press?.move ?? this.#nudge;
    this.#press = undefined;
    this.#nudge = undefined;
    this.#show([], []);
    move?.finish("cancel");
    return move !== undefined;
  }

  /** A press's move, begun now if it wasn't; none when it may not be. */
  #started(press: Press): Move | undefined {
    if (press.move) return press.move;
    if (this.host.mayMove(press.ids)) press.move = this.#begin(press.start);
    else this.#press = undefined;
    return press.move;
  }

  #follow(press: Press, move: Move): void {
    const by: Point = [press.at[0] - press.from[0], press.at[1] - press.from[1]];
    const wanted = turnedBy(movedBy(press.start, by), press.turn);
    const on = this.host.snapping() && !press.keys.alt;
    const found = this.#snap(wanted, on, press.turn !== 0);
    move.to(this.#inside(found.places));
    this.#show(found.guides, found.rulers);
    this.host.changed(move.ids);
  }

  #snap(
    wanted: Places,
    on: boolean,
    turnedByHand: boolean,
  ): { places: Places; guides: readonly Guide[]; rulers: readonly Ruler[] } {
    const moving = this.#sized(wanted);
    const [id, ...more] = wanted.keys();
    const item = id === undefined || more.length > 0 ? undefined : this.host.shown(id);
    // Who turns a piece while dragging it means that, walls or not.
    const turning = item && (turnedByHand ? "flush" : turningOf(this.host.pieceOf(item).kind));
    const context = { plan: this.host.plan(), others: this.#others(wanted), turning };
    const { by, turn = 0, guides, rulers } = snap(moving, context, { tolerance: toleranceMm, on });
    return { places: movedBy(turn === 0 ? wanted : turnedBy(wanted, turn), by), guides, rulers };
  }

  #nudgeBy(ids: readonly string[], change: (places: Places) => Places): void {
    if (ids.length === 0) return;
    const same = this.#nudge && !this.#nudge.over && sameIds(this.#nudge.ids, ids);
    if (!same) {
      this.endNudge();
      if (!this.host.mayMove(ids)) return;
      this.#nudge = this.#begin(this.#placesOf(ids));
    }
    const nudge = this.#nudge;
    nudge?.to(this.#inside(change(nudge.places)));
    this.host.changed(ids);
    clearTimeout(this.#nudgeEnd);
    this.#nudgeEnd = setTimeout(() => this.endNudge(), pauseMs);
  }

  #begin(start: Places): Move {
    const ids = [...start.keys()];
    const busy = [...this.#moves].filter((m) => m.ids.some((id) => start.has(id)));
    const { room, store, failed } = this.host;
    const hooks = { store, failed, previewed: () => this.host.changed(ids) };
    const move = new Move(room, start, hooks, Promise.all(busy.map((m) => m.settled)));
    this.#moves.add(move);
    void move.settled.then(() => {
      this.#moves.delete(move);
      this.host.changed(ids);
    });
    return move;
  }

  #show(guides: readonly Guide[], rulers: readonly Ruler[]): void {
    if (this.guides.length + this.rulers.length + guides.length + rulers.length === 0) return;
    this.guides = guides;
    this.rulers = rulers;
    this.host.changed([]);
  }

  /** Nobody loses furniture outside: what is moved together is pushed back together. */
  #inside(places: Places): Places {
    return movedBy(places, keptTogether(this.#sized(places), this.host.plan()));
  }

  #placesOf(ids: readonly string[]): Places {
    return new Map(
      ids.flatMap((id) => {
        const item = this.host.shown(id);
        return item ? [[id, { x: item.x, y: item.y, rotation: item.rotation }] as const] : [];
      }),
    );
  }

  #sized(places: Places) {
    return [...places].flatMap(([id, place]) => {
      const item = this.host.shown(id);
      return item ? [{ id, place, size: this.host.pieceOf(item).size }] : [];
    });
  }

  #others(moving: Places) {
    return [...this.host.items().values()]
      .filter(({ id }) => !moving.has(id))
      .map((item) => ({ id: item.id, place: item, size: this.host.pieceOf(item).size }));
  }
}

function movedBy(places: Places, [dx, dy]: Point): Places {
  return new Map(
    [...places].map(([id, p]) => [id, { ...p, x: Math.round(p.x + dx), y: Math.round(p.y + dy) }]),
  );
}

/** Turns places together, round the middle of their centres. */
function turnedBy(places: Places, degrees: number): Places {
  if (degrees === 0) return places;
  const box = boxOf([...places.values()].map((p): Point => [p.x, p.y]));
  const middle: Point = [box.x + box.width / 2, box.y + box.height / 2];
  return new Map(
    [...places].map(([id, p]) => {
      const [x, y] = rotatePoint([p.x - middle[0], p.y - middle[1]], degrees);
      const rotation = turned(p.rotation, degrees);
      return [id, { x: Math.round(middle[0] + x), y: Math.round(middle[1] + y), rotation }];
    }),
  );
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
