// The scenes that are exported: the furnished room, or one piece. In metres, y up, without lights,
// cameras and marks of any kind.

import { Color, Group, Scene } from "three";
import type { Piece } from "../catalog/types.ts";
import { bounds } from "../geometry/index.ts";
import type { PlanBody } from "../model/index.ts";
import type { RoomPalette } from "../view3d/palette.ts";
import { Shell, type Surfaces } from "../view3d/room/shell.ts";
import { toTurn, toWorld } from "../view3d/space.ts";
import { baked } from "./bake.ts";
import { Furniture } from "./furniture.ts";
import type { ModelInput } from "./types.ts";

/** The same in every file, however the page looks. */
const daylight: RoomPalette = { wall: new Color("#4b4139"), dark: false };

/** Returns the room without a ceiling, and its furniture; the origin is on the floor, in the middle of the room. */
export async function furnishedRoom({ name, plan, catalog, items, pieceOf }: ModelInput): Promise<Scene> {
  const { x, y, width, height } = bounds(plan.outline);
  const origin = toWorld([x + width / 2, y + height / 2]);
  const furniture = new Furniture();
  const nodes = await Promise.all(
    [...items].map(async (item) => {
      const node = await furniture.nodeOf(pieceOf(item));
      node.position.copy(toWorld([item.x, item.y], item.z));
      node.rotation.y = toTurn(item.rotation);
      return node;
    }),
  );
  const shell = emptyRoom(plan, catalog);
  const scene = named(name, shell, ...nodes);
  for (const node of scene.children) node.position.sub(origin);
  scene.updateMatrixWorld(true);
  return scene;
}

/** Returns one piece; the origin is below its middle, its front faces +z. */
export async function singlePiece(piece: Piece): Promise<Scene> {
  const scene = named(piece.name, await new Furniture().nodeOf(piece));
  scene.updateMatrixWorld(true);
  return scene;
}

/** Returns a node for the floor and for each wall. */
function emptyRoom(plan: PlanBody, catalog: Surfaces): Group {
  const shell = new Shell();
  shell.build(plan, daylight, catalog);
  const room = new Group();
  room.name = "room";
  for (const part of shell.group.children) {
    const meshes = baked(part);
    if (meshes.length === 0) continue;
    const node = new Group().add(...meshes);
    node.name = part.name;
    room.add(node);
  }
  shell.dispose();
  return room;
}

function named(name: string, ...children: Group[]): Scene {
  const scene = new Scene();
  scene.name = name;
  scene.add(...children);
  return scene;
}
