// <homstyle-planner>: attributes in, events out, everything else in its shadow. It uses
// no inline styles and no markup from text, so the strictest content security policy lets it be.

import type { Plan, Point } from "../client/index.ts";
import drawing from "../drawing/drawing.css?inline";
import { type FirstTexts, firstTextsOf, nearest } from "../i18n/index.ts";
import type { PanelHost } from "../panels/host.ts";
import plan from "../plan2d/plan.css?inline";
import { eventually } from "../planner/eventually.ts";
import { recall } from "../planner/memory.ts";
import type { Changes } from "../planner/scene.ts";
import frame from "../styles/frame.css?inline";
import tokens from "../styles/tokens.css?inline";
import { unitsOf } from "../units/lengths.ts";
import type { Api } from "./looking-back.ts";
import { Session, type Working } from "./session.ts";
import { dress } from "./sheets.ts";
import { fetchInvite, fetchToken, identity, nameOf, rename, ShopError } from "./shop.ts";
import type {
  CartDetail,
  ErrorDetail,
  PlacedItem,
  PlannerElement,
  PlannerEventMap,
  TokenRequest,
} from "./types.ts";

/** A change of these opens the room anew. */
const decisive = ["room-url", "token-url", "catalog-url", "api-url", "invite", "name"] as const;
/** Changes that follow each other this closely are told as one. */
const restMs = 250;

export class HomstylePlanner extends HTMLElement implements PlannerElement {
  static readonly observedAttributes = [...decisive, "lang", "currency", "view"];

  /** Declared only: a page may set it before this script has come, and a field would undo that. */
  declare getToken: PlannerElement["getToken"];
  readonly #root: ShadowRoot;
  #session: Session | undefined;
  #opening = 0;
  #due: ReturnType<typeof setTimeout> | undefined;
  #ready = Promise.withResolvers<void>();
  #arrived = false;
  /** The room and product of the page's wish that was met. */
  #met = "";
  #lastToken = "";
  /** The first words, on their way. */
  #words: Promise<FirstTexts> | undefined;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    dress(this.#root, tokens, drawing, frame, plan);
  }

  connectedCallback(): void {
    this.#status("connecting");
    // Attributes that a page sets one after the other open the room once.
    queueMicrotask(() => void this.#open());
  }

  disconnectedCallback(): void {
    this.#leave();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.isConnected || before === after || !this.#session) return;
    if (name === "view") this.setView(after === "3d" ? "3d" : "2d");
    else void this.#open();
  }

  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get items(): readonly PlacedItem[] {
    const items = this.#session?.planner.scene().items.values() ?? [];
    return [...items].map(({ id, product, variant, x, y, rotation }) => ({
      id,
      product,
      variant,
      x,
      y,
      rotation,
    }));
  }

  get report(): CartDetail {
    const { work, code } = this.#working();
    work.checkNow();
    const { items, plan, pieceOf, fit, currency, texts, units, lang } = work.scene();
    const say = (finding: Parameters<typeof texts.fit.say>[0]) => texts.fit.say(finding, { units, lang });
    return code.cartOf({
      ...{ room: this.#room, version: plan.version, currency },
      ...{ items: items.values(), pieceOf, fit, say },
    });
  }

  add(product: string, variant = ""): void {
    this.#opened().do((actions) => actions.add(product, variant));
  }

  select(ids: readonly string[]): void {
    this.#opened().do((actions) => actions.select(ids));
  }

  fit(): void {
    this.#opened().view.fit();
  }

  undo(): void {
    this.#opened().do((actions) => actions.undo());
  }

  redo(): void {
    this.#opened().do((actions) => actions.redo());
  }

  setView(view: "2d" | "3d"): void {
    this.#opened().do((actions) => actions.setView(view));
  }

  cart(): CartDetail {
    const detail = this.report;
    this.#tell("cart", detail);
    return detail;
  }

  async exportAs(kind: "png" | "pdf" | "list"): Promise<Blob> {
    const session = this.#opened();
    const { work, code } = await session.working;
    return await code.fileOf(kind, work, session.view3d, this.#room);
  }

  async invite(role: "viewer" | "editor"): Promise<string> {
    const token = this.#lastToken || (await this.#token());
    const code = await fetchInvite(this.#inviteUrl, token, role);
    const link = new URL(location.pathname, location.href);
    link.searchParams.set("room", this.#room);
    // After the #: a browser sends that to no server, and it is in no log.
    link.hash = new URLSearchParams({ invite: code }).toString();
    this.#tell("invite", { role, link: link.href });
    return link.href;
  }

  close(): void {
    this.#leave();
    this.#status("closed");
  }

  // How it is opened and left.

  async #open(): Promise<void> {
    const opening = ++this.#opening;
    this.#leave();
    if (this.#arrived) this.#ready = Promise.withResolvers();
    this.#arrived = false;
    const url = this.getAttribute("room-url");
    if (!url || !this.isConnected) return this.#missing(url);
    const language = nearest(this.lang || document.documentElement.lang || navigator.language);
    this.#words = eventually(() => firstTextsOf(language));
    const lang = this.lang || language;
    const endpoint = new URL(url, location.href);
    endpoint.search = "";
    const session = await Session.open({
      root: this.#root,
      url: endpoint.href,
      room: this.#room,
      catalogUrl: new URL(this.getAttribute("catalog-url") ?? "catalog/catalog.json", document.baseURI).href,
      api: this.#api,
      getToken: () => this.#token(),
      ...{ words: this.#words, language, lang, currency: this.getAttribute("currency") ?? "SEK" },
      units: (recall("units") as Plan["units"] | undefined) ?? unitsOf(this.lang || navigator.language),
      view: this.getAttribute("view") === "3d" ? "3d" : "2d",
      host: (opened) => this.#panelHost(opened),
      changed: (changes) => this.#changed(changes),
      failed: (error) => this.#tell("error", error),
    });
    if (opening !== this.#opening) return session.close();
    this.#session = session;
    this.#changed({ items: new Set(), plan: false, rest: true, cursors: false });
    await Promise.all([session.ready, session.working]);
    if (opening === this.#opening) this.#arrive(session);
  }

  #arrive(session: Session): void {
    const [product, variant = ""] = ["product", "variant"].map((name) => this.getAttribute(name) ?? "");
    const wish = [this.#room, product, variant].join();
    // Who took it away again does not get it back with another language.
    if (product && wish !== this.#met) this.#meet(session, product, variant);
    this.#met = wish;
    this.#arrived = true;
    this.#ready.resolve();
  }

  #meet(session: Session, product: string, variant: string): void {
    const there = [...session.planner.scene().items.values()].find((item) => item.product === product);
    if (there) this.select([there.id]);
    else this.add(product, variant);
  }

  #leave(): void {
    clearTimeout(this.#due);
    this.#session?.close();
    this.#session = undefined;
  }

  #missing(url: string | null): void {
    if (!this.isConnected || url) return;
    this.#tell("error", { code: "no_room_url", message: "The attribute room-url is missing." });
  }

  #opened(): Session {
    if (!this.#session) throw new Error("The planner is not open: wait for its `ready`.");
    return this.#session;
  }

  #working(): Working {
    const { now } = this.#opened();
    if (!now) throw new Error("The planner is not open: wait for its `ready`.");
    return now;
  }

  get #room(): string {
    return new URL(this.getAttribute("room-url") ?? "", location.href).searchParams.get("room") ?? "";
  }

  get #api(): Api | undefined {
    const url = this.getAttribute("api-url");
    if (!url) return undefined;
    const token = async (fresh: boolean) => (fresh ? "" : this.#lastToken) || (await this.#token());
    return { url: new URL(url, document.baseURI).href, token };
  }

  get #inviteUrl(): string {
    return new URL(this.getAttribute("invite-url") ?? "invite", this.#tokenUrl).href;
  }

  // What the shop's back end says.

  async #token(): Promise<string> {
    try {
      const request = await this.#tokenRequest();
      this.#lastToken = await (this.getToken?.(request) ?? fetchToken(this.#tokenUrl, request));
      return this.#lastToken;
    } catch (error) {
      if (error instanceof ShopError && error.code === "refused") {
        this.#tell("error", { code: "token_refused", message: error.message });
      }
      throw error;
    }
  }

  get #tokenUrl(): string {
    return new URL(this.getAttribute("token-url") ?? "token", document.baseURI).href;
  }

  async #tokenRequest(): Promise<TokenRequest> {
    const invite = this.getAttribute("invite");
    const known = nameOf(this.#asked);
    const { sub, name } = identity(known, known ? [] : ((await this.#words)?.guests ?? []));
    return { room: this.#room, name, sub, ...(invite ? { invite } : {}) };
  }

  /** The name that the page says. */
  get #asked(): string {
    return this.getAttribute("name") ?? "";
  }

  // What the panels ask, and what the page is told.

  #panelHost(session: Session): PanelHost {
    return {
      cart: () => void this.cart(),
      invite: (role) => this.invite(role),
      exportAs: (kind) => this.exportAs(kind),
      rename: (name) => this.#rename(name),
      named: nameOf(this.#asked) !== undefined,
      language: (lang) => {
        this.lang = lang;
      },
      reload: () => void this.#open(),
      retryCatalog: () => session.retryCatalog(),
      view: () => session.view,
      toScreen: (spot) => session.plan.toScreen(spot),
      cover: (box) => session.cover(box),
      walk: (on) => session.view3d?.walk(on),
      armPlace: (id) => session.plan.bench?.armPlace(id),
      scaleUnderlay: () => session.plan.bench?.scaleUnderlay(),
      keepUnderlay: (underlay) => void session.now?.code.rememberUnderlay(this.#room, underlay),
      history: this.#api && (() => void session.past?.toggle()),
      historyOpen: () => session.past?.open ?? false,
    };
  }

  /** A token carries the name, so the room is opened anew. */
  #rename(name: string): void {
    rename(this.#asked, name);
    void this.#open();
  }

  #changed(changes: Changes): void {
    const { planner } = this.#session ?? {};
    if (!planner) return;
    const { ready, status } = planner.scene();
    this.#status(status.name === "online" && !ready ? "connecting" : status.name);
    if (changes.items.size === 0 && !changes.plan) return;
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.#tellChange(), restMs);
  }

  #tellChange(): void {
    if (!this.#session) return;
    const { items, plan, pieceOf, currency } = this.#session.planner.scene();
    const total = [...items.values()].reduce((sum, item) => sum + (pieceOf(item).prices[currency] ?? 0), 0);
    this.#tell("change", { items: this.items, total, currency, version: plan.version });
  }

  #status(status: string): void {
    this.dataset.status = status;
  }

  #tell<K extends keyof PlannerEventMap>(type: K, detail: PlannerEventMap[K]["detail"] | ErrorDetail): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** For tests and for pages that point at the room: millimetres to client pixels. */
  toScreen(spot: Point): Point {
    return this.#opened().plan.toScreen(spot);
  }
}
