import fc from "fast-check";
import { expect, test } from "vitest";
import { area } from "../../src/geometry/index.ts";
import { convertRoomPlan } from "../../src/import/roomplan.ts";
import { categories, ScanError, type ScanFault } from "../../src/import/types.ts";
import type { Point } from "../../src/model/index.ts";
import { planFault } from "../../src/plan2d/floorplan/validation.ts";
import { captured, lShape, names, type Pose, type Room, ring } from "./scan.ts";

function convert(room: Room, pose?: Pose) {
  return convertRoomPlan(JSON.stringify(captured(room, pose)), names);
}

function faultOf(text: string): ScanFault | undefined {
  try {
    convertRoomPlan(text, names);
    return undefined;
  } catch (error) {
    if (error instanceof ScanError) return error.fault;
    throw error;
  }
}

const rectangle: Point[] = [
  [0, 0],
  [5_000, 0],
  [5_000, 4_000],
  [0, 4_000],
];

test.each<[string, Pose]>([
  ["as it is", {}],
  ["turned by 37 degrees", { degrees: 37, by: [1_234, -987] }],
  ["turned by 37 degrees, on another level", { degrees: -37, level: -1_420 }],
  ["turned by nearly a right angle", { degrees: 86 }],
])("an L-shaped room %s has its corners, level", (_, pose) => {
  const { shell } = convert({ walls: ring(lShape) }, pose);
  expect(shell.outline).toHaveLength(6);
  expect(area(shell.outline)).toBe(area(lShape));
  for (const [i, [x, y]] of shell.outline.entries()) {
    const [px, py] = shell.outline.at(i - 1) ?? [0, 0];
    expect(x === px || y === py).toBe(true);
  }
  expect(shell.ceiling).toBe(2_500);
});

test("walls may be in any order and direction, split, and a little apart", () => {
  const walls = ring(rectangle).slice(1);
  walls.push({ from: [2_000, 12], to: [0, 8] }, { from: [2_000, 0], to: [4_940, 0] });
  expect(convert({ walls: walls.reverse() }).shell.outline).toEqual([
    [0, 0],
    [5_000, 0],
    [5_000, 3_996],
    [0, 3_996],
  ]);
});

test("a niche in a wall stays, also one that is 80 mm deep", () => {
  const niche: Point[] = [
    [0, 0],
    [2_000, 0],
    [2_000, 80],
    [5_000, 80],
    [5_000, 4_000],
    [0, 4_000],
  ];
  expect(convert({ walls: ring(niche) }).shell.outline).toEqual(niche);
});

test("an inner wall ends at the outer walls, and a door in it stays in it", () => {
  const walls = [...ring(rectangle), { from: [3_000, 30] as Point, to: [3_020, 3_950] as Point }];
  const { shell } = convert(
    { walls, doors: [{ wall: 4, at: 1_000, width: 820, bottom: 0, height: 2_030 }] },
    { degrees: 37 },
  );
  const [wall] = shell.walls;
  expect(shell.walls).toHaveLength(1);
  expect(wall).toMatchObject({ id: "wall-1", thickness: 100 });
  expect([wall?.from[1], wall?.to[1]].sort()).toEqual([0, 4_000]);
  expect(wall?.from[0]).toBe(wall?.to[0]);
  expect(shell.doors).toEqual([
    {
      id: "door-1",
      x: wall?.from[0],
      y: expect.closeTo(1_030, -1),
      width: 820,
      rotation: expect.toSatisfy((r) => r === 90 || r === 270),
      hinge: "left",
      opens: "in",
      height: 2_030,
    },
  ]);
});

test("two faces of an inner wall are one wall, and the door in both is one door", () => {
  const walls = [
    ...ring(rectangle),
    { from: [3_000, 0] as Point, to: [3_000, 2_000] as Point },
    { from: [3_140, 2_000] as Point, to: [3_140, 0] as Point },
  ];
  const door = { at: 1_000, width: 800, bottom: 0, height: 2_000 };
  const { shell } = convert({
    walls,
    doors: [
      { wall: 4, ...door },
      { wall: 5, ...door },
    ],
  });
  expect(shell.walls).toEqual([{ id: "wall-1", from: [3_070, 0], to: [3_070, 2_000], thickness: 140 }]);
  expect(shell.doors).toHaveLength(1);
});

test("doors, openings and windows have their kinds and heights", () => {
  const { shell } = convert(
    {
      walls: ring(rectangle),
      doors: [
        { wall: 0, at: 900, width: 850, bottom: 0, height: 2_010 },
        { wall: 2, at: 2_500, width: 1_600, bottom: 0, height: 2_100 },
      ],
      openings: [{ wall: 1, at: 2_000, width: 1_200, bottom: 0, height: 2_200 }],
      windows: [{ wall: 3, at: 2_000, width: 1_500, bottom: 850, height: 1_200 }],
    },
    { level: 700 },
  );
  expect(shell.doors).toEqual([
    { id: "door-1", x: 900, y: 0, width: 850, rotation: 0, hinge: "left", opens: "in", height: 2_010 },
    {
      ...{ id: "door-2", x: 2_500, y: 4_000, width: 1_600, rotation: 180, hinge: "left", opens: "in" },
      ...{ height: 2_100, kind: "double" },
    },
    {
      ...{ id: "door-3", x: 5_000, y: 2_000, width: 1_200, rotation: 90, hinge: "left", opens: "in" },
      ...{ height: 2_200, kind: "opening" },
    },
  ]);
  expect(shell.windows).toEqual([
    { id: "window-1", x: 0, y: 2_000, width: 1_500, rotation: 270, sill: 850, height: 1_200 },
  ]);
});

test("an opening closes the room where a wall is missing", () => {
  const scan = captured({
    walls: ring(rectangle),
    openings: [{ wall: 1, at: 2_000, width: 4_000, bottom: 0, height: 2_400 }],
  });
  scan.walls.splice(1, 1);
  const { shell } = convertRoomPlan(JSON.stringify(scan), names);
  expect(shell.outline).toEqual(rectangle);
  expect(shell.doors).toMatchObject([{ kind: "opening", x: 5_000, y: 2_000, width: 4_000 }]);
});

test("a curved wall becomes short straight ones", () => {
  // A bay: half a circle about the middle of the right wall.
  const scan = captured({ walls: ring(rectangle) });
  const [, right] = scan.walls;
  Object.assign(right ?? {}, {
    curve: {
      startAngle: { value: 180, unit: { symbol: "°" } },
      endAngle: { value: 0, unit: { symbol: "°" } },
      radius: 2,
      center: [0, 0],
    },
  });
  // The right wall's own z axis is to the left of the plan, where its half circle would be inside.
  const half = (Math.PI * 2_000 ** 2) / 2;
  const { shell } = convertRoomPlan(JSON.stringify(scan), names);
  expect(shell.outline.length).toBeGreaterThan(12);
  expect(Math.abs(area(shell.outline) - 20e6)).toBeGreaterThan(0.97 * half);
  expect(Math.abs(area(shell.outline) - 20e6)).toBeLessThan(half);
});

test("the floor is the outline where walls do not close", () => {
  const walls = ring(lShape).filter((_, i) => i !== 2 && i !== 3);
  const { shell } = convert({ walls, floor: lShape }, { degrees: 37 });
  expect(area(shell.outline)).toBeCloseTo(area(lShape), -5);
  expect(shell.outline).toHaveLength(6);
  expect(shell.walls).toEqual([]);
});

test("objects of every category are pieces with their sizes and places", () => {
  const objects = categories.map((category, i) => ({
    category,
    at: [600 + 1_200 * (i % 8), i < 8 ? 1_500 : 3_500] as Point,
    degrees: 90,
    size: [800, 900, 600] as [number, number, number],
    bottom: 0,
  }));
  const room: Point[] = [
    [0, 0],
    [10_000, 0],
    [10_000, 5_000],
    [0, 5_000],
  ];
  const { pieces } = convert({ walls: ring(room), objects }, { degrees: 12, level: -1_300 });
  expect(pieces.map((p) => p.own.name).sort()).toEqual([...categories].sort());
  for (const { at, category } of objects) {
    const piece = pieces.find((p) => p.own.name === category);
    expect(piece).toMatchObject({ x: at[0], y: at[1], z: 0, rotation: 90 });
    expect(piece?.own).toMatchObject({ width: 800, depth: 600, height: 900 });
    expect(piece?.own.colour).toMatch(/^#[0-9a-f]{6}$/);
  }
});

const table = { category: "table", at: [2_500, 2_000] as Point, degrees: 0, bottom: 0 };

test.each([
  [
    "a round table",
    { ...table, size: [900, 740, 900], attributes: { TableShapeType: "circularElliptic" } },
    "round-table",
  ],
  [
    "a stool",
    { ...table, category: "chair", size: [400, 650, 400], attributes: { ChairType: "stool" } },
    "stool",
  ],
  [
    "a corner sofa",
    { ...table, category: "sofa", size: [2_600, 800, 1_700], attributes: { SofaType: "lShaped" } },
    "corner",
  ],
  ["high and deep storage", { ...table, category: "storage", size: [1_500, 2_000, 600] }, "wardrobe"],
  ["high and flat storage", { ...table, category: "storage", size: [800, 2_000, 300] }, "shelf"],
  ["low storage", { ...table, category: "storage", size: [1_500, 800, 400] }, "storage"],
  ["a category of a newer version", { ...table, category: "piano", size: [1_500, 1_200, 600] }, "other"],
] as const)("%s is drawn as what it is", (_, object, kind) => {
  const size = [...object.size] as [number, number, number];
  expect(convert({ walls: ring(rectangle), objects: [{ ...object, size }] }).pieces[0]?.own.kind).toBe(kind);
});

test("a television stands on the storage beneath it, or hangs on the wall", () => {
  const board = { category: "storage", at: [2_500, 220] as Point, degrees: 0, bottom: 0 };
  const screen = { category: "television", at: [2_500, 150] as Point, degrees: 0 };
  const objects = [
    { ...screen, size: [1_200, 700, 80] as [number, number, number], bottom: 520 },
    { ...board, size: [1_600, 500, 400] as [number, number, number] },
    { ...screen, at: [200, 3_000] as Point, size: [900, 500, 60] as [number, number, number], bottom: 1_100 },
  ];
  const { pieces } = convert({ walls: ring(rectangle), objects });
  expect(pieces.map(({ z, own }) => [own.name, own.kind, z, own.height])).toEqual([
    ["storage", "storage", 0, 500],
    ["television", "other", 500, 720],
    ["television", "picture", 1_100, 500],
  ]);
});

test("a piece whose front was captured at a wall has its back there, and none is in a wall", () => {
  const objects = [
    { category: "sofa", at: [2_500, 380] as Point, degrees: 180, size: [2_000, 800, 900], bottom: 0 },
    { category: "storage", at: [230, 3_600] as Point, degrees: 90, size: [900, 800, 500], bottom: 0 },
  ].map((o) => ({ ...o, size: o.size as [number, number, number] }));
  const { pieces } = convert({ walls: ring(rectangle), objects });
  expect(pieces.map(({ x, y, rotation }) => [x, y, rotation])).toEqual([
    [2_500, 450, 0],
    [250, 3_550, 270],
  ]);
});

const walled = captured({ walls: ring(rectangle) });
const many = Array.from({ length: 101 }, (_, i) => ({
  wall: 0,
  at: 200 + i * 250,
  width: 240,
  bottom: 0,
  height: 2_000,
}));
const chair = {
  category: "chair",
  at: [500, 500] as Point,
  degrees: 0,
  size: [400, 800, 400] as [number, number, number],
  bottom: 0,
};
const long: Point[] = [
  [0, 0],
  [40_000, 0],
  [40_000, 4_000],
  [0, 4_000],
];

test.each<[string, string, ScanFault]>([
  ["no JSON", "walls: 4", "not-json"],
  ["an empty file", "", "not-json"],
  ["other JSON", '{"rooms": []}', "not-roomplan"],
  ["a list", "[]", "not-roomplan"],
  ["a wall without a transform", JSON.stringify({ walls: [{ dimensions: [1, 2, 0] }] }), "not-roomplan"],
  [
    "a wall with a short transform",
    JSON.stringify({ walls: [{ dimensions: [1, 2, 0], transform: [1] }] }),
    "not-roomplan",
  ],
  [
    "a wall of a light year",
    JSON.stringify(walled).replace('"dimensions":[5', '"dimensions":[9e15'),
    "not-roomplan",
  ],
  ["no walls", JSON.stringify({ ...walled, walls: [] }), "no-walls"],
  ["walls that do not close", JSON.stringify({ ...walled, walls: walled.walls.slice(1, 3) }), "open-walls"],
  [
    "a room of a few centimetres",
    JSON.stringify(
      captured({
        walls: ring([
          [0, 0],
          [90, 0],
          [90, 90],
          [0, 90],
        ]),
      }),
    ),
    "open-walls",
  ],
  ["101 doors", JSON.stringify(captured({ walls: ring(long), doors: many })), "too-large"],
  [
    "501 chairs",
    JSON.stringify(captured({ walls: ring(rectangle), objects: Array(501).fill(chair) })),
    "too-large",
  ],
  ["401 walls", JSON.stringify({ ...walled, walls: Array(401).fill(walled.walls[0]) }), "too-large"],
])("%s is refused", (_, text, fault) => {
  expect(faultOf(text)).toBe(fault);
});

const side = fc.integer({ min: 1_500, max: 8_000 });
const shapes = fc.oneof(
  fc.record({ w: side, d: side }).map(({ w, d }): Point[] => [
    [0, 0],
    [w, 0],
    [w, d],
    [0, d],
  ]),
  fc.record({ w: side, d: side, cw: side, cd: side }).map(({ w, d, cw, cd }): Point[] => [
    [0, 0],
    [w + cw, 0],
    [w + cw, d],
    [w, d],
    [w, d + cd],
    [0, d + cd],
  ]),
);

/** Returns the lengths of an outline's sides, beginning with each of them in turn. */
function lengthsFromEach(outline: readonly Point[]): number[][] {
  const lengths = outline.map(([x, y], i) => {
    const [nx, ny] = outline[(i + 1) % outline.length] ?? [0, 0];
    return Math.hypot(nx - x, ny - y);
  });
  return lengths.map((_, i) => [...lengths.slice(i), ...lengths.slice(0, i)]);
}

test("a room in any pose, with noise of 5 mm, comes back within 10 mm", () => {
  const noise = fc.integer({ min: -5, max: 5 });
  const pose = fc.record({
    degrees: fc.double({ min: -180, max: 180, noNaN: true }),
    by: fc.tuple(fc.integer({ min: -9_000, max: 9_000 }), fc.integer({ min: -9_000, max: 9_000 })),
    level: fc.integer({ min: -2_000, max: 2_000 }),
  });
  const scans = shapes.chain((corners) =>
    fc.record({
      corners: fc.constant(corners),
      pose,
      order: fc.shuffledSubarray(
        corners.map((_, i) => i),
        { minLength: corners.length },
      ),
      backwards: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      off: fc.array(fc.tuple(noise, noise, noise, noise), { minLength: 6, maxLength: 6 }),
    }),
  );
  fc.assert(
    fc.property(scans, ({ corners, pose, order, backwards, off }) => {
      const walls = order.map((i) => {
        const { from, to } = ring(corners)[i] ?? { from: [0, 0], to: [0, 0] };
        const [a = 0, b = 0, c = 0, d = 0] = off[i] ?? [];
        const [one, other]: [Point, Point] = [
          [from[0] + a, from[1] + b],
          [to[0] + c, to[1] + d],
        ];
        return backwards[i] ? { from: other, to: one } : { from: one, to: other };
      });
      const { shell } = convert({ walls }, pose);
      expect(shell.outline).toHaveLength(corners.length);
      const [truth = []] = lengthsFromEach(corners);
      const worst = lengthsFromEach(shell.outline).map((lengths) =>
        Math.max(...lengths.map((length, i) => Math.abs(length - (truth[i] ?? 0)))),
      );
      expect(Math.min(...worst)).toBeLessThanOrEqual(10);
    }),
  );
});

test("a file of any content gives a plan that the server accepts, or one known fault", () => {
  const coordinate = fc.integer({ min: -6_000, max: 6_000 });
  const point = fc.tuple(coordinate, coordinate) as fc.Arbitrary<Point>;
  const wall = fc.record({ from: point, to: point });
  const opening = fc.record({
    wall: fc.integer({ min: 0, max: 5 }),
    at: coordinate,
    width: fc.integer({ min: 0, max: 3_000 }),
    bottom: coordinate,
    height: fc.integer({ min: 0, max: 3_000 }),
  });
  const object = fc.record({
    category: fc.constantFrom(...categories, "piano"),
    at: point,
    degrees: fc.integer({ min: -400, max: 400 }),
    size: fc.tuple(
      ...([0, 1, 2].map(() => fc.integer({ min: 0, max: 5_000 })) as [
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
        fc.Arbitrary<number>,
      ]),
    ),
    bottom: coordinate,
  });
  const rooms = fc.record({
    walls: fc.oneof(
      fc.array(wall, { maxLength: 12 }),
      fc.array(point, { minLength: 3, maxLength: 8 }).map((p) => ring(p)),
    ),
    doors: fc.array(opening, { maxLength: 4 }),
    windows: fc.array(opening, { maxLength: 4 }),
    openings: fc.array(opening, { maxLength: 4 }),
    objects: fc.array(object, { maxLength: 6 }),
    floor: fc.oneof(fc.constant<Point[]>([]), fc.array(point, { minLength: 3, maxLength: 8 })),
  });
  fc.assert(
    fc.property(rooms, ({ floor, ...room }) => {
      const text = JSON.stringify(captured(floor.length > 0 ? { ...room, floor } : room));
      if (faultOf(text) !== undefined) return;
      const { shell, pieces } = convertRoomPlan(text, names);
      expect(planFault({ name: "", units: "cm", ...shell })).toBeUndefined();
      const numbers = [
        ...shell.outline.flat(),
        ...shell.walls.flatMap((w) => [...w.from, ...w.to, w.thickness]),
        ...[...shell.doors, ...shell.windows].flatMap((o) => [o.x, o.y, o.width, o.rotation]),
        ...pieces.flatMap((p) => [p.x, p.y, p.z, p.rotation, p.own.width, p.own.depth, p.own.height]),
      ];
      expect(numbers.filter((n) => !Number.isSafeInteger(n))).toEqual([]);
    }),
  );
});
