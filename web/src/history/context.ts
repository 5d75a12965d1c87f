// What the timeline's templates are given.

import type { Texts } from "../i18n/index.ts";
import type { Scene } from "../planner/scene.ts";
import type { Timeline } from "./timeline.ts";

export interface HistoryContext {
  timeline: Timeline;
  /** The room as it is shown now, in the past or not. */
  scene: Scene;
  words: Texts["timeline"];
  /** Items that are selected, in the past or not. */
  selection: ReadonlySet<string>;
  /** Unix milliseconds. */
  now: number;
  ask: (dialog: "restore" | "name") => void;
  close: () => void;
}

/** May this person bring a moment back? The server asks again. */
export function mayRestore({ scene }: HistoryContext): boolean {
  return scene.you?.role === "owner";
}

/** May this person name a moment? */
export function mayName({ scene }: HistoryContext): boolean {
  return scene.you !== undefined && scene.you.role !== "viewer";
}
