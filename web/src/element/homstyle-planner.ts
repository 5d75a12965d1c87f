// <homstyle-planner>: attributes in, events out, everything else in its shadow root. It uses no inline styles
// and no markup from text, so the strictest content security policy allows it.

import { type FirstTexts, firstTextsOf, nearest } from "../i18n/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { ClientPoint, Own, Point } from "../model/index.ts";
import { dress } from "../styles/sheets.ts";
import { observed, settingsOf, urlOf, type Visit, visitOf } from "./attributes.ts";
import { firstSheets } from "./first-sheets.ts";
import type { Api } from "./history-controller.ts";
import { Session } from "./session.ts";
import { fetchToken, identity, nameIn, nameOf, ShopError } from "./shop.ts";
import type {
  CartDetail,
  ExportKind,
  PlacedItem,
  PlannerElement,
  PlannerEventMap,
  TokenRequest,
} from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** Whether a room is open; the page's attributes may change this at any time. */
type State =
  | { name: "idle" }
  | { name: "opening"; visit: Visit; ended: AbortController }
  | { name: "open"; visit: Visit; session: Session };

const notOpen = "The planner is not open: wait for its `ready`.";
const idle: State = { name: "idle" };

export class HomstylePlanner extends HTMLElement implements PlannerElement {
  static readonly observedAttributes = observed;

  /** Declared only: a page may set it before this script has loaded, and a field would overwrite it. */
  declare getToken: PlannerElement["getToken"];
  readonly #root: ShadowRoot;
  #state = idle;
  /** True while a reconciliation with the page's attributes is scheduled. */
  #asked = false;
  /** True while pending changes are being stored, before the room is left for another. */
  #leaving = false;
  /** Key of the visit that `close` ended: the same visit is not opened again. */
  #closed = "";
  #ready = Promise.withResolvers<void>();
  #arrived = false;
  /** Room, product and variant of the page's last request that was fulfilled. */
  #met = "";
  #lastToken = "";
  /** Code of the last error event, so that it is dispatched only once. */
  #problem: string | undefined;
  /** The first texts, being loaded. */
  #words: Promise<FirstTexts> | undefined;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    dress(this.#root, ...firstSheets);
  }

  connectedCallback(): void {
    this.#closed = "";
    if (this.#state === idle) this.#status("connecting");
    this.#ask();
  }

  disconnectedCallback(): void {
    this.#ask();
  }

  attributeChangedCallback(_: string, before: string | null, after: string | null): void {
    if (before !== after) this.#ask();
  }

  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get items(): readonly PlacedItem[] {
    return this.#session?.now?.items ?? [];
  }

  get report(): CartDetail {
    const { now } = this.#opened();
    if (!now) throw new Error(notOpen);
    return now.report();
  }

  async add(piece: string | Own, variant = ""): Promise<string> {
    return await this.#work((now) => now.add(piece, variant));
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

  async exportAs(kind: ExportKind, item?: string): Promise<Blob> {
    return await this.#work((now) => now.exportAs(kind, item));
  }

  async invite(role: "viewer" | "editor"): Promise<string> {
    const token = this.#lastToken || (await this.#token());
    const { inviteLink } = await loadModule("invitation", () => import("./invitation.ts"));
    const link = await inviteLink(this, this.#visit, token, role);
    this.#tell("invite", { role, link });
    return link;
  }

  close(): void {
    this.#closed = keyOf(visitOf(this));
    this.#leave();
    this.#status("closed");
  }

  // Opening and leaving a room.

  /** Schedules a reconciliation with the attributes; those set in one task are handled together. */
  #ask(): void {
    // A page that sets another room and then reads `ready` means the other room's.
    if (this.#arrived && keyOf(this.#wanted) !== keyOf(this.#visit)) this.#depart();
    if (this.#asked) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      this.#reconcile();
    });
  }

  /** Opens, leaves or updates the room, so that it matches the attributes. */
  #reconcile(): void {
    const state = this.#state;
    const wanted = this.#wanted;
    this.#tellMissing();
    if (keyOf(wanted) === keyOf(this.#visit)) {
      if (state.name !== "open") return;
      state.session.set(settingsOf(this));
      void this.#arrive(state.session);
    } else if (wanted && state.name === "open") {
      void this.#moveOn(state.session);
    } else {
      this.#leave();
      if (wanted) void this.#open(wanted);
    }
  }

  /** Leaves a room for another one once pending changes are stored, or the user discards them. */
  async #moveOn(session: Session): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    const still = () => this.#session === session && keyOf(this.#wanted) !== keyOf(this.#visit);
    await session.now?.mayLeave(still);
    this.#leaving = false;
    if (still()) this.#leave();
    this.#ask();
  }

  async #open(visit: Visit): Promise<void> {
    const ended = new AbortController();
    const { signal } = ended;
    this.#state = { name: "opening", visit, ended };
    this.#status("connecting");
    this.#lastToken = "";
    const settings = settingsOf(this);
    // A room with English texts is better than no room.
    this.#words = loadModule("texts", () => firstTextsOf(nearest(settings.lang))).catch(() =>
      firstTextsOf("en"),
    );
    const options = {
      root: this.#root,
      visit,
      settings,
      words: this.#words,
      api: () => this.#api,
      getToken: () => this.#token(visit),
      element: this,
      reopen: () => this.#reopen(),
      changed: () => this.#changed(),
      trouble: (code: string, message: string) => this.#tellOnce(code, message),
      tell: (type: keyof PlannerEventMap, detail: object) => this.#tell(type, detail),
    };
    const session = await Session.open(options, signal);
    if (!session) return;
    this.#state = { name: "open", visit, session };
    this.#changed();
    this.#reconcile();
  }

  /** Resolves `ready`, and adds or selects the product that the page requests. */
  async #arrive(session: Session): Promise<void> {
    await Promise.all([session.ready, session.working]);
    if (this.#session !== session || keyOf(this.#wanted) !== keyOf(this.#visit)) return;
    this.#arrived = true;
    this.#ready.resolve();
    const [product, variant = ""] = ["product", "variant"].map((name) => this.getAttribute(name) ?? "");
    const wish = [this.#visit?.room, product, variant].join();
    // An item that the user removed is not added again when e.g. the language changes.
    if (wish === this.#met) return;
    this.#met = wish;
    if (product) await session.now?.meet(product, variant);
  }

  #leave(): void {
    if (this.#state.name === "opening") this.#state.ended.abort();
    this.#session?.close();
    this.#state = idle;
    this.#depart();
  }

  #depart(): void {
    if (this.#arrived) this.#ready = Promise.withResolvers();
    this.#arrived = false;
  }

  /** Opens the same room again. */
  #reopen(): void {
    this.#leave();
    this.#ask();
  }

  get #wanted(): Visit | undefined {
    const visit = this.isConnected ? visitOf(this) : undefined;
    return keyOf(visit) === this.#closed ? undefined : visit;
  }

  get #visit(): Visit | undefined {
    return this.#state.name === "idle" ? undefined : this.#state.visit;
  }

  get #session(): Session | undefined {
    return this.#state.name === "open" ? this.#state.session : undefined;
  }

  #tellMissing(): void {
    if (!this.isConnected || visitOf(this)) return;
    this.#tellOnce("no_room_url", "The attribute room-url is missing, or names no room.");
  }

  #opened(): Session {
    if (!this.#session) throw new Error(notOpen);
    return this.#session;
  }

  /** Runs an action that needs the workspace; rejects when the room is left before it is done. */
  #work<T>(act: (now: Workspace) => T | Promise<T>): Promise<T> {
    const { working, signal } = this.#opened();
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("The room was left.")));
      working.then(act).then(resolve, reject);
    });
  }

  get #api(): Api | undefined {
    if (!this.getAttribute("api-url")) return undefined;
    const token = async (fresh: boolean) => (fresh ? "" : this.#lastToken) || (await this.#token());
    return { url: urlOf(this, "api-url", ""), token };
  }

  // Tokens of the shop's back end.

  async #token(visit = this.#visit): Promise<string> {
    if (!visit) throw new Error(notOpen);
    try {
      const request = await this.#tokenRequest(visit);
      this.#lastToken = await (this.getToken?.(request) ?? fetchToken(visit.tokenUrl, request));
      this.#problem = undefined;
      return this.#lastToken;
    } catch (error) {
      const code = error instanceof ShopError ? error.code : "unreachable";
      this.#tellOnce(`token_${code}`, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  async #tokenRequest({ room, invite }: Visit): Promise<TokenRequest> {
    const known = nameOf(this.#asksName);
    const { sub, name } = identity(known, known ? [] : ((await this.#words)?.guests ?? []));
    return { room, name: nameIn(room, name), sub, ...(invite ? { invite } : {}) };
  }

  /** The name that the page sets. */
  get #asksName(): string {
    return this.getAttribute("name") ?? "";
  }

  // Status and events.

  #changed(): void {
    const scene = this.#session?.planner.scene();
    if (!scene) return;
    const { ready, status } = scene;
    this.#status(status.name === "online" && !ready ? "connecting" : status.name);
  }

  /** Dispatches an error event once while the error lasts; omits `room_unreachable` during another one. */
  #tellOnce(code: string, message: string): void {
    if (code === this.#problem || (this.#problem && code === "room_unreachable")) return;
    this.#problem = code;
    this.#tell("error", { code, message });
  }

  #status(status: string): void {
    this.dataset.status = status;
  }

  #tell(type: keyof PlannerEventMap, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Converts millimetres to client pixels, for tests and for pages that point at the room. */
  toScreen(spot: Point): ClientPoint {
    return this.#opened().plan.toClient(spot);
  }
}

/** Returns a key that is equal for equal visits; "" for none. */
function keyOf(visit: Visit | undefined): string {
  return visit ? JSON.stringify(visit) : "";
}
