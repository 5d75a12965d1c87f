// A user at a planner without a user interface, in a room on a fake clock.

import { vi } from "vitest";
import type { Catalog, Product } from "../../src/catalog/types.ts";
import type { ItemView, Role } from "../../src/client/index.ts";
import { en } from "../../src/i18n/en.ts";
import { type Kind, kinds, mountOf, type Place, placeOf } from "../../src/model/index.ts";
import { Editor } from "../../src/planner/editor.ts";
import { Planner } from "../../src/planner/planner.ts";
import type { Modifiers } from "../../src/planner/scene.ts";
import type { Person, World } from "../fake/world.ts";

export const noKeys: Modifiers = { shift: false, alt: false, ctrl: false };

const high = { size: { width: 1000, depth: 500, height: 1100 } };

function product(id: string, kind: Kind, more: Partial<Product> = {}): Product {
  return {
    id,
    name: id,
    what: { en: id },
    kind,
    category: "all",
    size: { width: 1000, depth: 500, height: 700 },
    hangsAt: mountOf(kind) === "wall" ? 1200 : 0,
    mirrorable: kind === "corner",
    prices: { SEK: 100_00 },
    clearance: {},
    packages: [],
    variants: [
      { id: "sand", sku: `${id}-1`, name: { en: "Sand" }, colour: "#d9c6a9" },
      { id: "moss", sku: `${id}-2`, name: { en: "Moss" }, colour: "#96a383" },
    ],
    ...more,
  };
}

/**
 * A catalogue with one product of each kind, 1 m by 0.5 m and 0.7 m high, sand or moss, which hang at 1.2 m on
 * walls; a longer table, a small box, pot and light, and a rack that is sold in two heights.
 */
export const catalog: Catalog = {
  shop: "Prov",
  currencies: ["SEK"],
  categories: [{ id: "all", name: { en: "All" } }],
  finishes: [],
  products: [
    ...kinds.map((kind) => product(kind, kind)),
    product("long-table", "table", { size: { width: 3000, depth: 700, height: 700 } }),
    product("box", "storage", { size: { width: 300, depth: 300, height: 700 }, mount: "floor-or-top" }),
    product("pot", "plant", { size: { width: 150, depth: 150, height: 300 } }),
    product("light", "table-lamp", { size: { width: 200, depth: 200, height: 400 } }),
    product("rack", "shelf", {
      variants: [
        { id: "low", sku: "rack-1", name: { en: "Low" }, colour: "#d9c6a9" },
        { ...high, id: "high", sku: "rack-2", name: { en: "High" }, colour: "#d9c6a9" },
      ],
    }),
  ],
};

export class Someone {
  readonly told: string[] = [];
  readonly said: string[] = [];
  readonly planner: Planner;
  readonly work: Editor;

  private constructor(
    private readonly world: World,
    readonly person: Person,
  ) {
    this.planner = new Planner({
      room: person.room,
      catalog,
      texts: en,
      lang: "en",
      currency: "SEK",
      units: "cm",
      reducedMotion: false,
    });
    this.work = new Editor({
      planner: this.planner,
      texts: en,
      tell: (text) => this.told.push(text),
      say: (text) => this.said.push(text),
      focus: () => {},
    });
    // Snapping has its own tests; here an item goes where the pointer does.
    this.work.actions.setSnapping(false);
  }

  static async come(world: World, name: string, role?: Role): Promise<Someone> {
    const someone = new Someone(world, await world.open(name, role));
    await world.clock.advance(200);
    await someone.work.withEdits(() => {});
    return someone;
  }

  get do() {
    return this.work.actions;
  }

  item(id: string): ItemView {
    const item = this.planner.scene().items.get(id);
    if (!item) throw new Error(`There is no ${id}.`);
    return item;
  }

  /** Returns where an item is displayed. */
  place(id: string): Place {
    return placeOf(this.item(id));
  }

  /** Drags by so many millimetres, from press to drop. */
  async drag(id: string, dx: number, dy: number): Promise<void> {
    const { x, y } = this.place(id);
    this.do.pointerDown(id, [x, y], noKeys);
    this.do.pointerMove([x + dx / 2, y + dy / 2], noKeys);
    this.do.pointerMove([x + dx, y + dy], noKeys);
    this.do.pointerUp(false);
    await this.rest();
  }

  /** Waits until nothing is under way: keys are at rest, and the room has answered. */
  async rest(): Promise<void> {
    for (let i = 0; i < 3; i++) {
      await vi.advanceTimersByTimeAsync(1_000);
      await this.world.clock.advance(100);
    }
  }
}
