// How good the recommendations are: whether they name a product that was taken out of a room (held out), against
// the most popular products, and how many of them fit; fails if one does not. docs/recommendations.md has the figures.

import { expect, test } from "vitest";
import { bestPlace, placeSteps } from "../src/arrange/placement.ts";
import { checkFit } from "../src/fit/index.ts";
import { runSync, type Task } from "../src/fit/task.ts";
import type { FitInput } from "../src/fit/types.ts";
import { verdicts } from "../src/fit/verdict.ts";
import type { Point } from "../src/model/index.ts";
import { finishRoom, goesWith, type Pairs, type Recommendation, readPairs } from "../src/recommend/index.ts";
import { rankMissing } from "../src/recommend/rank.ts";
import type { FindPlace } from "../src/recommend/types.ts";
import { door, item, plan } from "../test/fit/room.ts";
import { assortment, catalog, sold } from "../test/recommend/rooms.ts";
import { learn } from "./learn.ts";
import { randomOf, syntheticRooms } from "./synthetic.ts";

const most = 5;
const seeds = [1, 2, 3, 4, 5];
const [trained, tested] = [1000, 200];
const pieces = catalog.products.map(({ id }) => sold(id));

/** The living room that `make up` starts with. */
const demoRoom: FitInput = {
  plan: plan({
    walls: [{ id: "wall-1", from: [4200, 0], to: [4200, 1400], thickness: 100 }],
    doors: [door],
    windows: [
      { id: "window-1", x: 1400, y: 0, width: 1400, rotation: 0 },
      { id: "window-2", x: 3100, y: 0, width: 1400, rotation: 0 },
    ],
  }),
  items: [
    item("rug", sold("rug.ljung", "sand"), 2100, 2700),
    item("sofa", sold("sofa.klinte", "moss"), 2100, 3980, 180),
    item("table", sold("table.alvik"), 2100, 2700),
    item("armchair", sold("armchair.myrten", "clay"), 620, 2500, 270),
    item("storage", sold("storage.fjordby"), 2200, 260),
    item("lamp", sold("lamp.manljus"), 600, 4050),
    item("plant", sold("plant.gronska"), 3750, 420),
  ],
};

const findPlace: FindPlace = (input, piece, near) => placeSteps(input, piece, { near, effort: 4000 });

/** Names products for a room from which one was taken out, best first. */
type Ranker = (rest: readonly string[]) => string[];

/** Returns the products by how many rooms have them, without those that are there. */
function popular(rooms: readonly (readonly string[])[]): Ranker {
  const counts = new Map<string, number>();
  for (const room of rooms) for (const id of new Set(room)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  return (rest) => ranked.filter((id) => !rest.includes(id));
}

/** Returns what "Finish this room" would try, one product of each role. */
function recommended(pairs: Pairs | undefined): Ranker {
  return (rest) => {
    const items = rest.map((id) => ({ ...item(id, sold(id), 0, 0) }));
    const ranked = runSync(rankMissing({ items, assortment, pairs })).map(({ offer }) => offer);
    return ranked
      .filter((offer, i) => ranked.findIndex(({ role }) => role === offer.role) === i)
      .map((o) => o.product);
  };
}

/** Returns how often a product that was taken out of a room is among the first five, over all products. */
function hitRate(rooms: readonly (readonly string[])[], ranker: Ranker): number {
  const tries = rooms.flatMap((room) => room.map((out) => ({ out, rest: room.filter((id) => id !== out) })));
  const real = tries.filter(({ rest }) => rest.length > 0);
  const hits = real.filter(({ out, rest }) => ranker(rest).slice(0, most).includes(out));
  return hits.length / real.length;
}

function learnedFrom(rooms: readonly (readonly string[])[]): Pairs {
  return readPairs(learn(rooms, 5));
}

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;

test("a product that was taken out of a synthetic room", () => {
  const rates = seeds.map((seed) => {
    const rooms = syntheticRooms(pieces, trained + tested, seed);
    const [before, held] = [rooms.slice(0, trained), rooms.slice(trained)];
    return {
      popularity: hitRate(held, popular(before)),
      "by roles alone": hitRate(held, recommended(undefined)),
      "with learned pairs": hitRate(held, recommended(learnedFrom(before))),
    };
  });
  console.log(`hit rate at ${most}, ${seeds.length} seeds, ${trained} rooms learned from, ${tested} tested:`);
  for (const name of ["popularity", "by roles alone", "with learned pairs"] as const) {
    console.log(`  ${name}: ${percent(mean(rates.map((rate) => rate[name])))}`);
  }
});

test("an item that was taken out of the demo room", () => {
  const room = demoRoom.items.map(({ piece }) => piece.product);
  const rooms = syntheticRooms(pieces, trained, 1);
  const roleHits = (ranker: Ranker) => {
    const roleOf = (id: string) => assortment.offers.find(({ product }) => product === id)?.role;
    const hits = room.filter((out) => {
      const found = ranker(room.filter((id) => id !== out)).slice(0, most);
      return found.some((id) => roleOf(id) === roleOf(out));
    });
    return `${hits.length} of ${room.length}`;
  };
  const [usual, own] = [popular(rooms), recommended(undefined)];
  console.log(`demo room, one item out: its role is among the first ${most}`);
  console.log(`  popularity: ${roleHits(usual)} (the product: ${percent(hitRate([room], usual))})`);
  console.log(`  by roles alone: ${roleHits(own)} (the product: ${percent(hitRate([room], own))})`);
});

/** Returns a room of any size, with the products placed where they fit. */
function furnished(products: readonly string[], random: () => number): FitInput {
  const [width, depth] = [3000 + Math.round(random() * 4000), 3000 + Math.round(random() * 3000)];
  const outline: Point[] = [
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ];
  const shell = plan({
    outline,
    doors: [{ ...door, x: Math.round(width * (0.2 + random() * 0.6)), y: depth }],
  });
  let items: FitInput["items"] = [];
  for (const [i, id] of products.entries()) {
    const piece = sold(id);
    const place = bestPlace({ plan: shell, items }, piece, { effort: 4000 });
    if (place) items = [...items, { id: `i${i}`, place, piece }];
  }
  return { plan: shell, items };
}

function fitsIn({ plan, items }: FitInput, { piece, place }: Recommendation): boolean {
  const [before, after] = [
    checkFit({ plan, items }),
    checkFit({ plan, items: [...items, { id: "", place, piece }] }),
  ];
  const rank = (report: typeof before, id: string) =>
    verdicts.indexOf(report.items.get(id)?.verdict ?? "fits");
  return (
    after.items.get("")?.verdict === "fits" && items.every(({ id }) => rank(after, id) >= rank(before, id))
  );
}

/** Runs steps to their end; returns the result, and milliseconds in all and of the longest step. */
function timed<T>(steps: Task<T>): { result: T; ms: number; longestMs: number } {
  const start = performance.now();
  let longestMs = 0;
  for (;;) {
    const before = performance.now();
    const step = steps.next();
    const now = performance.now();
    longestMs = Math.max(longestMs, now - before);
    if (step.done) return { result: step.value, ms: now - start, longestMs };
  }
}

/** Returns a hall with so many chairs and sofas, in rows. */
function hall(pieces: number): FitInput {
  const side = Math.ceil(Math.sqrt(pieces)) * 3000;
  const outline: Point[] = [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
  ];
  const columns = Math.floor(side / 3000);
  const items = Array.from({ length: pieces }, (_, i) => {
    const piece = sold(i % 2 === 0 ? "sofa.tallo" : "chair.stavre");
    return item(`i${i}`, piece, 1500 + 3000 * (i % columns), 1500 + 3000 * Math.floor(i / columns));
  });
  return { plan: plan({ outline }), items };
}

test("recommendations that fit", () => {
  const random = randomOf(9);
  const rooms = [demoRoom, ...syntheticRooms(pieces, 60, 9).map((room) => furnished(room, random))];
  const times: number[] = [];
  const steps: number[] = [];
  let [all, fitting, answered] = [0, 0, 0];
  for (const input of rooms) {
    const occasion = { input, assortment, findPlace };
    for (const asked of [finishRoom(occasion), goesWith(occasion, input.items[0]?.id ?? "")]) {
      const { result, ms, longestMs } = timed(asked);
      times.push(ms);
      steps.push(longestMs);
      if (result.length > 0) answered++;
      all += result.length;
      fitting += result.filter((each) => fitsIn(input, each)).length;
    }
  }
  times.sort((a, b) => a - b);
  steps.sort((a, b) => a - b);
  console.log(`${rooms.length} rooms: ${fitting} of ${all} recommendations fit (${percent(fitting / all)})`);
  console.log(`  ${answered} of ${times.length} questions have an answer`);
  console.log(`  ${quantiles(times)} of work a question; the longest step of each: ${quantiles(steps)}`);
  expect(all, "recommendations").toBeGreaterThan(rooms.length);
  expect(fitting, "recommendations that fit").toBe(all);
});

test.each([25, 50, 60])("work in a hall of %i pieces", (number) => {
  const input = hall(number);
  const { ms, longestMs } = timed(goesWith({ input, assortment, findPlace }, "i0"));
  console.log(`${number} pieces: ${ms.toFixed(0)} ms of work, the longest step ${longestMs.toFixed(0)} ms`);
});

/** Returns the median, the 95th percentile and the maximum of sorted times in words. */
function quantiles(sorted: readonly number[]): string {
  const at = (part: number) => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(0);
  return `${at(0.5)} ms (p95 ${at(0.95)}, at most ${at(1)})`;
}
