import { expect, test } from "vitest";
import { arrivalOf, deliverySummary } from "../../src/fit/delivery-summary.ts";
import type { Delivery } from "../../src/model/index.ts";
import { door, item, piece, plan } from "./room.ts";

const small = piece("chair", [450, 520, 850], {
  packages: [{ width: 600, depth: 500, height: 300, weight: 8_000 }],
});
const bulky = piece("sofa", [2180, 930, 820], {
  packages: [{ width: 2200, depth: 900, height: 440, weight: 48_000 }],
});
const unpacked = piece("rug", [2000, 1400, 10]);

function room(delivery?: Delivery, width = 900) {
  return plan({ doors: [{ ...door, width }], ...(delivery && { delivery }) });
}

function summary(delivery?: Delivery) {
  const items = [
    item("small", small, 1000, 1000),
    item("bulky", bulky, 3000, 2000),
    item("rug", unpacked, 1, 1),
  ];
  return deliverySummary({ plan: room(delivery), items });
}

test("of all pieces that get in, the tightest is named with its spare length and where", () => {
  const way = { door: { width: 900, height: 2000 }, stairs: { width: 460 } };
  expect(summary(way)).toMatchObject({
    count: 2,
    stuck: [],
    tightest: { id: "bulky", arrival: { at: "stairs", spare: 20, verdict: "fits" } },
  });
});

test("the pieces that do not get in are named", () => {
  expect(summary({ stairs: { width: 430 } })).toMatchObject({
    count: 2,
    stuck: [{ id: "bulky", arrival: { at: "stairs", spare: -10, verdict: "blocked" } }],
    tightest: { id: "small" },
  });
});

test("an unmeasured way is unknown, but the room's door may be too narrow all the same", () => {
  expect(arrivalOf(bulky, room())).toBe("unknown");
  expect(summary()).toEqual({ count: 2, stuck: [], tightest: undefined });
  expect(arrivalOf(bulky, room(undefined, 430))).toMatchObject({ verdict: "blocked", at: "room-door" });
});

test("what is not delivered in packages, or is somebody's own, has no way", () => {
  expect(arrivalOf(unpacked, room({ stairs: { width: 400 } }))).toBeUndefined();
  expect(arrivalOf({ ...bulky, own: true }, room())).toBeUndefined();
});
