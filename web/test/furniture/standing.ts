// Items to stand on each other: a table of 1200 x 600 x 740 mm, and what stands on it.

import type { Standing } from "../../src/furniture/carriers.ts";
import type { Kind, Mount } from "../../src/model/index.ts";

export interface Parts {
  kind?: Kind;
  size?: [width: number, depth: number, height: number];
  mount?: Mount;
  carries?: boolean;
  rotation?: number;
}

/** Returns an item at a place; a table where `parts` says nothing else. */
export function standing(id: string, x: number, y: number, z: number, parts: Parts = {}): Standing {
  const { kind = "table", size = [1200, 600, 740], mount = "floor", carries = true, rotation = 0 } = parts;
  const [width, depth, height] = size;
  return {
    id,
    place: { x, y, z, rotation },
    piece: { kind, size: { width, depth, height }, mount, carries },
  };
}

export const table = standing("table", 1000, 1000, 0);
export const small = {
  kind: "table-lamp",
  size: [200, 200, 400],
  mount: "top",
  carries: false,
} satisfies Parts;
