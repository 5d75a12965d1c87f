// Rooms and pieces for tests of the fit check.

import type { Piece } from "../../src/catalog/types.ts";
import { checkFit, type FitInput } from "../../src/fit/index.ts";
import type { Finding, Kind, Place, Plan, Point } from "../../src/model/index.ts";
import { aPiece } from "../catalog/a-piece.ts";

export const square: Point[] = [
  [0, 0],
  [6000, 0],
  [6000, 4500],
  [0, 4500],
];

/** Returns a plan of an empty room with the given parts. */
export function plan(parts: Partial<Plan> = {}): Plan {
  return {
    name: "Vardagsrum",
    units: "cm",
    outline: square,
    walls: [],
    doors: [],
    windows: [],
    version: 1,
    ...parts,
  };
}

/** Returns a plan of a rectangular room with the given parts. */
export function rectangular(width: number, depth: number, parts: Partial<Plan> = {}): Plan {
  const outline: Point[] = [
    [0, 0],
    [width, 0],
    [width, depth],
    [0, depth],
  ];
  return plan({ outline, ...parts });
}

/** A door in the lower wall, opening inwards, its hinge on the right as seen from outside. */
export const door = {
  id: "door",
  x: 5200,
  y: 4500,
  width: 900,
  rotation: 0,
  ...({ hinge: "left", opens: "in" } as const),
};

export function piece(
  kind: Kind,
  size: [width: number, depth: number, height: number],
  more: Partial<Piece> = {},
): Piece {
  const [width, depth, height] = size;
  return aPiece({
    product: kind,
    sku: "1",
    name: kind,
    what: kind,
    choice: "v",
    kind,
    size: { width, depth, height },
    colour: "#aaaaaa",
    ...more,
  });
}

export function item(
  id: string,
  of: Piece,
  x: number,
  y: number,
  rotation = 0,
  z = 0,
): FitInput["items"][number] {
  return { id, place: { x, y, z, rotation } satisfies Place, piece: of };
}

/** Returns the findings of an item, without the one that all items have. */
export function found(id: string, room: Plan, ...items: FitInput["items"][number][]): Finding[] {
  const fit = checkFit({ plan: room, items }).items.get(id);
  return (fit?.findings ?? []).filter((f) => f.code !== "delivery-unknown");
}

export function codes(findings: readonly Finding[]): string[] {
  return findings.map((f) => f.code);
}
