// Encodes commands as JSON with their keys in the order of the golden files (WR9), regardless of the order in
// which the caller set them.

import type { Delivery, Place, PlanBody } from "../model/index.ts";
import type { Command, EditOp, Preview } from "./protocol.ts";

/** Returns the frame of one command. */
export function encodeCommand(c: Command): string {
  return JSON.stringify(ordered(c));
}

/** Returns the command's fields in order. JSON has no field whose value is undefined. */
function ordered(c: Command): object {
  switch (c.action) {
    case "sync":
      return { action: c.action, op: c.op, digest: c.digest };
    case "lock":
      return { action: c.action, op: c.op, mode: c.mode, items: c.items.map(lease) };
    case "move":
      return { action: c.action, op: c.op, items: c.items.map(preview), drop: c.drop };
    case "edit":
      return { action: c.action, op: c.op, ops: c.ops.map(editOp) };
    case "cursor":
      return { action: c.action, points: c.points, drag: c.drag?.map(preview), to: c.to };
    case "ping":
      return { action: c.action };
  }
}

function lease({ id, token }: { id: string; token?: number }) {
  return { id, token };
}

function place({ x, y, rotation }: Place): Place {
  return { x, y, rotation };
}

function preview(p: Preview): Preview {
  return { id: p.id, ...place(p), token: p.token };
}

function editOp(e: EditOp): object {
  switch (e.op) {
    case "add":
      return { op: e.op, id: e.id, product: e.product, variant: e.variant, ...place(e) };
    case "update":
      return { op: e.op, id: e.id, variant: e.variant, version: e.version };
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
    })),
    windows: b.windows.map((w) => ({ id: w.id, x: w.x, y: w.y, width: w.width, rotation: w.rotation })),
    ceiling: b.ceiling,
    delivery: b.delivery && delivery(b.delivery),
  };
}

function delivery({ door, corridor, stairs, lift }: Delivery): Delivery {
  return {
    ...(door && { door: { width: door.width, height: door.height } }),
    ...(corridor && { corridor: { width: corridor.width } }),
    ...(stairs && { stairs: { width: stairs.width } }),
    ...(lift && { lift: { width: lift.width, depth: lift.depth, height: lift.height } }),
  };
}
