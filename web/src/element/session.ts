// One visit to one room: everything that lives from the moment a room is opened until
// it is left, put together and taken apart again.

import { CatalogError, loadCatalog } from "../catalog/index.ts";
import type { Catalog } from "../catalog/types.ts";
import { connect, type Plan, type Room } from "../client/index.ts";
import type { Texts } from "../i18n/index.ts";
import type { PanelHost } from "../panels/host.ts";
import { Panels } from "../panels/index.ts";
import { PlanView } from "../plan2d/index.ts";
import { recallUnderlay } from "../planner/memory.ts";
import { Planner } from "../planner/planner.ts";
import type { Changes, View } from "../planner/scene.ts";
import type { View3d } from "../view3d/index.ts";
import type { ErrorDetail } from "./types.ts";

export interface SessionOptions {
  root: ShadowRoot;
  /** The WebSocket endpoint, and the room's id. */
  url: string;
  room: string;
  catalogUrl: string;
  getToken: () => Promise<string>;
  texts: Texts;
  lang: string;
  currency: string;
  units: Plan["units"];
  view: "2d" | "3d";
  /** What the panels ask of the element. */
  host: (session: Session) => PanelHost;
  /** Something changed. */
  changed: (changes: Changes) => void;
  failed: (error: ErrorDetail) => void;
}

const noCatalog: Catalog = { shop: "", currencies: ["SEK"], categories: [], products: [] };
const everything: Changes = { items: new Set(), plan: true, rest: true, cursors: true };

export class Session {
  readonly planner: Planner;
  readonly panels: Panels;
  readonly plan: PlanView;
  /** Resolves when the room's first state is there. */
  readonly ready: Promise<void>;
  #view3d: Promise<View3d | undefined> | undefined;
  #shown: "2d" | "3d" = "2d";
  readonly #ended = new AbortController();

  /** Opens a room; resolves before anything is connected. */
  static async open(options: SessionOptions): Promise<Session> {
    const { url, room, getToken } = options;
    return new Session(options, await connect({ url, room, getToken }));
  }

  private constructor(
    private readonly options: SessionOptions,
    room: Room,
  ) {
    const { texts, lang, currency, units } = options;
    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.planner = new Planner({
      ...{ room, catalog: noCatalog, texts, lang, currency, units, still: motion.matches },
      tell: (text, urgent) => this.panels.tell(text, urgent),
      say: (text) => this.panels.say(text),
      focus: (id) => this.view.focus(id),
    });
    this.panels = new Panels(options.root, this.planner, options.host(this));
    this.plan = new PlanView(this.planner);
    this.panels.stage.prepend(this.plan.element);
    this.planner.listen((changes) => this.#update(changes));
    this.ready = this.#whenReady(room);
    this.#listen(room, motion);
    void this.#loadCatalog();
    void this.#loadUnderlay();
    if (options.view === "3d") this.planner.actions.setView("3d");
  }

  /** The view that is seen; the plan while the other is on its way. */
  get view(): View {
    return this.#shown === "3d" && this.#seen3d ? this.#seen3d : this.plan;
  }

  /** The 3D view, when it was opened. */
  get view3d(): View3d | undefined {
    return this.#seen3d;
  }

  #seen3d: View3d | undefined;

  close(): void {
    this.#ended.abort();
    this.planner.close();
    this.plan.dispose();
    this.#seen3d?.dispose();
    this.panels.dispose();
  }

  #update(changes: Changes): void {
    if (this.planner.settings.view !== this.#shown) void this.#switch();
    this.view.update(changes);
    this.panels.update(changes);
    this.options.changed(changes);
  }

  /** Shows the other view. 3D comes over the network when it is first asked for. */
  async #switch(): Promise<void> {
    this.#shown = this.planner.settings.view;
    if (this.#shown === "3d") {
      this.#view3d ??= this.#load3d();
      this.#seen3d = await this.#view3d;
      if (!this.#seen3d) this.#view3d = undefined;
      if (this.#ended.signal.aborted || this.planner.settings.view !== "3d") return;
    }
    const flat = !this.#seen3d || this.#shown === "2d";
    this.plan.element.toggleAttribute("hidden", !flat);
    this.#seen3d?.element.toggleAttribute("hidden", flat);
    this.plan.visible(flat);
    this.#seen3d?.visible(!flat);
    this.view.update({ ...everything, items: new Set(this.planner.scene().items.keys()) });
    this.panels.update(everything);
  }

  async #load3d(): Promise<View3d | undefined> {
    const { texts } = this.planner.settings;
    this.panels.busy(texts.view3d.loading);
    try {
      const { createView3d, adopt } = await import("../view3d/index.ts");
      adopt(this.options.root);
      const view = createView3d(this.planner);
      this.panels.stage.prepend(view.element);
      return view;
    } catch (error) {
      const known = error instanceof Error && error.name === "NoWebGL";
      const message = known ? texts.view3d.noWebGL : texts.view3d.failed;
      this.planner.tell(message, true);
      this.options.failed({ code: known ? "no_webgl" : "no_3d", message });
      this.planner.set({ view: "2d" });
      return undefined;
    } finally {
      this.panels.busy(undefined);
    }
  }

  async #loadCatalog(): Promise<void> {
    const { catalogUrl, failed, texts } = this.options;
    try {
      const { catalog, problems } = await loadCatalog(catalogUrl);
      if (this.#ended.signal.aborted) return;
      for (const p of problems) console.warn(`catalogue: ${p.product}: ${p.path} ${p.message}`);
      if (problems.length > 0) {
        failed({ code: "catalog_partly", message: texts.catalogue.partly(problems.length) });
      }
      const { currency } = this.options;
      const known = catalog.currencies.includes(currency) ? currency : catalog.currencies[0];
      this.planner.set({ catalog, currency: known });
      this.panels.catalogue("ready");
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      const message = texts.catalogue.failed[error.code];
      this.panels.catalogue(error.code);
      failed({ code: `catalog_${error.code}`, message });
    }
  }

  /** Loads the catalogue once more. */
  retryCatalog(): void {
    this.panels.catalogue("loading");
    void this.#loadCatalog();
  }

  async #loadUnderlay(): Promise<void> {
    const underlay = await recallUnderlay(this.options.room);
    if (underlay && !this.#ended.signal.aborted) this.planner.set({ underlay });
  }

  #whenReady(room: Room): Promise<void> {
    return new Promise((resolve) => {
      const stop = room.subscribe(() => {
        if (!room.snapshot().ready) return;
        stop();
        resolve();
      });
    });
  }

  /** What the browser knows and the client library, which has no DOM, can't. */
  #listen(room: Room, motion: MediaQueryList): void {
    const { signal } = this.#ended;
    const visible = () => room.visible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", visible, { signal });
    visible();
    addEventListener("online", () => room.networkOnline(), { signal });
    for (const type of ["pointerdown", "keydown"]) {
      this.options.root.addEventListener(type, () => room.touch(), { signal });
    }
    // A page that is kept for the back button comes back with a socket that is dead.
    addEventListener("pagehide", () => room.close(), { signal });
    motion.addEventListener("change", () => this.planner.set({ still: motion.matches }), { signal });
  }
}
