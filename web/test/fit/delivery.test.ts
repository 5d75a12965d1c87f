import { expect, test } from "vitest";
import { checkFit } from "../../src/fit/index.ts";
import type { Delivery, Door, Finding } from "../../src/model/index.ts";
import { door, item, piece, plan } from "./room.ts";

const flat = { width: 2050, depth: 620, height: 130, weight: 44_000 };
const bulky = { width: 2200, depth: 900, height: 440, weight: 48_000 };

function delivery(packages: (typeof flat)[], way?: Delivery, doors: Door[] = [door]): Finding[] {
  const sofa = piece("sofa", [2180, 930, 820], { packages });
  const room = plan({ doors, ...(way && { delivery: way }) });
  const findings =
    checkFit({ plan: room, items: [item("a", sofa, 2000, 2000)] }).items.get("a")?.findings ?? [];
  return findings.filter((f) => f.code === "delivery" || f.code === "delivery-unknown");
}

test("what passes everything says nothing", () => {
  const way = { door: { width: 900, height: 2000 }, corridor: { width: 1200 }, stairs: { width: 1000 } };
  expect(delivery([flat, bulky], way)).toEqual([]);
});

test("an unmeasured way is said, and blocks nothing; the room's own door is checked all the same", () => {
  const unknown = { code: "delivery-unknown", verdict: "fits" };
  expect(delivery([flat])).toEqual([unknown]);
  expect(delivery([flat], {})).toEqual([unknown]);
  const narrow = [{ ...door, width: 430 }];
  expect(delivery([bulky], undefined, narrow)).toEqual([
    { code: "delivery", verdict: "blocked", at: "room-door", package: 1, needs: 440, has: 430 },
    unknown,
  ]);
});

test("the widest of the room's doors counts", () => {
  const doors = [{ ...door, width: 430 }, door];
  expect(delivery([bulky], { door: { width: 900, height: 2000 } }, doors)).toEqual([]);
});

test("of several packages the one with the least to spare is named", () => {
  const found = delivery([flat, bulky], { door: { width: 420, height: 2000 } });
  expect(found).toEqual([
    { code: "delivery", verdict: "blocked", at: "door", package: 2, needs: 440, has: 420 },
  ]);
});

test("less than two centimetres to spare is tight", () => {
  const through = (width: number) => delivery([bulky], { door: { width, height: 2000 } });
  expect(through(459)).toEqual([
    { code: "delivery", verdict: "tight", at: "door", package: 1, needs: 440, has: 459 },
  ]);
  expect(through(460)).toEqual([]);
});

test("a long package does not get round a narrow corridor's corner", () => {
  const [found] = delivery([{ ...bulky, width: 2400 }], { corridor: { width: 900 } });
  expect(found).toMatchObject({ verdict: "blocked", at: "corridor", needs: 1160, has: 900 });
});

test("what the lift won't take goes by the stairs, where there are some", () => {
  const lift = { width: 800, depth: 1000, height: 2000 };
  expect(delivery([bulky], { lift })).toMatchObject([
    { verdict: "blocked", at: "lift", needs: 2200, has: 2000 },
  ]);
  expect(delivery([bulky], { lift, stairs: { width: 1000 } })).toEqual([]);
  expect(delivery([bulky], { lift, stairs: { width: 430 } })).toMatchObject([{ at: "stairs", needs: 440 }]);
});

test("a door's height counts where it was measured, and of several doors the easiest", () => {
  const cube = [{ width: 800, depth: 800, height: 1000, weight: 1000 }];
  const known = { door: { width: 900, height: 2000 } };
  const low = { ...door, width: 1200, height: 750 };
  expect(delivery(cube, known, [low])).toEqual([
    { code: "delivery", verdict: "blocked", at: "room-door", package: 1, needs: 800, has: 750 },
  ]);
  expect(delivery(cube, known, [low, door])).toEqual([]);
});

test("nothing is carried in over a balcony", () => {
  const known = { door: { width: 900, height: 2000 } };
  const narrow = { ...door, width: 430 };
  const balcony = { ...door, id: "b", width: 2000, balcony: true };
  expect(delivery([bulky], known, [narrow, balcony])).toMatchObject([{ at: "room-door", has: 430 }]);
  expect(delivery([bulky], known, [balcony])).toEqual([]);
});

test("what somebody has already is not delivered, and is checked in all other ways", () => {
  const own = piece("sofa", [2180, 930, 820], { own: true, packages: [{ ...bulky, depth: 5000 }] });
  const items = [item("a", own, 2000, 2000), item("b", own, 2500, 2000)];
  const room = plan({ doors: [door], ceiling: 800, delivery: { door: { width: 400, height: 2000 } } });
  const findings = checkFit({ plan: room, items }).items.get("a")?.findings ?? [];
  expect(findings.map((f) => f.code)).toEqual(["overlap", "ceiling"]);
});

test("a piece without packages is not delivered", () => {
  expect(delivery([])).toEqual([]);
});
