import fc from "fast-check";
import { expect, test } from "vitest";
import { roleOf } from "../../src/arrange/roles.ts";
import { checkFit } from "../../src/fit/index.ts";
import { runSync } from "../../src/fit/task.ts";
import type { FitInput } from "../../src/fit/types.ts";
import { verdicts } from "../../src/fit/verdict.ts";
import { finishRoom, goesWith, type Occasion, readPairs, smallerFor } from "../../src/recommend/index.ts";
import { rankMissing, rankWith } from "../../src/recommend/rank.ts";
import type { Recommendation } from "../../src/recommend/types.ts";
import { door, item, plan, rectangular } from "../fit/room.ts";
import { anyRoom, anywhere, assortment, livingRoom, placing, sold } from "./rooms.ts";

const occasion = (input: FitInput, more: Partial<Occasion> = {}): Occasion => {
  return { input, assortment, findPlace: anywhere, ...more };
};

/** Expects that a piece fits in a room, and that no other item of it becomes worse. */
function expectFits({ plan, items }: FitInput, { piece, place }: Recommendation): void {
  const before = checkFit({ plan, items });
  const after = checkFit({ plan, items: [...items, { id: "new", place, piece }] });
  expect(after.items.get("new")?.verdict).toBe("fits");
  for (const { id, verdict } of before.items.values()) {
    expect(verdicts.indexOf(after.items.get(id)?.verdict ?? "fits")).toBeGreaterThanOrEqual(
      verdicts.indexOf(verdict),
    );
  }
}

test("RC1 whatever places are proposed, each recommendation fits, and makes nothing worse", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyRoom, (room) => {
      const all = [...runSync(finishRoom(occasion(room))), ...runSync(goesWith(occasion(room), "i0"))];
      for (const each of all) expectFits(room, each);
      seen += all.length;
    }),
    { numRuns: 40 },
  );
  expect(seen).toBeGreaterThan(20);
});

test("RC1 a smaller piece fits in the room without the one that is too big", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyRoom, (room) => {
      const found = runSync(smallerFor(occasion(room), "i0"));
      if (!found) return;
      seen++;
      expectFits({ ...room, items: room.items.filter(({ id }) => id !== "i0") }, found);
    }),
    { numRuns: 40 },
  );
  expect(seen).toBeGreaterThan(5);
});

test("RC3 up to four pieces of different roles go with a sofa", () => {
  const ranked = runSync(rankWith({ items: livingRoom.items, assortment, pairs: undefined }, sofa()));
  const roles = [...new Set(ranked.map(({ offer }) => offer.role))].slice(0, 4);
  expect(roles).toEqual(["coffee-table", "lamp", "armchair", "tv-unit"]);
  const found = runSync(goesWith(occasion(livingRoom), "sofa"));
  expect(found.length).toBeLessThanOrEqual(4);
  expect(new Set(found.map(({ piece }) => roleOf(piece))).size).toBe(found.length);
});

test("RC3 a role of which the room has enough is left out", () => {
  const ranked = runSync(rankWith({ items: livingRoom.items, assortment, pairs: undefined }, sofa()));
  expect(ranked.map(({ offer }) => offer.role)).not.toContain("rug");
  const one = { ...livingRoom, items: livingRoom.items.slice(0, 1) };
  const more = runSync(rankWith({ items: one.items, assortment, pairs: undefined }, sofa()));
  expect(more.map(({ offer }) => offer.role)).toContain("rug");
});

test("RC3 what stands with the product in other rooms comes first, whatever its role", () => {
  const pairs = readPairs({ schema: 1, minRooms: 5, pairs: { "drawers.tofsen": { "sofa.klinte": 6 } } });
  const [best] = runSync(rankWith({ items: livingRoom.items, assortment, pairs }, sofa()));
  expect(best?.offer.product).toBe("drawers.tofsen");
  expect(best?.reasons[0]).toEqual({ code: "together", with: "sofa" });
  const without = runSync(rankWith({ items: livingRoom.items, assortment, pairs: undefined }, sofa()));
  expect(without.map(({ offer }) => offer.product)).not.toContain("drawers.tofsen");
});

test("a hall gets no recommendations, as its checks would delay frames", () => {
  const chair = sold("chair.stavre");
  const items = Array.from({ length: 61 }, (_, i) => item(`i${i}`, chair, 500 + 80 * i, 2000));
  const hall = occasion({ plan: plan(), items });
  expect(runSync(goesWith(hall, "i0"))).toEqual([]);
  expect(runSync(finishRoom(hall))).toEqual([]);
  expect(runSync(smallerFor(hall, "i0"))).toBeUndefined();
});

test("RC4 a bedroom without nightstands lacks them first, one with them does not", () => {
  const bed = item("bed", sold("bed.dvala"), 2500, 1050);
  const stand = item("stand", sold("nightstand.vakna"), 1300, 210);
  const rolesOf = (items: FitInput["items"]) =>
    [...runSync(rankMissing({ items, assortment, pairs: undefined }))].map(({ offer }) => offer.role);
  expect(rolesOf([bed])[0]).toBe("nightstand");
  expect(rolesOf([bed, stand])).not.toContain("nightstand");
  expect(rolesOf([bed])).not.toContain("coffee-table");
  expect(rolesOf([])[0]).toBe("sofa");
});

test("RC5 a sofa that is too wide for its niche is replaced by the widest that fits", () => {
  const niche = rectangular(2000, 2100, { doors: [{ ...door, x: 1000, y: 2100, opens: "out" }] });
  const input = { plan: niche, items: [item("sofa", sold("sofa.klinte", "moss"), 1000, 470)] };
  expect(checkFit(input).items.get("sofa")?.verdict).toBe("blocked");
  const found = runSync(smallerFor(occasion(input, { findPlace: placing }), "sofa"));
  expect(found?.piece).toMatchObject({ product: "sofa.tallo", variant: "sage" });
  expect(found?.reason).toEqual({ code: "smaller", with: "sofa", width: 1640 });
});

test("RC5 what fits elsewhere in the room is not too big", () => {
  const cupboard = item("low", sold("storage.fjordby"), 2000, 2000);
  const sofa = item("sofa", sold("sofa.klinte", "moss"), 2000, 1800);
  const input = { plan: plan({ doors: [door] }), items: [cupboard, sofa] };
  for (const id of ["sofa", "low"]) {
    expect(checkFit(input).items.get(id)?.verdict).toBe("blocked");
    expect(runSync(smallerFor(occasion(input, { findPlace: placing }), id))).toBeUndefined();
  }
});

test("RC5 nothing replaces a piece on which another stands", () => {
  const table = sold("storage.fjordby");
  const closet = rectangular(1500, 1400);
  const input = {
    plan: closet,
    items: [item("low", table, 750, 210), item("lamp", sold("lamp.lyktan"), 750, 210, 0, table.size.height)],
  };
  const smaller = (items: FitInput["items"]) =>
    runSync(smallerFor(occasion({ ...input, items }, { findPlace: placing }), "low"));
  expect(smaller(input.items)).toBeUndefined();
  expect(smaller(input.items.slice(0, 1))).toBeDefined();
});

test("RC6 each candidate has a reason, and the items that reasons name are in the room", () => {
  fc.assert(
    fc.property(anyRoom, ({ items }) => {
      const anchor = items[0];
      if (!anchor) return;
      const room = { items, assortment, pairs: undefined };
      for (const { reasons } of [...runSync(rankMissing(room)), ...runSync(rankWith(room, anchor))]) {
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons)
          if ("with" in reason) expect(items.map(({ id }) => id)).toContain(reason.with);
      }
    }),
    { numRuns: 20 },
  );
});

test("RC7 the order does not depend on that of the catalogue", () => {
  const room = { items: livingRoom.items, pairs: undefined };
  const turned = { ...assortment, offers: [...assortment.offers].reverse() };
  const names = (ranked: { offer: { product: string } }[]) => ranked.map(({ offer }) => offer.product);
  expect(names(runSync(rankWith({ ...room, assortment: turned }, sofa())))).toEqual(
    names(runSync(rankWith({ ...room, assortment }, sofa()))),
  );
  expect(names(runSync(rankMissing({ ...room, assortment: turned })))).toEqual(
    names(runSync(rankMissing({ ...room, assortment }))),
  );
});

test("RC7 the same room gives the same recommendations", () => {
  const twice = [0, 1].map(() => runSync(finishRoom(occasion(livingRoom))));
  expect(twice[0]).toEqual(twice[1]);
});

function sofa() {
  const [first] = livingRoom.items;
  if (!first) throw new Error("the room has no sofa");
  return first;
}
