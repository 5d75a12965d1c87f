// The context that the timeline's templates are given.

import type { PageTexts } from "../i18n/index.ts";
import type { Scene } from "../planner/scene.ts";
import type { Timeline } from "./timeline.ts";

export interface HistoryContext {
  timeline: Timeline;
  /** The displayed scene: of the present, or of a past state. */
  scene: Scene;
  words: PageTexts["timeline"];
  /** Selected items of the displayed state. */
  selection: ReadonlySet<string>;
  /** Unix milliseconds. */
  now: number;
  ask: (dialog: "restore" | "name") => void;
  close: () => void;
}

/** Reports whether the user may restore a moment; the server checks it, too. */
export function mayRestore({ scene }: HistoryContext): boolean {
  return scene.you?.role === "owner";
}

/** Reports whether the user may name a moment. */
export function mayName({ scene }: HistoryContext): boolean {
  return scene.you !== undefined && scene.you.role !== "viewer";
}
