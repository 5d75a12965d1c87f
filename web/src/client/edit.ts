// Edits: the overlays that display them at once, and the command that stores them (ED).

import type { Own, Place, PlanBody } from "../model/index.ts";
import type { CommandRequest, OptimisticUpdate } from "./commands.ts";
import { encodeWrite } from "./encode-write.ts";
import { rounded } from "./place.ts";
import type { EditOp, ItemChange } from "./protocol.ts";

/** An item to add; `id` comes from `newId`. */
export interface NewItem extends Place {
  id: string;
  /** Empty if the piece is somebody's `own`. */
  product: string;
  variant: string;
  own?: Own | undefined;
  mirrored?: boolean | undefined;
}

/** One edit. An edit of the plan must be the only one of its command (ED4). */
export type Edit =
  | { kind: "add"; item: NewItem }
  | { kind: "remove"; id: string }
  | { kind: "change"; id: string; change: ItemChange }
  | { kind: "plan"; plan: PlanBody };

/** The stored versions, as this tab knows them. */
export interface Versions {
  versionOf: (id: string) => number;
  readonly planVersion: number;
}

/** Returns one command for edits that are stored together or not at all (ED5). */
export function editRequest(edits: readonly Edit[], versions: Versions): CommandRequest {
  return {
    keys: edits.map((edit) => (edit.kind === "plan" ? "plan" : edit.kind === "add" ? edit.item.id : edit.id)),
    overlays: edits.map(overlayOf),
    build: (op) => encodeWrite({ action: "edit", op, ops: edits.map((edit) => opOf(edit, versions)) }),
  };
}

function overlayOf(edit: Edit): OptimisticUpdate {
  return edit.kind === "add" ? { ...edit, item: { ...bodyOf(edit.item), version: 0, token: 0 } } : edit;
}

function opOf(edit: Edit, versions: Versions): EditOp {
  switch (edit.kind) {
    case "add":
      return { op: "add", ...bodyOf(edit.item) };
    case "remove":
      return { op: "remove", id: edit.id, version: versions.versionOf(edit.id) };
    case "change": {
      const { place, ...rest } = edit.change;
      const change = place ? { ...rest, place: rounded(place) } : rest;
      return { op: "update", id: edit.id, ...change, version: versions.versionOf(edit.id) };
    }
    case "plan":
      return { op: "room", version: versions.planVersion, plan: edit.plan };
  }
}

function bodyOf({ id, product, variant, own, mirrored, ...place }: NewItem): NewItem {
  return { id, product, variant, own, mirrored, ...rounded(place) };
}
