// Turns what hands and keys do into commands of the room, and keeps what only this
// page knows: the selection, and the move in the making.

import { CommandError, type ItemView, type Place, type Point, type Room } from "../client/index.ts";
import { productOf } from "./catalogue.ts";
import { freeSpot, kept, turned } from "./geometry.ts";
import { Move } from "./move.ts";
import type { PlanIntents } from "./plan2d/plan-view.ts";
import { strings } from "./strings.ts";

export interface ControllerHooks {
  /** The selection, or a preview, is different: draw these items and what depends on them. */
  changed: (ids: readonly string[]) => void;
  /** Something to tell the person. */
  tell: (text: string) => void;
  /** Puts the keyboard's focus on an item. */
  focus: (id: string) => void;
}

/** A pointer that moved less than this is a click. */
const clickMm = 40;
/** Keys and wheel turns that follow each other this closely are one move. */
const pauseMs = 700;
const stepMm = 10;
const bigStepMm = 100;
const wheelDegrees = 5;
/** One press of R, or of a turn button. */
export const turnDegrees = 45;

const arrows: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Press {
  id: string;
  from: Point;
  /** From the pointer to the item's centre. */
  grip: Point;
  move: Move | undefined;
}

export class Controller implements PlanIntents {
  selected: string | undefined;
  readonly previews = new Map<string, Place>();
  #press: Press | undefined;
  #nudge: Move | undefined;
  #nudgeEnd: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly room: Room,
    private readonly hooks: ControllerHooks,
  ) {}

  /** The selected item, as it is shown. */
  get item(): ItemView | undefined {
    const { items } = this.room.snapshot();
    return this.selected === undefined ? undefined : items.get(this.selected);
  }

  select(id: string | undefined): void {
    if (id === this.selected) return;
    this.#endNudge();
    const before = this.selected;
    this.selected = id;
    this.hooks.changed([before, id].flatMap((one) => one ?? []));
  }

  // What the plan says was done.

  press(id: string | undefined, at: Point): void {
    this.room.touch();
    this.select(id);
    const item = this.item;
    if (!item) return;
    this.#endNudge();
    this.#press = { id: item.id, from: at, grip: [item.x - at[0], item.y - at[1]], move: undefined };
  }

  point(at: Point): void {
    this.room.point(at[0], at[1]);
    const press = this.#press;
    const item = this.item;
    if (!press || !item) return;
    if (!press.move) {
      if (Math.hypot(at[0] - press.from[0], at[1] - press.from[1]) < clickMm) return;
      if (!this.#mayMove(item)) {
        this.#press = undefined;
        return;
      }
      press.move = this.#begin(item);
    }
    const place = { x: at[0] + press.grip[0], y: at[1] + press.grip[1], rotation: press.move.place.rotation };
    press.move.to(this.#kept(place, item.product));
  }

  release(cancelled: boolean): void {
    const move = this.#press?.move;
    this.#press = undefined;
    if (cancelled) move?.cancel();
    else move?.drop();
  }

  wheel(id: string, steps: number): boolean {
    if (id !== this.selected) return false;
    const move = this.#press?.move;
    const item = this.item;
    const turn = (place: Place) => ({ ...place, rotation: turned(place.rotation, steps * wheelDegrees) });
    if (move && item) move.to(this.#kept(turn(move.place), item.product));
    else this.turn(steps * wheelDegrees);
    return true;
  }

  focus(id: string): void {
    this.select(id);
  }

  key(id: string, event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    this.room.touch();
    this.select(id);
    const arrow = arrows[event.key];
    if (arrow) this.shift(arrow, event.shiftKey);
    else if (event.key === "r" || event.key === "R") this.turn(event.shiftKey ? -turnDegrees : turnDegrees);
    else if (event.key === "Delete" || event.key === "Backspace") this.remove();
    else if (event.key === "Escape") this.#escape();
    else return false;
    return true;
  }

  // What the buttons say was done.

  /** Moves the selected item a step: 1 cm, or 10. */
  shift([dx, dy]: Point, far: boolean): void {
    const step = far ? bigStepMm : stepMm;
    this.#nudgeBy((p) => ({ ...p, x: p.x + dx * step, y: p.y + dy * step }));
  }

  turn(degrees: number): void {
    this.#nudgeBy((p) => ({ ...p, rotation: turned(p.rotation, degrees) }));
  }

  remove(): void {
    const item = this.item;
    if (!item || !this.#mayMove(item)) return;
    this.#endNudge();
    this.select(undefined);
    this.#try(this.room.remove([item.id]));
  }

  recolour(variant: string): void {
    const item = this.item;
    if (!item || item.variant === variant || !this.#mayMove(item)) return;
    this.#endNudge();
    this.#try(this.room.update(item.id, variant));
  }

  duplicate(): void {
    const item = this.item;
    if (!item) return;
    const place = { x: item.x + 300, y: item.y + 300, rotation: item.rotation };
    this.#put(item.product, item.variant, this.#kept(place, item.product));
  }

  add(product: string): void {
    this.room.touch();
    const { plan, items } = this.room.snapshot();
    const [x, y] = freeSpot(plan, items.values());
    this.#put(product, productOf(product).variants[0] ?? "", this.#kept({ x, y, rotation: 0 }, product));
  }

  // How it is done.

  #kept(place: Place, product: string): Place {
    return kept(place, productOf(product), this.room.snapshot().plan);
  }

  #put(product: string, variant: string, place: Place): void {
    const before = new Set(this.room.snapshot().items.keys());
    this.#try(this.room.add(product, variant, place));
    const added = [...this.room.snapshot().items.keys()].find((id) => !before.has(id));
    this.select(added);
  }

  #nudgeBy(change: (place: Place) => Place): void {
    const item = this.item;
    if (!item) return;
    if (this.#nudge?.id !== item.id || this.#nudge.over) {
      this.#endNudge();
      if (!this.#mayMove(item)) return;
      this.#nudge = this.#begin(item);
    }
    this.#nudge.to(this.#kept(change(this.#nudge.place), item.product));
    clearTimeout(this.#nudgeEnd);
    this.#nudgeEnd = setTimeout(() => this.#endNudge(), pauseMs);
  }

  #endNudge(): void {
    clearTimeout(this.#nudgeEnd);
    const nudge = this.#nudge;
    this.#nudge = undefined;
    nudge?.drop();
  }

  #escape(): void {
    const moving = this.#press?.move ?? this.#nudge;
    this.#press = undefined;
    this.#nudge = undefined;
    if (moving) moving.cancel();
    else this.select(undefined);
  }

  #begin({ id, x, y, rotation }: ItemView): Move {
    return new Move(
      this.room,
      id,
      { x, y, rotation },
      {
        preview: (place) => {
          if (place) this.previews.set(id, place);
          else this.previews.delete(id);
          this.hooks.changed([id]);
        },
        failed: (error) => this.#failed(error),
      },
    );
  }

  #mayMove({ lock, product }: ItemView): boolean {
    if (lock.state !== "held") return true;
    this.hooks.tell(strings.heldBy(lock.name, productOf(product).name));
    return false;
  }

  #try(done: Promise<unknown>): void {
    done.catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    if (!(error instanceof CommandError)) throw error;
    // The room tells of a loss itself, with the name of who has it now.
    if (error.code !== "lost" && error.code !== "closed") this.hooks.tell(strings.failed[error.code]);
  }
}
