// Encodes the commands that change a room, as encode.ts does the others.

import type { Delivery, Own, PlanBody, PlanPicture, WallFinish } from "../model/index.ts";
import { orderedPlace, orderedPreview } from "./encode-place.ts";
import type { EditOp, WriteCommand } from "./protocol.ts";

/** Returns the frame of one command. */
export function encodeWrite(c: WriteCommand): string {
  return JSON.stringify(ordered(c));
}

/** Returns the command's fields in order. JSON has no field whose value is undefined. */
function ordered(c: WriteCommand): object {
  switch (c.action) {
    case "lock":
      return { action: c.action, op: c.op, mode: c.mode, items: c.items.map(lease) };
    case "move":
      return { action: c.action, op: c.op, items: c.items.map(orderedPreview), drop: c.drop };
    case "edit":
      return { action: c.action, op: c.op, ops: c.ops.map(editOp) };
  }
}

function lease({ id, token }: { id: string; token?: number }) {
  return { id, token };
}

function editOp(e: EditOp): object {
  switch (e.op) {
    case "add":
      return {
        op: e.op,
        id: e.id,
        product: e.product,
        variant: e.variant,
        own: e.own && own(e.own),
        mirrored: e.mirrored || undefined,
        ...orderedPlace(e),
      };
    case "update":
      return {
        op: e.op,
        id: e.id,
        variant: e.variant,
        place: e.place && orderedPlace(e.place),
        mirrored: e.mirrored,
        own: e.own && own(e.own),
        version: e.version,
      };
    case "remove":
      return { op: e.op, id: e.id, version: e.version };
    case "room":
      return { op: e.op, version: e.version, plan: plan(e.plan) };
  }
}

function plan(b: PlanBody): object {
  return {
    name: b.name,
    units: b.units,
    outline: b.outline,
    walls: b.walls.map((w) => ({ id: w.id, from: w.from, to: w.to, thickness: w.thickness })),
    doors: b.doors.map((d) => ({
      id: d.id,
      x: d.x,
      y: d.y,
      width: d.width,
      rotation: d.rotation,
      hinge: d.hinge,
      opens: d.opens,
      kind: d.kind,
      height: d.height,
      balcony: d.balcony || undefined,
    })),
    windows: b.windows.map((w) => ({
      id: w.id,
      x: w.x,
      y: w.y,
      width: w.width,
      rotation: w.rotation,
      sill: w.sill,
      height: w.height,
    })),
    ceiling: b.ceiling,
    delivery: b.delivery && delivery(b.delivery),
    fixtures: b.fixtures?.map((f) => ({
      id: f.id,
      kind: f.kind,
      ...orderedPlace(f),
      width: f.width,
      depth: f.depth,
      height: f.height,
    })),
    slopes: b.slopes?.map((s) => ({
      id: s.id,
      x: s.x,
      y: s.y,
      rotation: s.rotation,
      width: s.width,
      depth: s.depth,
      low: s.low,
    })),
    finishes: b.finishes && {
      floor: b.finishes.floor,
      walls: b.finishes.walls,
      each: b.finishes.each?.map(wallFinish),
    },
    picture: b.picture && picture(b.picture),
  };
}

function wallFinish(w: WallFinish): WallFinish {
  return "side" in w ? { side: w.side, finish: w.finish } : { wall: w.wall, finish: w.finish };
}

function picture({ upload, x, y, width, height }: PlanPicture): PlanPicture {
  return { upload, x, y, width, height };
}

function own({ kind, name, colour, width, depth, height }: Own): Own {
  return { kind, name, colour, width, depth, height };
}

function delivery({ door, corridor, stairs, lift }: Delivery): Delivery {
  return {
    ...(door && { door: { width: door.width, height: door.height } }),
    ...(corridor && { corridor: { width: corridor.width } }),
    ...(stairs && { stairs: { width: stairs.width } }),
    ...(lift && { lift: { width: lift.width, depth: lift.depth, height: lift.height } }),
  };
}
