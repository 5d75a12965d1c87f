// Which layouts are shown while others are looked for.

import { beforeEach, expect, test, vi } from "vitest";
import type { Layout } from "../../src/arrange/arranger.ts";
import type { SearchReport } from "../../src/arrange/search.ts";
import { LayoutSearch } from "../../src/panels/layout-search.ts";
import { plan } from "../fit/room.ts";

const worker = vi.hoisted(() => ({ report: (_: SearchReport) => {} }));
vi.mock("../../src/arrange/in-worker.ts", () => ({
  searchInWorker: async (_: unknown, report: (report: SearchReport) => void) => {
    worker.report = report;
    return true;
  },
}));

let search: LayoutSearch;
beforeEach(() => {
  const pieceOf = () => {
    throw new Error("The room is empty.");
  };
  search = new LayoutSearch({ plan: plan({}), items: new Map(), pieceOf }, [], 1, () => {});
});

function layout(attempt: number, tight: number): Layout {
  return { attempt, tight, places: new Map(), score: 90 };
}

const shown = () => search.layouts.map(({ attempt }) => attempt);
const [tight, fits, other] = [layout(0, 2), layout(1, 0), layout(2, 0)];

test("AR3 tight layouts are shown only when the search has ended, after those in which all fits", () => {
  worker.report({ done: 0.1, layouts: [tight], ended: false });
  expect(shown()).toEqual([]);
  worker.report({ done: 0.5, layouts: [tight, fits], ended: false });
  expect(shown()).toEqual([1]);
  // The best first; but what is shown already keeps its place.
  worker.report({ done: 1, layouts: [other, fits, tight], ended: true });
  expect(shown()).toEqual([1, 2, 0]);
});

test("AR9 tight layouts that were found remain when the search is stopped", () => {
  worker.report({ done: 0.5, layouts: [tight, fits], ended: false });
  search.stop();
  expect(shown()).toEqual([1, 0]);
});
