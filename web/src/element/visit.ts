// What the parts of one visit to a room share. The session implements it.

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
  /** The HTTP API; undefined: the room's past is not available. */
  api: () => Api | undefined;
  getToken: () => Promise<string>;
  /** The first texts of the language, being loaded. */
  words: Promise<FirstTexts>;
  settings: Settings;
  element: PlannerElement;
  /** Opens the same room again. */
  reopen: () => void;
  /** Called when the scene changed. */
  changed: () => void;
  /** Dispatches an error event, once while the error lasts. */
  trouble: (code: string, message: string) => void;
  /** Dispatches an event to the page. */
  tell: (type: keyof PlannerEventMap, detail: object) => void;
}

/** An open room. */
export interface OpenRoom {
  readonly options: SessionOptions;
  readonly room: Room;
  readonly planner: Planner;
  readonly plan: PlanView;
  readonly pastView: PastView;
  readonly frame: Layout;
  readonly settings: Settings;
  /** Resolves when the room's first state has been received. */
  readonly ready: Promise<void>;
  /** Resolves when the catalogue has been loaded, or has failed. */
  readonly catalogue: Promise<void>;
  /** Aborts when the room is left. */
  readonly signal: AbortSignal;
  /** Returns the requested currency if the catalogue has it, else the catalogue's first. */
  known(catalog: Catalog): string;
  /** Loads the catalogue again. */
  retryCatalog(): void;
}
