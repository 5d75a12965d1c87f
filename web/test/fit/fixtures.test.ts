import { describe, expect, test } from "vitest";
import { checkOverlaps } from "../../src/fit/index.ts";
import type { Fixture, Kind } from "../../src/model/index.ts";
import { codes, door, found, item, piece, plan } from "./room.ts";

const pillar: Fixture = {
  id: "pillar",
  kind: "pillar",
  ...{ x: 3000, y: 2000, z: 0, rotation: 0, width: 400, depth: 400, height: 2500 },
};
/** At the upper wall, from 100 to 700 mm above the floor. */
const radiator: Fixture = {
  id: "radiator",
  kind: "radiator",
  ...{ x: 2000, y: 50, z: 100, rotation: 0, width: 1000, depth: 100, height: 600 },
};
/** At the left wall: its front looks to the right. */
const socket: Fixture = {
  id: "socket",
  kind: "socket",
  ...{ x: 5, y: 2000, z: 260, rotation: 270, width: 80, depth: 10, height: 80 },
};
const room = plan({ fixtures: [pillar, radiator, socket] });
const box = (kind: Kind = "tv-unit", height = 500) => piece(kind, [600, 400, height]);
const inFixture = (fixture: Fixture) => [
  { code: "fixture", verdict: "blocked", fixture: fixture.id, kind: fixture.kind },
];

describe("a pillar", () => {
  test.each<[string, number, number, number, boolean]>([
    ["is hit", 3400, 2000, 0, true],
    ["is touched", 3500, 2000, 0, false],
    ["is hit by what hangs", 3400, 2000, 1500, true],
  ])("%s", (_, x, y, z, hit) => {
    const findings = found("a", room, item("a", box(), x, y, 0, z)).filter((f) => f.code === "fixture");
    expect(findings).toEqual(hit ? inFixture(pillar) : []);
  });

  test("is hit in a drag, too; a rug lies round it", () => {
    const items = [item("a", box(), 3400, 2000), item("rug", piece("rug", [2000, 2000, 10]), 3000, 2000)];
    const dragged = checkOverlaps(["a", "rug"], { plan: room, items });
    expect(dragged.get("a")?.findings).toEqual(inFixture(pillar));
    expect(dragged.get("rug")?.findings).toEqual([]);
  });

  test("narrows a way as a wall does, and takes clearance away", () => {
    const narrow = { ...pillar, x: 3500, y: 1250, width: 400, depth: 2500 };
    const other = item("b", piece("tv-unit", [400, 1500, 1400]), 3500, 3750);
    const wardrobe = piece("wardrobe", [1000, 600, 2010], { clearance: { front: 600 } });
    const items = [item("a", wardrobe, 300, 2000, 270), other];
    const way = found("b", plan({ doors: [door], fixtures: [narrow] }), ...items).find(
      (f) => f.code === "walkway",
    );
    expect(way).toMatchObject({ verdict: "tight", width: 500, needs: 60 });
    expect(way).not.toHaveProperty("with");
    const before = { ...pillar, x: 1200 };
    expect(found("a", plan({ fixtures: [before] }), ...items)).toContainEqual(
      expect.objectContaining({ code: "clearance", side: "front", free: 400 }),
    );
  });
});

describe("a radiator", () => {
  const tight = (free: number) => [
    { code: "radiator", verdict: "tight", fixture: "radiator", free, needs: 100 },
  ];
  test.each<[string, number, number, number, number, unknown]>([
    ["keeps 10 cm free", 2000, 300 + 100, 0, 500, []],
    ["is too near at 9.9 cm", 2000, 300 + 99, 0, 500, tight(99)],
    ["is touched", 2000, 300, 0, 500, tight(0)],
    ["is stood in", 2000, 290, 0, 500, inFixture(radiator)],
    ["is not covered beside it", 2790, 300, 0, 500, []],
    ["is covered at its end", 2760, 320, 0, 500, tight(20)],
    ["is not covered by what hangs above it", 2000, 200, 800, 500, []],
    ["is covered by what hangs before it", 2000, 300, 600, 500, tight(0)],
    ["is not covered by what is lower", 2000, 200, 0, 100, []],
  ])("%s", (_, x, y, z, height, expected) => {
    const findings = found("a", room, item("a", box("tv-unit", height), x, y, 0, z));
    expect(findings.filter((f) => f.code === "radiator" || f.code === "fixture")).toEqual(expected);
  });

  test("that is turned is covered from where it looks", () => {
    const right = { ...radiator, x: 5950, y: 2500, rotation: 90 };
    const at = (x: number) => found("a", plan({ fixtures: [right] }), item("a", box(), x, 2500, 90));
    expect(at(5900 - 200 - 60)).toContainEqual(tight(60)[0]);
    expect(codes(at(5900 - 200 - 100))).not.toContain("radiator");
  });
});

describe("a socket", () => {
  test.each<[string, Kind, number, number, number, number, boolean]>([
    ["behind a wardrobe", "wardrobe", 200, 2000, 0, 2000, true],
    ["behind a wardrobe that leaves room for a plug", "wardrobe", 10 + 20 + 200, 2000, 0, 2000, false],
    ["behind a wardrobe that leaves less", "wardrobe", 10 + 18 + 200, 2000, 0, 2000, true],
    ["beside a wardrobe", "wardrobe", 200, 2341, 0, 2000, false],
    ["above low drawers", "drawers", 200, 2000, 0, 260, false],
    ["below what hangs", "storage", 200, 2000, 400, 500, false],
    ["under a table", "table", 200, 2000, 0, 740, false],
    ["behind a television's unit, which needs one", "tv-unit", 200, 2000, 0, 500, false],
  ])("%s", (_, kind, x, y, z, height, hidden) => {
    const findings = found("a", room, item("a", box(kind, height), x, y, 270, z));
    expect(findings.filter((f) => f.code === "socket" || f.code === "fixture")).toEqual(
      hidden ? [{ code: "socket", verdict: "tight", fixture: "socket" }] : [],
    );
  });
});
