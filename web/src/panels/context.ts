// The context that every part of the panels is given: the current scene, the panels' own state,
// and the actions.

import type { TemplateResult } from "lit-html";
import type { Filters } from "../catalog/search.ts";
import { type PageTexts, pageTexts, type Texts } from "../i18n/index.ts";
import type { Actions, EditableRoom, Scene } from "../planner/scene.ts";
import type { PanelHost } from "./host.ts";
import type { Toast } from "./toast-list.ts";
import { trackedFields } from "./tracked.ts";

export const tabs = ["furniture", "room", "fit", "cart", "people"] as const;
export type Tab = (typeof tabs)[number];

/** Result of loading the catalogue. */
export type CatalogueState = "loading" | "ready" | "unreachable" | "unreadable" | "empty";
export type DialogName = "invite" | "rename" | "help" | "own" | "scan" | "arrange";

/** Template of what a dialog displays under its title. */
export type DialogBody = (context: Context, close: () => void, redraw: () => void) => TemplateResult;

/** Number of the catalogue's cards that are displayed at first, and added each time. */
export const cardsAtOnce = 60;

/** State of the panels of this tab; it is not sent to other users. */
export interface PanelState {
  /** The open tab; undefined when none is open. */
  tab: Tab | undefined;
  catalogue: CatalogueState;
  search: string;
  filters: Filters;
  /** True while the filter form is open. */
  filtersOpen: boolean;
  /** Most cards of the search result that are displayed. */
  cards: number;
  /** URLs of product images that did not load. */
  dead: ReadonlySet<string>;
  /** Name of the open menu. */
  menu: string | undefined;
  historyOpen: boolean;
  /** True when the inspector of a narrow planner displays everything. */
  expanded: boolean;
  /** True when the sheet of the room in a narrow planner is enlarged. */
  tall: boolean;
  walking: boolean;
  toasts: readonly Toast[];
  busy: string | undefined;
}

export interface ContextParts {
  stage: EditableRoom;
  host: PanelHost;
  /** Reports whether the planner is narrow, so that panels are sheets over the plan. */
  narrow: () => boolean;
  openDialog: (name: DialogName) => void;
  /** Displays a toast; `urgent` interrupts a screen reader. */
  tell: (text: string, urgent?: boolean) => void;
  /** Requests a redraw in the next frame. */
  changed: () => void;
}

export class Context {
  #local: PanelState = {
    tab: undefined,
    catalogue: "loading",
    search: "",
    filters: {},
    filtersOpen: false,
    cards: cardsAtOnce,
    dead: new Set(),
    menu: undefined,
    historyOpen: false,
    expanded: false,
    tall: false,
    walking: false,
    toasts: [],
    busy: undefined,
  };

  /** The current scene at each read, as an event handler may run long after its button was drawn. */
  readonly scene: Scene;
  readonly local: PanelState;
  readonly host: PanelHost;
  readonly narrow: ContextParts["narrow"];
  readonly openDialog: ContextParts["openDialog"];
  readonly tell: ContextParts["tell"];

  constructor(private readonly parts: ContextParts) {
    this.host = parts.host;
    this.narrow = parts.narrow;
    this.openDialog = parts.openDialog;
    this.tell = parts.tell;
    this.scene = trackedFields(() => parts.stage.scene());
    this.local = trackedFields(() => this.#local);
  }

  get actions(): Actions {
    return this.parts.stage.actions;
  }

  get words(): Texts["panels"] {
    return this.scene.texts.panels;
  }

  /** The words of pages and dialogs, which must be loaded. */
  get pageWords(): PageTexts {
    return pageTexts(this.scene.lang);
  }

  set(change: Partial<PanelState>): void {
    // A new search begins with the first cards.
    const top = change.search !== undefined || change.filters !== undefined ? { cards: cardsAtOnce } : {};
    this.#local = { ...this.#local, ...top, ...change };
    this.parts.changed();
  }

  /**
   * Opens a tab; undefined closes it. Opening the room's tab chooses the room tool, except for a viewer
   * or in a narrow planner; leaving it chooses the select tool.
   */
  open(tab: Tab | undefined): void {
    const { tool, editable } = this.scene;
    if (tab !== "room" && this.#local.tab === "room" && tool !== "select") this.actions.setTool("select");
    if (tab === "room" && editable && tool === "select" && !this.narrow()) this.actions.setTool("room");
    this.set({ tab, menu: undefined, tall: false });
  }
}
