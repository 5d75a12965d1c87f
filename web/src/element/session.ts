// One visit to one room: everything that lives from the moment a room is opened until
// it is left, put together and taken apart again. The room is seen first; what is needed
// to work in it comes when it is there.

import { CatalogError, loadCatalog } from "../catalog/load.ts";
import type { Catalog } from "../catalog/types.ts";
import { connect, type Plan, type Room, type SocketState } from "../client/index.ts";
import { type FirstTexts, type Language, textsOf } from "../i18n/index.ts";
import { Frame } from "../panels/frame.ts";
import type { PanelHost } from "../panels/host.ts";
import type { CatalogueState, Panels } from "../panels/index.ts";
import { PlanView } from "../plan2d/index.ts";
import type { Box } from "../plane/index.ts";
import { eventually } from "../planner/eventually.ts";
import { Planner } from "../planner/planner.ts";
import type { Actions, Changes, Stage, View } from "../planner/scene.ts";
import type { Work } from "../planner/work.ts";
import { Lens } from "../timeline/lens.ts";
import type { View3d } from "../view3d/index.ts";
import type { Api, LookingBack } from "./looking-back.ts";
import type { ErrorDetail } from "./types.ts";

export interface SessionOptions {
  root: ShadowRoot;
  /** The WebSocket endpoint, and the room's id. */
  url: string;
  room: string;
  catalogUrl: string;
  /** Where the room's past is asked for; without it, nobody can look back. */
  api: Api | undefined;
  getToken: () => Promise<string>;
  /** The first of `language`, on their way; `lang` may say more, e.g. the country. */
  words: Promise<FirstTexts>;
  language: Language;
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
/** Of a line that is so there is something to say. */
const told: ReadonlySet<string> = new Set<SocketState["name"]>(["offline", "sleeping", "closed"]);
const everything: Changes = { items: new Set(), plan: true, rest: true, cursors: true };

/** What one works with, and the rest of the code that came along. */
export interface Working {
  work: Work;
  /** The work as it is seen: in the past, nothing can be done. */
  stage: Stage;
  panels: Panels;
  code: typeof import("./work.ts");
}

export class Session {
  readonly planner: Planner;
  readonly plan: PlanView;
  /** Resolves when the room's first state is there. */
  readonly ready: Promise<void>;
  /** Resolves when the room can be worked in. */
  readonly working: Promise<Working>;
  /** What everything is seen through. */
  readonly #lens = new Lens();
  #past: LookingBack | undefined;
  readonly #frame: Frame;
  #working: Working | undefined;
  #view3d: Promise<View3d | undefined> | undefined;
  #seen3d: View3d | undefined;
  #shown: "2d" | "3d" = "2d";
  #cover: Box | undefined;
  readonly #ended = new AbortController();

  /** Opens a room: connects while its words are on their way. */
  static async open(options: SessionOptions): Promise<Session> {
    const { url, room, getToken, words } = options;
    return new Session(options, await connect({ url, room, getToken }), await words);
  }

  private constructor(
    private readonly options: SessionOptions,
    room: Room,
    texts: FirstTexts,
  ) {
    const { root, lang, currency, units } = options;
    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.planner = new Planner({
      ...{ room, catalog: noCatalog, texts, lang, currency, units, still: motion.matches },
    });
    this.#frame = new Frame(root, this.planner, () => options.host(this).reload());
    this.plan = new PlanView(this.#lens.sight(this.planner));
    this.#frame.stage.prepend(this.plan.element);
    this.planner.listen((changes) => this.#update(changes));
    this.ready = until(room, () => room.snapshot().ready);
    this.working = this.#setUp(room);
    this.#listen(room, motion);
    void this.#loadCatalog();
    void this.#loadUnderlay();
    if (options.view === "3d") this.planner.set({ view: "3d" });
  }

  /** What one works with, once it is there. */
  get now(): Working | undefined {
    return this.#working;
  }

  /** The timeline, once the room can be worked in. */
  get past(): LookingBack | undefined {
    return this.#past;
  }

  /** Does something in the room: at once, or as soon as it can be worked in. */
  do(act: (actions: Actions) => void): void {
    if (this.#working) act(this.#working.work.actions);
    else void this.working.then(({ work }) => act(work.actions));
  }

  /** The view that is seen; the plan while the other is on its way. */
  get view(): View {
    return this.#shown === "3d" && this.#seen3d ? this.#seen3d : this.plan;
  }

  /** The 3D view, when it was opened. */
  get view3d(): View3d | undefined {
    return this.#seen3d;
  }

  /** A panel lies over this part of the views, in their pixels; undefined when none does. */
  cover(box: Box | undefined): void {
    this.#cover = box;
    this.plan.bench?.cover(box);
    this.#seen3d?.cover(box);
  }

  close(): void {
    this.#ended.abort();
    this.#past?.close();
    this.planner.close();
    this.plan.dispose();
    this.#seen3d?.dispose();
    this.#working?.panels.dispose();
    this.#frame.dispose();
  }

  #update(changes: Changes): void {
    if (this.planner.settings.view !== this.#shown) void this.#switch();
    this.#frame.update();
    this.#show(changes);
    this.#past?.update();
    this.options.changed(changes);
  }

  /** Draws what is different in what is shown, now or of the past. */
  #show(changes: Changes): void {
    this.view.update(changes);
    this.#working?.panels.update(changes);
  }

  /** Loads what is needed to work in the room, when there is one or something to be said of it. */
  async #setUp(room: Room): Promise<Working> {
    const { root, language, host, api, room: roomId } = this.options;
    const settled = () => room.snapshot().ready || told.has(room.snapshot().status.name);
    await Promise.race([until(room, settled), this.plan.wanted]);
    const { signal } = this.#ended;
    const [code, texts] = await Promise.all([
      eventually(() => import("./work.ts"), signal),
      eventually(() => textsOf(language), signal),
    ]);
    const { planner, plan } = this;
    // Nobody works in a room that was left meanwhile.
    if (signal.aborted) return await new Promise(() => {});
    const focus = (id: string) => this.view.focus(id);
    const [lens, frame] = [this.#lens, this.#frame];
    const place = { root, planner, texts, focus, frame, plan, lens, host: host(this) };
    const working = { ...code.setUp(place), code };
    this.#working = working;
    void this.ready.then(() => code.unlikeOthers(room, texts.guests));
    const shown = (changes: Changes) => this.#show(changes);
    this.#past = new code.LookingBack({ root, frame, room, roomId, api, lens, working, shown });
    return working;
  }

  /** Tells the panels something: now, or when they come. */
  #panels(tell: (panels: Panels) => void): void {
    void this.working.then(({ panels }) => tell(panels));
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
    const items = new Set([...this.planner.scene().items.keys(), ...(this.#lens.past?.items.keys() ?? [])]);
    this.#show({ ...everything, items });
  }

  async #load3d(): Promise<View3d | undefined> {
    const working = await this.working;
    const view = await working.code.open3d(this.options.root, working, this.options.failed);
    view?.cover(this.#cover);
    if (view) this.#frame.stage.prepend(view.element);
    else this.planner.set({ view: "2d" });
    return view;
  }

  async #loadCatalog(): Promise<void> {
    try {
      const { catalog, problems } = await loadCatalog(this.options.catalogUrl);
      if (this.#ended.signal.aborted) return;
      for (const p of problems) console.warn(`catalogue: ${p.product}: ${p.path} ${p.message}`);
      const { currency } = this.options;
      const known = catalog.currencies.includes(currency) ? currency : catalog.currencies[0];
      this.planner.set({ catalog, currency: known });
      this.#catalogue("ready");
      if (problems.length > 0) void this.#sayPartly(problems.length);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      this.#catalogue(error.code);
      void this.#sayFailed(error.code);
    }
  }

  #catalogue(state: CatalogueState): void {
    this.#panels((panels) => panels.catalogue(state));
  }

  async #sayPartly(problems: number): Promise<void> {
    const { work } = await this.working;
    const message = work.scene().texts.catalogue.partly(problems);
    this.options.failed({ code: "catalog_partly", message });
  }

  async #sayFailed(code: CatalogError["code"]): Promise<void> {
    const { work } = await this.working;
    const message = work.scene().texts.catalogue.failed[code];
    this.options.failed({ code: `catalog_${code}`, message });
  }

  /** Loads the catalogue once more. */
  retryCatalog(): void {
    this.#catalogue("loading");
    void this.#loadCatalog();
  }

  async #loadUnderlay(): Promise<void> {
    const { code } = await this.working;
    const underlay = await code.recallUnderlay(this.options.room);
    if (underlay && !this.#ended.signal.aborted) this.planner.set({ underlay });
  }

  /** What the browser knows and the client library, which has no DOM, can't. */
  #listen(room: Room, motion: MediaQueryList): void {
    const { signal } = this.#ended;
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
    // A page that is kept for the back button comes back with a socket that is dead.
    addEventListener("pagehide", () => room.close(), { signal });
    motion.addEventListener("change", () => this.planner.set({ still: motion.matches }), { signal });
  }
}

/** Resolves when something is true of a room. */
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
