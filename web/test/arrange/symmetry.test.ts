// How symmetric pieces stand round another (AR1).

import { expect, test } from "vitest";
import { guidelines } from "../../src/arrange/guidelines.ts";
import { symmetryAround } from "../../src/arrange/symmetry.ts";
import type { Piece } from "../../src/catalog/types.ts";
import type { Place } from "../../src/model/index.ts";
import { bed, chair, diningTable, nightstand, standing } from "./rooms.ts";

/** Returns the symmetry of the last of some pieces of a kind round a centre; places are in the axes of the centre. */
function symmetryOf(
  piece: Piece,
  centre: Piece,
  rotation: number,
  ...at: [number, number, number][]
): number {
  const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
  const places = at.map(([right, front, turn]): Place => {
    const [x, y] = [Math.round(right * cos - front * sin), Math.round(right * sin + front * cos)];
    return { x: 3000 + x, y: 3000 + y, z: 0, rotation: (rotation + turn) % 360 };
  });
  const alike = places.slice(0, -1).map((place, i) => ({ id: `alike-${i}`, piece, place }));
  const last = places.at(-1);
  if (!last) throw new RangeError("There is no place.");
  return symmetryAround(piece.kind, alike, standing(["centre", centre, 3000, 3000, rotation]))(last);
}

test.each([0, 90, 180, 270, 30])(
  "AR1 at %d degrees, pairs at the sides of a bed or a table are symmetric",
  (turn) => {
    const sides = symmetryOf(nightstand, bed, turn, [-1050, -800, 0], [1050, -800, 0]);
    expect(sides).toBeCloseTo(1, 2);
    expect(symmetryOf(nightstand, bed, turn, [-1050, -800, 0], [1050, 800, 0])).toBe(0);
    const ends = symmetryOf(chair, diningTable, turn, [-1000, 0, 270], [1000, 0, 90]);
    expect(ends).toBeCloseTo(1, 2);
    const across = symmetryOf(chair, diningTable, turn, [300, 550, 180], [300, -550, 0]);
    expect(across).toBeCloseTo(1, 2);
  },
);

test("AR1 a chair without a mirror image makes all chairs of its table less symmetric", () => {
  const pair: [number, number, number][] = [
    [300, 550, 180],
    [300, -550, 0],
  ];
  const odd = symmetryOf(chair, diningTable, 0, ...pair, [-1000, 0, 270]);
  expect(odd).toBeCloseTo(2 / 3, 2);
  const four = symmetryOf(chair, diningTable, 0, ...pair, [-300, 550, 180], [-300, -550, 0]);
  expect(four).toBe(1);
});

test("AR1 what stands at both sides of another has a guideline for its symmetry", () => {
  const roles = Object.entries(guidelines).filter(([, { partners }]) =>
    partners?.some(({ relation }) => relation === "mirrors"),
  );
  expect(roles.map(([role]) => role).sort()).toEqual(["armchair", "chair", "lamp", "nightstand", "stool"]);
});
