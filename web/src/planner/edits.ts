// Changes of the room other than moves: each consists of undoable steps.

import { acquire, edit } from "../client/changes.ts";
import type { Change, CommandError, Edit, ItemView, NewItem, Room } from "../client/index.ts";
import { type Place, type PlanBody, type Point, placeOf } from "../model/index.ts";
import { freePlace, isFree, type Standing } from "../snap/index.ts";
import type { History } from "../undo/history.ts";
import type { Step } from "../undo/step.ts";
import { obstaclesOf } from "./drop-place.ts";
import type { Planner } from "./planner.ts";
import type { Scene } from "./scene.ts";

/** Maximum number of ops in one command (WR3). */
const maxPerCommand = 25;
/** Maximum number of items that the planner fills a room with; the server has its own limit. */
const maxItems = 500;

/** What edits need of the editor. */
export interface EditsHost {
  readonly planner: Planner;
  readonly history: History;
  scene(): Scene;
  mayEdit(): boolean;
  mayMove(ids: readonly string[]): boolean;
  notify(text: string): void;
  failed(error: CommandError): void;
}

export class Edits {
  constructor(private readonly host: EditsHost) {}

  /** Adds a product at a place if free, else near it or where there is room. Returns its id, or undefined. */
  add(product: string, variant: string, at?: Place): string | undefined {
    const scene = this.host.scene();
    const { catalog, pieceOf, plan, texts } = scene;
    const choice = variant || catalog.products.find((p) => p.id === product)?.variants[0].id || "";
    const piece = pieceOf({ product, variant: choice });
    const others = obstaclesOf(scene, piece);
    const near: Point | undefined = at && [at.x, at.y];
    const place = at && isFree(at, piece.size, plan, others) ? at : freePlace(piece.size, plan, others, near);
    const [id] = this.#put([{ product, variant: choice, ...place }], texts.did.added);
    return id;
  }

  duplicate(items: readonly ItemView[]): void {
    const scene = this.host.scene();
    const { pieceOf, plan, texts } = scene;
    const copied: Standing[] = [];
    const copies = items.map(({ product, variant, x, y, rotation }) => {
      const piece = pieceOf({ product, variant });
      const standing = [...obstaclesOf(scene, piece), ...copied];
      const place = freePlace(piece.size, plan, standing, [x + 300, y + 300], rotation);
      copied.push({ id: "", place, size: piece.size });
      return { product, variant, ...place };
    });
    this.#put(copies, texts.did.duplicated);
  }

  remove(items: readonly ItemView[]): void {
    if (items.length === 0 || !this.#mayChange(items)) return;
    this.host.planner.select([]);
    const label = this.host.scene().texts.did.removed(this.#names(items));
    this.#do(
      label,
      items.map((item) => ({ kind: "remove", item: bodyOf(item) })),
    );
  }

  recolour(items: readonly ItemView[], variant: string): void {
    const { catalog, texts } = this.host.scene();
    const sold = (item: ItemView) =>
      catalog.products.some((p) => p.id === item.product && p.variants.some((v) => v.id === variant));
    const changed = items.filter((i) => i.variant !== variant && sold(i));
    if (changed.length === 0 || !this.#mayChange(changed)) return;
    const steps = changed.map(
      ({ id, variant: before }): Step => ({
        kind: "change",
        id,
        before: { variant: before },
        after: { variant },
      }),
    );
    this.#do(texts.did.recoloured(this.#names(changed)), steps);
  }

  setPlan(after: PlanBody): void {
    if (!this.host.mayEdit()) return;
    const { plan, texts } = this.host.scene();
    this.#do(texts.did.plan, [{ kind: "plan", before: bodyOfPlan(plan), after: bodyOfPlan(after) }]);
  }

  #put(bodies: readonly Omit<NewItem, "id">[], label: (names: string) => string): string[] {
    const { host } = this;
    if (bodies.length === 0 || !host.mayEdit()) return [];
    const { items: there, texts } = host.scene();
    if (there.size + bodies.length > maxItems) {
      host.notify(texts.notices.tooManyItems(maxItems));
      return [];
    }
    const items = bodies.map((body): NewItem => ({ id: host.planner.room.newId(), ...body }));
    this.#do(
      label(this.#names(items)),
      items.map((item) => ({ kind: "add", item })),
    );
    const ids = items.map((i) => i.id);
    host.planner.select(ids);
    return ids;
  }

  #mayChange(items: readonly ItemView[]): boolean {
    return this.host.mayMove(items.map((i) => i.id));
  }

  #names(items: readonly { product: string; variant: string }[]): string {
    const { pieceOf } = this.host.scene();
    return [...new Set(items.map((i) => pieceOf(i).name))].join(", ");
  }

  #do(label: string, steps: readonly Step[]): void {
    const batches = inBatches(steps).map((some) => ({ steps: some }));
    void this.host.history.doAll(label, batches).then((outcome) => {
      if (outcome.end === "lost") this.host.failed(outcome.error);
    });
  }
}

/** Divides a list into as few batches as commands can carry. */
export function inBatches<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / maxPerCommand);
  return Array.from({ length: count }, (_, i) => all.slice(i * maxPerCommand, (i + 1) * maxPerCommand));
}

/** Applies steps to a room as one change: moves by a drag, other steps by an edit. */
export function applySteps(room: Room, steps: readonly Step[]): Change {
  const moved = steps.filter((s) => s.kind === "place");
  if (moved.length === 0) return edit(room, steps.flatMap(editOf));
  const drag = acquire(
    room,
    moved.map((s) => s.id),
  );
  drag.to(Object.fromEntries(moved.map((s) => [s.id, s.after])));
  void drag.drop();
  return drag;
}

function editOf(step: Step): Edit[] {
  switch (step.kind) {
    case "add":
      return [step];
    case "remove":
      return [{ kind: "remove", id: step.item.id }];
    case "change":
      return [{ kind: "change", id: step.id, change: step.after }];
    case "plan":
      return [{ kind: "plan", plan: step.after }];
    case "place":
      return [];
  }
}

function bodyOf({ id, product, variant, own, mirrored, ...at }: ItemView): NewItem {
  return { id, product, variant, own, mirrored, ...placeOf(at) };
}

/** Returns a plan without its version, which the server assigns. */
function bodyOfPlan(plan: PlanBody & { version?: number }): PlanBody {
  const { version: _, ...body } = plan;
  return body;
}
