import { expect, test } from "vitest";
import { roleOf } from "../../src/arrange/roles.ts";
import type { Piece } from "../../src/catalog/types.ts";
import { relatedTo } from "../../src/demo-shop/related.ts";
import { runSync } from "../../src/fit/task.ts";
import type { FitInput } from "../../src/fit/types.ts";
import { companyOf } from "../../src/recommend/company.ts";
import { harmony } from "../../src/recommend/harmony.ts";
import { finishRoom, goesWith, type Reason, readPairs, varied } from "../../src/recommend/index.ts";
import { item, plan } from "../fit/room.ts";
import { assortment, catalog, livingRoom, placing, sold } from "./rooms.ts";

const rooms: Record<string, FitInput> = {
  living: livingRoom,
  bedroom: { plan: plan(), items: [item("bed", sold("bed.dvala"), 3000, 1060)] },
  dining: { plan: plan(), items: [item("table", sold("table.norrsken"), 3000, 2200)] },
};
const asked = Object.keys(rooms).flatMap((name) => [[name, "finish"] as const, [name, "goesWith"] as const]);

function answer(name: string, question: string, pairs?: ReturnType<typeof readPairs>) {
  const input = rooms[name] ?? livingRoom;
  const occasion = { input, assortment, findPlace: placing, pairs };
  return runSync(question === "finish" ? finishRoom(occasion) : goesWith(occasion, input.items[0]?.id ?? ""));
}

test.each(asked)("RC6 in a %s room the reasons of %s are not all the same", (name, question) => {
  const found = answer(name, question);
  expect(found.length).toBeGreaterThan(2);
  const codes = found.map(({ reason }) => reason.code);
  expect(new Set(codes).size).toBeGreaterThan(1);
  for (const code of codes) expect(codes.filter((one) => one === code).length).toBeLessThanOrEqual(2);
});

test.each(asked)(
  "RC6 in a %s room each reason of %s holds, and the first is not the colour",
  (name, question) => {
    const found = answer(name, question);
    expect(found[0]?.reason.code).toBe("belongs");
    const items = new Map(rooms[name]?.items.map(({ id, piece }) => [id, piece]));
    for (const { piece, reason } of found) expect(holds(reason, piece, items), reason.code).toBe(true);
  },
);

function holds(reason: Reason, piece: Piece, items: ReadonlyMap<string, Piece>): boolean {
  const other = "with" in reason ? items.get(reason.with) : undefined;
  const price = ({ prices }: Piece) => prices.SEK ?? 0;
  switch (reason.code) {
    case "missing":
      return ![...items.values()].some((each) => roleOf(each) === roleOf(piece));
    case "belongs":
      return other !== undefined && companyOf(roleOf(other), roleOf(piece)) > 0;
    case "colour":
      return other !== undefined && harmony(other.colour, piece.colour) >= 0.75;
    case "price":
      return other !== undefined && Math.abs(Math.log2(price(other) / price(piece))) <= 1;
    default:
      return false;
  }
}

test("RC6 what customers put together is said first", () => {
  const pairs = readPairs({ schema: 1, minRooms: 5, pairs: { "sofa.klinte": { "table.bjorknas": 4 } } });
  const [first] = answer("living", "goesWith", pairs);
  expect(first?.piece.product).toBe("table.bjorknas");
  expect(first?.reason).toEqual({ code: "together", with: "sofa" });
});

test("RC6 a reason is repeated only if every other one that holds was given as often", () => {
  const [belongs, missing] = [{ code: "belongs", with: "a" } as const, { code: "missing" } as const];
  const given = (lists: Reason[][]) =>
    varied(lists.map((reasons) => ({ reasons }))).map(({ reason }) => reason.code);
  expect(
    given([
      [belongs, missing],
      [belongs, missing],
      [belongs, missing],
    ]),
  ).toEqual(["belongs", "missing", "belongs"]);
  expect(given([[belongs], [belongs], [belongs, missing]])).toEqual(["belongs", "belongs", "missing"]);
  expect(given([[], [missing]])).toEqual(["missing"]);
});

test("RC6 the shop's page gives different reasons too", async () => {
  const pieceOf = ({ product, variant }: { product: string; variant: string }) => sold(product, variant);
  const shop = { catalog, pieceOf, currency: "SEK", lang: "en", language: "en" as const };
  const related = await relatedTo({ piece: sold("sofa.klinte", "moss"), ...shop });
  const kinds = related.map(({ why }) => why.replace(/Its colour, \w+,/, "Its colour"));
  expect(new Set(kinds).size).toBeGreaterThan(1);
});
