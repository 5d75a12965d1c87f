// What it takes to place one piece, in a room of 12 and in a hall of 300, and to arrange rooms of 12 pieces: time, and
// memory.

import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { test } from "vitest";
import { arrange } from "../src/arrange/arranger.ts";
import { tolerablePlace } from "../src/arrange/placement.ts";
import type { Stood } from "../src/arrange/setting.ts";
import { pieceOf } from "../src/catalog/piece.ts";
import { readCatalog } from "../src/catalog/read.ts";
import type { Piece } from "../src/catalog/types.ts";
import { checkFit } from "../src/fit/index.ts";
import type { Plan } from "../src/model/index.ts";
import { placementEffort } from "../src/planner/find-place.ts";
import { quantile } from "./frames.ts";

const file = new URL("../public/catalog/catalog.json", import.meta.url);
const { catalog } = readCatalog(JSON.parse(readFileSync(file, "utf8")));
const resolved = pieceOf(catalog, "en");
const piece = (product: string): Piece => ({ ...resolved({ product, variant: "" }), packages: [] });

function room(name: string, width: number, depth: number, doorX: number): Plan {
  return {
    name,
    units: "cm",
    version: 1,
    walls: [],
    ceiling: 2500,
    outline: [
      [0, 0],
      [width, 0],
      [width, depth],
      [0, depth],
    ],
    doors: [{ id: "door", x: doorX, y: depth, width: 900, rotation: 0, hinge: "left", opens: "in" }],
    windows: [{ id: "window", x: width / 2, y: 0, width: 1600, rotation: 0 }],
  };
}

/** Rooms with 12 pieces each, in the order in which somebody adds them. */
const rooms: readonly { plan: Plan; products: readonly string[] }[] = [
  {
    plan: room("Living room", 5200, 4200, 4400),
    products: [
      "sofa.klinte",
      "table.bjorknas",
      "tv.bildsta",
      "armchair.myrten",
      "armchair.myrten",
      "lamp.manljus",
      "shelf.lovsta",
      "rug.ljung",
      "plant.gronska",
      "picture.dalgang",
      "storage.fjordby",
      "lamp.kvallsro",
    ],
  },
  {
    plan: room("Bedroom", 4200, 3800, 3500),
    products: [
      "bed.dvala",
      "nightstand.vakna",
      "nightstand.vakna",
      "lamp.lyktan",
      "wardrobe.gomman",
      "drawers.ladeby",
      "mirror.blank",
      "rug.strandgras",
      "desk.plitan",
      "chair.stavre",
      "lamp.himlaljus",
      "picture.horisont",
    ],
  },
  {
    plan: room("Dining room", 5000, 4000, 700),
    products: [
      "table.norrsken",
      ...Array.from({ length: 6 }, () => "chair.stavre"),
      "lamp.fullmane",
      "storage.fjordby",
      "picture.dalgang",
      "shelf.svavan",
      "plant.bladrik",
    ],
  },
];

test("placement", () => {
  for (const { plan, products } of rooms) {
    const { ms, items } = furnished(plan, products);
    const { fits } = checkFit({ plan, items }).counts;
    print(plan.name, { pieces: items.length, fits, ...summary(ms) });
  }
  const hall = room("Hall", 20_000, 15_000, 10_000);
  const standing = [
    "chair.stavre",
    "armchair.myrten",
    "stool.kotten",
    "lamp.manljus",
    "plant.smablad",
    "drawers.ladeby",
  ];
  const items = Array.from({ length: 300 }, (_, i): Stood => {
    const place = {
      x: 500 + (i % 20) * 1000,
      y: 500 + Math.floor(i / 20) * 1000,
      z: 0,
      rotation: (i * 90) % 360,
    };
    return { id: `item-${i}`, piece: piece(standing[i % standing.length] ?? ""), place };
  });
  const more = [
    "sofa.klinte",
    "shelf.lovsta",
    "lamp.manljus",
    "picture.dalgang",
    "table.norrsken",
    "chair.stavre",
  ];
  const ms = more.map((product) => placed(hall, items, piece(product)).ms);
  print("Hall", { pieces: items.length, ...summary(ms) });
});

test("arrangement", () => {
  for (const { plan, products } of rooms) {
    const { items } = furnished(plan, products);
    const chosen = new Set(items.map(({ id }) => id));
    const began = performance.now();
    const steps = arrange({ plan, items, chosen, held: new Set() });
    const found: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      while (found.length < step.value.layouts.length) found.push(performance.now() - began);
    }
    const layouts = step.value.map(({ score, tight }) => ({ score: Math.round(score), tight }));
    print(plan.name, {
      firstMs: Math.round(found[0] ?? Number.NaN),
      allMs: Math.round(performance.now() - began),
      layouts,
    });
  }
});

test("memory of an arrangement", () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  const inUse = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  for (const { plan, products } of rooms) {
    const { items } = furnished(plan, products);
    const chosen = new Set(items.map(({ id }) => id));
    const before = inUse();
    let most = before;
    let steps = 0;
    for (const _ of arrange({ plan, items, chosen, held: new Set() })) {
      if (steps++ % 50 === 0) most = Math.max(most, inUse());
    }
    const kB = (bytes: number) => Math.round(bytes / 1000);
    print(plan.name, { mostKB: kB(most - before), afterwardsKB: kB(inUse() - before) });
  }
});

/** Adds pieces one by one; returns the milliseconds that each took. */
function furnished(plan: Plan, products: readonly string[]): { items: Stood[]; ms: number[] } {
  const items: Stood[] = [];
  const times: number[] = [];
  for (const [i, product] of products.entries()) {
    const { ms, found } = placed(plan, items, piece(product));
    times.push(ms);
    if (found) items.push({ id: `item-${i}`, piece: piece(product), place: found.place });
  }
  return { items, ms: times };
}

function placed(plan: Plan, items: readonly Stood[], of: Piece) {
  const began = performance.now();
  const found = tolerablePlace({ plan, items }, of, { effort: placementEffort(items.length) });
  return { found, ms: performance.now() - began };
}

function summary(ms: readonly number[]): { medianMs: number; mostMs: number } {
  return { medianMs: Math.round(quantile(ms, 0.5)), mostMs: Math.round(Math.max(...ms)) };
}

function print(name: string, result: object): void {
  console.log(`${name}: ${JSON.stringify(result)}`);
}
