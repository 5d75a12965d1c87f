// Describes the stored changes of other users in words.

import { isLive, type PeerView, type Row, type RowChange } from "../client/index.ts";
import { sameLook, samePlace } from "../client/place.ts";
import type { Texts } from "../i18n/index.ts";
import type { Activity } from "./scene.ts";

const most = 20;

export interface StoredEvent {
  by: string | undefined;
  rows: readonly RowChange[];
  plan?: unknown;
}

/** Returns what a peer did as sentences, one for each kind of change. */
export function sentences(
  event: StoredEvent,
  who: string,
  nameOf: (row: Row) => string,
  texts: Texts,
): string[] {
  const did = new Map<keyof typeof said, string[]>();
  const said = texts.news;
  for (const change of event.rows) {
    const kind = kindOf(change);
    const row = isLive(change.after) ? change.after : change.before;
    if (kind && row) did.set(kind, [...(did.get(kind) ?? []), nameOf(row)]);
  }
  const told = [...did].map(([kind, names]) => said[kind](who, [...new Set(names)].join(", ")));
  return event.plan ? [...told, said.plan(who, "")] : told;
}

/** Returns the list with new texts first, cut to the most recent 20. */
export function withActivity(
  news: readonly Activity[],
  peer: PeerView,
  texts: readonly string[],
  at: number,
): Activity[] {
  const { name, colour } = peer;
  return [...texts.map((text) => ({ at, name, colour, text })).reverse(), ...news].slice(0, most);
}

function kindOf({ before, after }: RowChange): "moved" | "added" | "removed" | "recoloured" | undefined {
  const was = before && isLive(before) ? before : undefined;
  const is = isLive(after) ? after : undefined;
  if (!is) return was ? "removed" : undefined;
  if (!was) return "added";
  if (!samePlace(was, is)) return "moved";
  return sameLook(was, is) ? undefined : "recoloured";
}
