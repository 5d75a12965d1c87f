// Changes of the room other than moves by hand: each consists of undoable steps. Loaded with a user's first
// action.

import type { CommandError, ItemChange, ItemView, NewItem } from "../client/index.ts";
import { isEqual } from "../json/equal.ts";
import { type Own, type Place, type PlanBody, placeOf } from "../model/index.ts";
import { mostItems } from "../model/limits.ts";
import { alignPlaces, distributePlaces } from "../snap/align.ts";
import type { History } from "../undo/history.ts";
import type { Step } from "../undo/step.ts";
import { groupsInBatches, inBatches } from "./batches.ts";
import { fallsFrom, risesWith, type Settling } from "./falls.ts";
import { findPlace, isFreeAt, placementEffort, type Wish } from "./find-place.ts";
import { loadOf, restingIn, standingIn, withRiders } from "./load.ts";
import type { MoveController } from "./move-controller.ts";
import type { Placed } from "./placed-items.ts";
import type { Planner } from "./planner.ts";
import { restingPlace } from "./resting-place.ts";
import type { Checked, NewPiece, Scene, Side } from "./scene.ts";
import { planStep } from "./steps.ts";

/** Largest number of copies that are put where they fit; more are put where it is clear, as that takes less time. */
const mostFitted = 5;

/** What edits need of the editor. */
export interface EditsHost {
  readonly planner: Planner;
  readonly history: History;
  readonly moves: Pick<MoveController, "place" | "stand" | "sized" | "settle">;
  scene(): Scene;
  mayEdit(): boolean;
  mayMove(ids: readonly string[]): boolean;
  notify(text: string): void;
  failed(error: CommandError): void;
}

/** A change of what an item is. */
interface LookChange {
  item: ItemView;
  before: Pick<ItemChange, "variant" | "own">;
  after: Pick<ItemChange, "variant" | "own">;
}

export class Edits {
  constructor(private readonly host: EditsHost) {}

  /**
   * Adds a product at a place if free, or if that was checked, else near it or where there is room. Returns its
   * id, or undefined.
   */
  add(product: string, variant: string, at?: Place, checked?: Checked): string | undefined {
    const { catalog } = this.host.scene();
    const choice = variant || catalog.products.find((p) => p.id === product)?.variants[0].id || "";
    const body = { product, variant: choice };
    return at && checked ? this.#addChecked({ ...body, ...at }, checked) : this.#add(body, at);
  }

  /** Adds an item at its place and removes the one that it replaces, in one step (RC2, ST3). */
  #addChecked(body: Omit<NewItem, "id">, { instead = "" }: Checked): string | undefined {
    const scene = this.host.scene();
    const { items, texts } = scene;
    const replaced = items.get(instead);
    const falls = replaced ? fallsFrom([instead], restingIn(scene)) : [];
    const changed = [instead, ...falls.map(({ id }) => id)].flatMap((id) => items.get(id) ?? []);
    if (!this.#mayChange(changed)) return undefined;
    const removal: Step[] = replaced ? [{ kind: "remove", item: bodyOf(replaced) }] : [];
    const [id] = this.#put([body], texts.did.added, { with: [...removal, ...falls.map(settlingStep)] });
    return id;
  }

  /** Adds a piece that somebody has already; otherwise as `add`. */
  addOwn(own: Own, at?: Place): string | undefined {
    return this.#add({ product: "", variant: "", own }, at);
  }

  #add(body: Pick<NewItem, "product" | "variant" | "own">, at: Place | undefined): string | undefined {
    const scene = this.host.scene();
    const { pieceOf, texts } = scene;
    const piece = pieceOf(body);
    const wish: Wish = at ? { near: [at.x, at.y], rotation: at.rotation, z: at.z } : {};
    const place = at && isFreeAt(scene, piece, at) ? at : findPlace(scene, piece, wish);
    const [id] = this.#put([{ ...body, ...place }], texts.did.added);
    return id;
  }

  /** Copies items: those that stand on others of them stand on the copies. */
  duplicate(items: readonly ItemView[]): void {
    const scene = this.host.scene();
    const { pieceOf, texts } = scene;
    const load = loadOf(
      items.map(({ id }) => id),
      standingIn(scene),
    );
    const places = new Map<string, Place>();
    const copied: Placed[] = [];
    const { length } = load.led;
    const effort = length <= mostFitted ? placementEffort(scene.items.size) / length : 0;
    for (const item of items) {
      if (!load.led.includes(item.id)) continue;
      const piece = pieceOf(item);
      const { x, y, z, rotation } = item;
      const place = findPlace(scene, piece, { near: [x + 300, y + 300], rotation, z }, copied, effort);
      copied.push({ id: `copy of ${item.id}`, place, piece });
      places.set(item.id, place);
    }
    const all = withRiders(places, load);
    const copies = items.map((item) => {
      const { id: _, ...body } = bodyOf({ ...item, ...all.get(item.id) });
      return body;
    });
    this.#put(copies, texts.did.duplicated);
  }

  /** Removes items; what stands on them is put down in the same step (ST3). */
  remove(items: readonly ItemView[]): void {
    const scene = this.host.scene();
    const { texts } = scene;
    const falls = fallsFrom(
      items.map(({ id }) => id),
      restingIn(scene),
    );
    const fallen = falls.flatMap(({ id }) => scene.items.get(id) ?? []);
    if (items.length === 0 || !this.#mayChange([...items, ...fallen])) return;
    this.host.planner.select([]);
    const groups = items.map((item): Step[] => [
      { kind: "remove", item: bodyOf(item) },
      ...falls.filter(({ on }) => on === item.id).map(settlingStep),
    ]);
    void this.#do(texts.did.removed(this.#names(items)), groupsInBatches(groups));
    if (fallen.length > 0) this.host.notify(texts.notices.putDown(this.#names(fallen)));
  }

  recolour(items: readonly ItemView[], variant: string): void {
    const { catalog, texts } = this.host.scene();
    const sold = (item: ItemView) =>
      catalog.products.some((p) => p.id === item.product && p.variants.some((v) => v.id === variant));
    const changes = items
      .filter((item) => item.variant !== variant && sold(item))
      .map((item) => ({ item, before: { variant: item.variant }, after: { variant } }));
    this.#change(changes, texts.did.recoloured);
  }

  /** Changes what an own piece is; does nothing with other items. */
  changeOwn(item: ItemView, own: Own): void {
    if (!item.own || isEqual(item.own, own)) return;
    const { texts } = this.host.scene();
    this.#change([{ item, before: { own: item.own }, after: { own } }], texts.did.recoloured);
  }

  /** Changes what items are; what stands on them is raised or lowered in the same step (ST4). */
  #change(changes: readonly LookChange[], label: (names: string) => string): void {
    const scene = this.host.scene();
    const changed = new Map(changes.map(({ item, after }) => [item.id, { ...item, ...after }]));
    const now = [...changed.values()].map((item) => ({
      id: item.id,
      place: item,
      piece: scene.pieceOf(item),
    }));
    const rises = risesWith(now, restingIn(scene));
    const risen = rises.flatMap(({ id }) => scene.items.get(id) ?? []);
    if (changes.length === 0 || !this.#mayChange([...changed.values(), ...risen])) return;
    const groups = changes.map(({ item: { id }, before, after }): Step[] => {
      const rise = rises.find((each) => each.id === id);
      return [
        {
          kind: "change",
          id,
          before: { ...before, ...(rise ? { place: rise.before } : {}) },
          after: { ...after, ...(rise ? { place: rise.after } : {}) },
        },
        ...rises.filter((each) => each.on === id && !changed.has(each.id)).map(settlingStep),
      ];
    });
    void this.#do(label(this.#names([...changed.values()])), groupsInBatches(groups));
  }

  /** Exchanges left and right of the items whose products permit it. */
  mirror(items: readonly ItemView[]): void {
    const { pieceOf, texts } = this.host.scene();
    const chosen = items.filter((item) => pieceOf(item).mirrorable);
    if (chosen.length === 0 || !this.#mayChange(chosen)) return;
    const steps = chosen.map(({ id, mirrored = false }): Step => {
      return { kind: "change", id, before: { mirrored }, after: { mirrored: !mirrored } };
    });
    void this.#do(texts.did.mirrored(this.#names(chosen)), inBatches(steps));
  }

  /** Moves items to places at which they fit together: all of them or none. Returns whether they were moved. */
  async arrange(places: ReadonlyMap<string, Place>, label: string): Promise<boolean> {
    const { host } = this;
    const { items } = host.scene();
    host.moves.settle();
    if (!host.mayMove([...places.keys()])) return false;
    const steps = [...places].flatMap(([id, after]): Step[] => {
      const item = items.get(id);
      return item ? [{ kind: "place", id, before: placeOf(item), after }] : [];
    });
    return await this.#do(label, inBatches(steps));
  }

  align(ids: readonly string[], side: Side): void {
    const { moves } = this.host;
    moves.place(alignPlaces(side, moves.sized(ids)));
  }

  distribute(ids: readonly string[], axis: "x" | "y"): void {
    const { moves } = this.host;
    moves.place(distributePlaces(axis, moves.sized(ids)));
  }

  /** Puts an item that nothing holds where something does (ST5). */
  putDown(id: string): void {
    const place = restingPlace(this.host.scene(), id);
    if (place) this.host.moves.stand(new Map([[id, place]]));
  }

  /** Stores a plan, unless it is the room's, and adds pieces, as one change. */
  replaceRoom(after: PlanBody, pieces: readonly NewPiece[], label: string): void {
    const bodies = pieces.map((piece) => ({ product: "", variant: "", ...piece }));
    const { plan } = this.host.scene();
    const before = isEqual(plan, after) ? [] : [planStep(plan, after)];
    this.#put(bodies, () => label, { before });
    this.host.planner.select([]);
  }

  /** Adds items: after steps that a command must have for itself (ED4), and in the same command as others. */
  #put(
    bodies: readonly Omit<NewItem, "id">[],
    label: (names: string) => string,
    { before = [], with: others = [] }: { before?: readonly Step[]; with?: readonly Step[] } = {},
  ): string[] {
    const { host } = this;
    if (bodies.length + before.length === 0 || !host.mayEdit()) return [];
    const { items: there, texts } = host.scene();
    if (there.size + bodies.length > mostItems) {
      host.notify(texts.notices.tooManyItems(mostItems));
      return [];
    }
    const items = bodies.map((body): NewItem => ({ id: host.planner.room.newId(), ...body }));
    const added = items.map((item): Step => ({ kind: "add", item }));
    void this.#do(label(this.#names(items)), [...inBatches(before), ...inBatches([...others, ...added])]);
    const ids = items.map((i) => i.id);
    host.planner.select(ids);
    return ids;
  }

  #mayChange(items: readonly ItemView[]): boolean {
    return this.host.mayMove(items.map((i) => i.id));
  }

  #names(items: readonly Pick<ItemView, "product" | "variant" | "own">[]): string {
    const { pieceOf } = this.host.scene();
    return [...new Set(items.map((i) => pieceOf(i).name))].join(", ");
  }

  /** Carries out steps, one command for each batch; returns whether they were stored. */
  async #do(label: string, batches: readonly (readonly Step[])[]): Promise<boolean> {
    const outcome = await this.host.history.doAll(
      label,
      batches.map((steps) => ({ steps })),
    );
    if (outcome.end === "lost") this.host.failed(outcome.error);
    return outcome.end === "stored";
  }
}

function settlingStep({ id, before, after }: Settling): Step {
  return { kind: "change", id, before: { place: before }, after: { place: after } };
}

function bodyOf({ id, product, variant, own, mirrored, ...at }: ItemView): NewItem {
  return { id, product, variant, own, mirrored, ...placeOf(at) };
}
