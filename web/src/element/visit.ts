// What the parts of one visit to a room know of it. The session implements it.

import type { Catalog } from "../catalog/types.ts";
import type { Room } from "../client/index.ts";
import type { PastView } from "../history/past-view.ts";
import type { FirstTexts } from "../i18n/index.ts";
import type { Layout } from "../panels/layout.ts";
import type { PlanView } from "../plan2d/index.ts";
import type { Planner } from "../planner/planner.ts";
import type { Settings, Visit } from "./attributes.ts";
import type { Api } from "./history-controller.ts";
import type { PlannerElement, PlannerEventMap } from "./types.ts";

export interface SessionOptions {
  root: ShadowRoot;
  visit: Visit;
  /** Where the room's past is asked for; without it, nobody can look back. */
  api: () => Api | undefined;
  getToken: () => Promise<string>;
  /** The first of the language, on their way. */
  words: Promise<FirstTexts>;
  settings: Settings;
  element: PlannerElement;
  /** Opens the same room anew. */
  reopen: () => void;
  /** Something changed. */
  changed: () => void;
  /** Tells the page of an error, once while it lasts. */
  trouble: (code: string, message: string) => void;
  /** Tells the page. */
  tell: (type: keyof PlannerEventMap, detail: object) => void;
}

/** A room that is open. */
export interface OpenRoom {
  readonly options: SessionOptions;
  readonly room: Room;
  readonly planner: Planner;
  readonly plan: PlanView;
  readonly pastView: PastView;
  readonly frame: Layout;
  readonly settings: Settings;
  /** Resolves when the room's first state is there. */
  readonly ready: Promise<void>;
  /** Resolves when the catalogue is there, or can't be had. */
  readonly catalogue: Promise<void>;
  /** Aborts when the room is left. */
  readonly signal: AbortSignal;
  /** The currency that is asked for, where the catalogue has it. */
  known(catalog: Catalog): string;
  /** Loads the catalogue once more. */
  retryCatalog(): void;
}
