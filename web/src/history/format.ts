// Moments and steps, as a person would say them.

import { isolated } from "../i18n/isolated.ts";
import type { Scene } from "../planner/scene.ts";
import type { Step } from "./change-log.ts";
import type { ChangeSummary } from "./change-summary.ts";

/** After that, a weekday might be taken for the one of this week. */
const sixDaysMs = 6 * 24 * 3_600_000;

/** "Tuesday 14:03"; with the date where the weekday is not enough. */
export function writeMoment(at: number, lang: string, now: number): string {
  const day: Intl.DateTimeFormatOptions =
    now - at < sixDaysMs
      ? { weekday: "long" }
      : { weekday: "short", day: "numeric", month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(lang, { ...day, hour: "numeric", minute: "2-digit" }).format(at);
}

/** Who did something; what nobody did in person, the shop did (HS6). */
export function writeName(name: string, { catalog }: Pick<Scene, "catalog">): string {
  return isolated(name || catalog.shop);
}

/** "Anna moved Klinte.", a sentence for each kind of thing done. */
export function writeStep(step: Step, scene: Pick<Scene, "texts" | "pieceOf" | "catalog">): string {
  const { texts, pieceOf } = scene;
  const who = step.names.map((name) => writeName(name, scene)).join(", ");
  const told = new Map<ChangeSummary["kind"], string[]>();
  for (const deed of step.deeds) {
    const names = told.get(deed.kind) ?? [];
    if (deed.kind !== "plan") names.push(pieceOf(deed.item).name);
    told.set(deed.kind, names);
  }
  return [...told].map(([kind, names]) => texts.news[kind](who, [...new Set(names)].join(", "))).join(" ");
}
