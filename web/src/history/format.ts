// Formats moments and steps as text.

import { isolated } from "../i18n/isolated.ts";
import type { Scene } from "../planner/scene.ts";
import type { Step } from "./change-log.ts";
import type { ChangeSummary } from "./change-summary.ts";

/** Milliseconds after which a weekday could be mistaken for that of this week. */
const sixDaysMs = 6 * 24 * 3_600_000;

/** Formats a time as "Tuesday 14:03", with the date if it is six days ago or more. */
export function writeMoment(at: number, lang: string, now: number): string {
  const day: Intl.DateTimeFormatOptions =
    now - at < sixDaysMs
      ? { weekday: "long" }
      : { weekday: "short", day: "numeric", month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(lang, { ...day, hour: "numeric", minute: "2-digit" }).format(at);
}

/** Returns an author's name for display; for an author without a name, the shop's (HS6). */
export function writeName(name: string, { catalog }: Pick<Scene, "catalog">): string {
  return isolated(name || catalog.shop);
}

/** Returns the name of an item's piece; that of an own piece says that it is one. */
export function writePiece(
  item: Parameters<Scene["pieceOf"]>[0],
  { texts, pieceOf }: Pick<Scene, "texts" | "pieceOf">,
): string {
  const { name, own } = pieceOf(item);
  return own ? `${name} (${texts.seen.own})` : name;
}

/** Describes a step, with one sentence for each kind of change: "Anna moved Klinte." */
export function writeStep(step: Step, scene: Pick<Scene, "texts" | "pieceOf" | "catalog">): string {
  const { texts } = scene;
  const who = step.names.map((name) => writeName(name, scene)).join(", ");
  const told = new Map<ChangeSummary["kind"], string[]>();
  for (const deed of step.deeds) {
    const names = told.get(deed.kind) ?? [];
    if (deed.kind !== "plan") names.push(writePiece(deed.item, scene));
    told.set(deed.kind, names);
  }
  return [...told].map(([kind, names]) => texts.news[kind](who, [...new Set(names)].join(", "))).join(" ");
}
