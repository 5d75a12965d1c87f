// What every part of the panels is given: the scene as it is now, what only the panels
// know, and what can be done.

import type { TemplateResult } from "lit-html";
import type { Filters } from "../catalog/search.ts";
import type { Texts } from "../i18n/index.ts";
import type { Actions, EditableRoom, Scene } from "../planner/scene.ts";
import type { PanelHost } from "./host.ts";
import type { Toast } from "./toast-list.ts";
import { trackedFields } from "./tracked.ts";

export const tabs = ["furniture", "room", "fit", "cart", "people"] as const;
export type Tab = (typeof tabs)[number];

/** What has become of the catalogue. */
export type CatalogueState = "loading" | "ready" | "unreachable" | "unreadable" | "empty";
export type DialogName = "invite" | "rename" | "help";

/** What a dialog shows under its title. */
export type DialogBody = (context: Context, close: () => void, redraw: () => void) => TemplateResult;

/** How many cards of the catalogue are shown at first, and how many more each time. */
export const cardsAtOnce = 60;

/** What is shown beside the room, and is nobody else's business. */
export interface PanelState {
  tab: Tab | undefined;
  catalogue: CatalogueState;
  search: string;
  filters: Filters;
  /** True while the form of the filters is open. */
  filtersOpen: boolean;
  /** How many cards of what is found are shown. */
  cards: number;
  /** Product images that did not load. */
  dead: ReadonlySet<string>;
  /** The menu that is open. */
  menu: string | undefined;
  historyOpen: boolean;
  /** True when the inspector shows everything on a narrow screen. */
  expanded: boolean;
  walking: boolean;
  toasts: readonly Toast[];
  busy: string | undefined;
  /** Sizes of the way in that wait for their others. */
  waiting: Readonly<Record<string, number>>;
  shape: "rectangle" | "l";
  /** Sizes typed for it, millimetres by the side's name. */
  sizes: Readonly<Record<string, number>>;
  /** Why the last picture was no use. */
  pictureProblem: string | undefined;
}

export interface ContextParts {
  stage: EditableRoom;
  host: PanelHost;
  /** True where sheets lie over the plan. */
  narrow: () => boolean;
  openDialog: (name: DialogName) => void;
  /** Says something to the person. */
  tell: (text: string, urgent?: boolean) => void;
  /** Asks for a drawing in the next frame. */
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
    walking: false,
    toasts: [],
    busy: undefined,
    waiting: {},
    shape: "rectangle",
    sizes: {},
    pictureProblem: undefined,
  };

  /** Always of this moment: a handler may run long after its button was drawn. */
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

  set(change: Partial<PanelState>): void {
    // Another search begins at its top.
    const top = change.search !== undefined || change.filters !== undefined ? { cards: cardsAtOnce } : {};
    this.#local = { ...this.#local, ...top, ...change };
    this.parts.changed();
  }

  /** Opens a tab; the room's brings its tools along. */
  open(tab: Tab | undefined): void {
    const { tool, editable } = this.scene;
    if (tab !== "room" && this.#local.tab === "room" && tool !== "select") this.actions.setTool("select");
    if (tab === "room" && editable && tool === "select" && !this.narrow()) this.actions.setTool("room");
    this.set({ tab, menu: undefined });
  }
}
