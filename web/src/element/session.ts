// One visit to one room: creates and disposes of everything that exists from opening a room until it is left.
// The room is displayed first; the parts to edit it are loaded afterwards.

import { CatalogError, loadCatalog } from "../catalog/load.ts";
import type { Catalog } from "../catalog/types.ts";
import { connect, type Room, type SocketState } from "../client/index.ts";
import { PastView } from "../history/past-view.ts";
import { type FirstTexts, nearest, textsOf } from "../i18n/index.ts";
import { failedModules, loadRequired, onFailedModules } from "../loading/lazy-modules.ts";
import type { CatalogueState } from "../panels/index.ts";
import { Layout } from "../panels/layout.ts";
import { PlanView } from "../plan2d/index.ts";
import { Planner } from "../planner/planner.ts";
import type { Actions, View } from "../planner/scene.ts";
import type { Settings } from "./attributes.ts";
import { ShopError } from "./shop.ts";
import type { OpenRoom, SessionOptions } from "./visit.ts";
import type { Workspace } from "./workspace.ts";

const noCatalog: Catalog = { shop: "", currencies: ["SEK"], categories: [], products: [], finishes: [] };
/** Modules without which a room can't be edited. */
const required: readonly string[] = ["workspace", "texts"];
/** States of the connection that the workspace must report, even before the room's first state. */
const told: ReadonlySet<string> = new Set<SocketState["name"]>(["offline", "sleeping", "closed"]);
export class Session implements OpenRoom {
  readonly planner: Planner;
  readonly plan: PlanView;
  /** Resolves when the room's first state has been received. */
  readonly ready: Promise<void>;
  /** Resolves when the room can be edited. */
  readonly working: Promise<Workspace>;
  /** Resolves when the catalogue has been loaded, or has failed. */
  catalogue: Promise<void>;
  /** The past state that the views display instead of the current room, if any. */
  readonly pastView = new PastView();
  readonly frame: Layout;
  /** The workspace, once it is loaded. */
  now: Workspace | undefined;
  settings: Settings;
  /** Number of failed modules at the last error event. */
  #failed = 0;
  readonly #ended = new AbortController();
  /** Aborts when the room is left. */
  readonly signal = this.#ended.signal;

  /** Opens a room: connects while its texts load. Resolves to undefined if `ended` aborts meanwhile. */
  static async open(options: SessionOptions, ended: AbortSignal): Promise<Session | undefined> {
    const { visit, getToken, words } = options;
    const token = () =>
      getToken().catch((error) => {
        const refused = error instanceof ShopError && error.code === "refused";
        if (refused && !room.snapshot().ready) room.close("refused");
        throw error;
      });
    const room = await connect({ ...visit, getToken: token });
    const leave = () => room.close();
    ended.addEventListener("abort", leave);
    if (ended.aborted) leave();
    const texts = await words;
    ended.removeEventListener("abort", leave);
    return ended.aborted ? undefined : new Session(options, room, texts);
  }

  private constructor(
    readonly options: SessionOptions,
    readonly room: Room,
    texts: FirstTexts,
  ) {
    const { root, settings } = options;
    const { lang, currency, units } = settings;
    this.settings = settings;
    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.planner = new Planner({
      room,
      catalog: noCatalog,
      texts,
      lang,
      currency,
      units,
      reducedMotion: motion.matches,
    });
    this.frame = new Layout(root, this.planner);
    this.plan = new PlanView(this.pastView.source(this.planner));
    this.frame.stage.prepend(this.plan.element);
    this.planner.listen(() => this.#update());
    this.ready = until(room, () => room.snapshot().ready);
    this.working = this.#setUp();
    this.#listen(motion);
    this.catalogue = this.#loadCatalog();
    if (settings.view === "3d") this.planner.set({ view: "3d" });
    onFailedModules(() => this.#tellFailedModules(), this.signal);
    this.#tellFailedModules();
  }

  /** Applies the page's current settings. */
  set(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    void this.working.then((now) => now.take(before, settings));
  }

  /** Runs an action in the room: at once, or as soon as it can be edited. */
  do(act: (actions: Actions) => void): void {
    if (this.now) act(this.now.actions);
    else void this.working.then((now) => act(now.actions));
  }

  get view(): View {
    return this.now?.view ?? this.plan;
  }

  /**
   * Leaves the room: removes the views at once, and closes the room when pending changes are stored, at most
   * 3 s later.
   */
  close(): void {
    this.#ended.abort();
    const over = () => this.planner.close();
    if (this.now) this.now.close(over);
    else over();
    this.plan.dispose();
    this.frame.dispose();
  }

  #update(): void {
    if (this.signal.aborted) return;
    this.frame.update();
    (this.now ?? this.plan).update();
    this.options.changed();
  }

  /** Reports failed modules to the page, and offers the user a reload. */
  #tellFailedModules(): void {
    const names = failedModules();
    const message = `These modules could not be loaded: ${names.join(", ")}`;
    if (names.length > this.#failed) this.options.tell("error", { code: "not_loaded", message });
    this.#failed = names.length;
    this.frame.offerReload(names.length > 0 ? () => void this.#reload() : undefined);
    if (!this.now && names.some((name) => required.includes(name))) this.plan.discardEvents();
  }

  /** Reloads the page once pending changes are stored; if some are still pending, the browser asks first. */
  async #reload(): Promise<void> {
    await this.now?.prepareReload();
    location.reload();
  }

  /** Loads the workspace when the room has a state, its connection has a problem, or the plan was used. */
  async #setUp(): Promise<Workspace> {
    const { room, signal } = this;
    const settled = () => room.snapshot().ready || told.has(room.snapshot().status.name);
    await Promise.race([until(room, settled), this.plan.wanted]);
    const language = nearest(this.settings.lang);
    const wanted = () => !signal.aborted;
    const [code, texts] = await Promise.all([
      loadRequired("workspace", () => import("./workspace.ts"), wanted),
      loadRequired("texts", () => textsOf(language), wanted),
    ]);
    // The room was left meanwhile: stay pending.
    if (signal.aborted) return await new Promise(() => {});
    // The room is in English if the first texts of its language could not be loaded.
    if (texts.veil !== this.planner.scene().texts.veil) this.planner.set({ texts });
    this.now = new code.Workspace(this, texts);
    return this.now;
  }

  async #loadCatalog(): Promise<void> {
    const { catalogUrl } = this.settings;
    try {
      const { catalog, problems } = await loadCatalog(catalogUrl);
      if (this.signal.aborted || catalogUrl !== this.settings.catalogUrl) return;
      for (const p of problems) console.warn(`catalogue: ${p.product}: ${p.path} ${p.message}`);
      this.planner.set({ catalog, currency: this.known(catalog) });
      this.#catalogue("ready");
      if (problems.length > 0) this.#sayCatalogue("partly", problems.length);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      this.#catalogue(error.code);
      this.#sayCatalogue(error.code);
    }
  }

  /** Returns the requested currency if the catalogue has it, else the catalogue's first. */
  known(catalog: Catalog): string {
    const { currency } = this.settings;
    return catalog === noCatalog || catalog.currencies.includes(currency) ? currency : catalog.currencies[0];
  }

  #catalogue(state: CatalogueState): void {
    void this.working.then((now) => now.panels.catalogue(state));
  }

  #sayCatalogue(...said: Parameters<Workspace["sayCatalogue"]>): void {
    void this.working.then((now) => now.sayCatalogue(...said));
  }

  /** Loads the catalogue again. */
  retryCatalog(): void {
    this.#catalogue("loading");
    this.catalogue = this.#loadCatalog();
  }

  /** Passes on events of the browser that the client library, which has no DOM, can't observe. */
  #listen(motion: MediaQueryList): void {
    const { room, signal } = this;
    const visible = () => room.visible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", visible, { signal });
    visible();
    addEventListener("online", () => room.networkOnline(), { signal });
    addEventListener("offline", () => room.networkOffline(), { signal });
    for (const type of ["pointerdown", "keydown"]) {
      this.options.root.addEventListener(type, () => room.touch(), { signal });
    }
    for (const type of ["pointerup", "pointercancel"]) {
      const lift = (event: Event) => (event as PointerEvent).pointerType === "touch" && room.lift();
      this.options.root.addEventListener(type, lift, { signal });
    }
    // A browser caches the page for the back button only when it has no connection and no lock.
    const hide = () => {
      this.now?.letGo();
      room.suspend();
    };
    addEventListener("pagehide", hide, { signal });
    addEventListener("pageshow", (event) => event.persisted && void this.#comeBack(), { signal });
    motion.addEventListener("change", () => this.planner.set({ reducedMotion: motion.matches }), { signal });
  }

  async #comeBack(): Promise<void> {
    if (!(await this.room.resume()) && !this.signal.aborted) this.options.reopen();
  }
}

/** Resolves when a condition on a room holds. */
function until(room: Room, isSo: () => boolean): Promise<void> {
  if (isSo()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = room.subscribe(() => {
      if (!isSo()) return;
      stop();
      resolve();
    });
  });
}
