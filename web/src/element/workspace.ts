// What is needed to edit a room, not to display it: panels, the 3D view, the past, changes of language, and
// storing pending changes before the room is left. One chunk, loaded as soon as the room is displayed.

import type { CatalogError } from "../catalog/load.ts";
import type { Box } from "../geometry/index.ts";
import { firstTextsOf, loadPageTexts, nearest, type Texts, textsOf } from "../i18n/index.ts";
import { failedModules, loadModule, loadRequired } from "../loading/lazy-modules.ts";
import type { Own } from "../model/index.ts";
import { closedMessage } from "../panels/closed-message.ts";
import type { Panels } from "../panels/index.ts";
import type { Editor } from "../planner/editor.ts";
import { getPreference, setPreference } from "../planner/preferences.ts";
import type { Actions, EditableRoom, ReferenceImage, Scene, View } from "../planner/scene.ts";
import type { View3d } from "../view3d/index.ts";
import type { Settings } from "./attributes.ts";
import { createEditor } from "./create-editor.ts";
import { cartDetail, changeDetail } from "./event-details.ts";
import type { HistoryController } from "./history-controller.ts";
import { keep3d, take3d } from "./kept-view.ts";
import { panelHost } from "./panel-host.ts";
import { flushed, pendingChanges } from "./pending-changes.ts";
import type { Pictures } from "./pictures.ts";
import { nameOf } from "./shop.ts";
import type { CartDetail, ErrorDetail, ExportKind, PlacedItem } from "./types.ts";
import type { ViewFollowing } from "./view-following.ts";
import type { OpenRoom } from "./visit.ts";

/** Changes that follow each other within this time are reported as one. */
const restMs = 250;
/** Number of failed attempts after which the room counts as unreachable. */
const failedAttempts = 3;

export class Workspace {
  readonly editor: Editor;
  /** The displayed room; read-only while the past is displayed. */
  readonly stage: EditableRoom;
  readonly panels: Panels;
  #past: HistoryController | undefined;
  #view3d: Promise<View3d | undefined> | undefined;
  #seen3d: View3d | undefined;
  #shown: "2d" | "3d" = "2d";
  #cover: Box | undefined;
  #guarded = false;
  /** Resolves when the picture that is kept on this device is shown. */
  readonly #kept: Promise<void>;
  #shared: Promise<void> | undefined;
  #following: ViewFollowing | undefined;
  /** When the connection began, if nobody else was in the room then. */
  #alone: number | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;
  /** Items and plan before the last update. */
  #before: Pick<Scene, "items" | "plan"> | undefined;
  /** The last `change` event's detail as JSON. */
  #told = "";

  constructor(
    private readonly session: OpenRoom,
    texts: Texts,
  ) {
    const { planner, plan, pastView, frame, options } = session;
    const { root } = options;
    const focus = (id: string) => this.view.focus(id);
    const host = panelHost(session, this);
    const { editor, stage, panels } = createEditor({
      root,
      planner,
      texts,
      focus,
      frame,
      plan,
      pastView,
      host,
    });
    this.editor = editor;
    this.stage = stage;
    this.panels = panels;
    frame.explain(({ status, pendingChanges }) => {
      const shut = status.name === "closed" && status.reason !== "left" ? status.reason : undefined;
      return shut && closedMessage(shut, this.editor.scene().texts, pendingChanges, options.reopen);
    });
    if (take3d(options.visit.room)) planner.set({ view: "3d" });
    void session.ready.then(() => {
      const { peers, status } = session.room.snapshot();
      this.#alone = peers.length < 2 && status.name === "online" ? status.since : undefined;
      this.#meetOthers();
      if (options.visit.invite !== null && !host.named) this.#askName();
    });
    this.#tellSoon();
    this.#tellTrouble();
    this.#kept = this.#loadReferenceImage();
    void this.#showPicture();
  }

  get actions(): Actions {
    return this.editor.actions;
  }

  /** The displayed view; the plan while the 3D view is loading. */
  get view(): View {
    return this.#shown === "3d" && this.#seen3d ? this.#seen3d : this.session.plan;
  }

  /** The 3D view; undefined until it was opened. */
  get view3d(): View3d | undefined {
    return this.#seen3d;
  }

  report(): CartDetail {
    return this.#named(cartDetail(this.editor, this.session.options.visit.room));
  }

  /** Adds the name of the state that has the digest. */
  #named<Detail extends { digest: number }>(detail: Detail) {
    return { ...detail, state: { at: this.session.room.serverTime.now(), digest: detail.digest } };
  }

  get items(): readonly PlacedItem[] {
    return changeDetail(this.editor.scene()).items;
  }

  /** Adds a product or an own piece at the page's request; returns the item's id. */
  async add(piece: string | Own, variant: string): Promise<string> {
    const { addOwn, addProduct } = await loadAdding();
    if (typeof piece !== "string") return await addOwn(this.editor, piece);
    await this.session.catalogue;
    return await addProduct(this.editor, piece, variant);
  }

  /** Selects or adds the product that the page's attributes name. */
  async meet(product: string, variant: string): Promise<void> {
    await this.session.catalogue;
    try {
      const { applyInitialProduct } = await loadAdding();
      await applyInitialProduct(this.editor, product, variant);
    } catch (error) {
      this.failed({ code: "not_added", message: String(error) });
    }
  }

  failed(error: ErrorDetail): void {
    this.session.options.tell("error", error);
  }

  /** Opens or closes the timeline. */
  async lookBack(): Promise<void> {
    const { root, api, visit } = this.session.options;
    const { frame, room, pastView, signal } = this.session;
    try {
      const [code] = await Promise.all([
        loadModule("history", () => import("./history-controller.ts")),
        loadModule("texts", () => loadPageTexts(nearest(this.session.settings.lang))),
      ]);
      if (signal.aborted) return;
      const shown = () => this.#show();
      const { editor, stage, panels } = this;
      const parts = { root, frame, room, roomId: visit.room, api, pastView, editor, stage, panels, shown };
      this.#past ??= new code.HistoryController(parts);
    } catch {
      this.editor.notify(this.editor.scene().texts.reload.notLoaded, true);
    }
    this.#past?.toggle();
  }

  /** Sets the part of the views that a panel covers, in their pixels; undefined when none does. */
  cover(box: Box | undefined): void {
    this.#cover = box;
    this.session.plan.bench?.cover(box);
    this.#seen3d?.cover(box);
  }

  /** Updates everything after a change of the scene. */
  update(): void {
    this.#guard();
    this.#tellTrouble();
    this.#meetOthers();
    if (this.session.planner.settings.view !== this.#shown) void this.#switch();
    this.#show();
    this.#past?.update();
    this.#following?.update();
    const { items, plan } = this.editor.scene();
    if (plan.picture !== this.#before?.plan.picture) void this.#showPicture();
    if (items !== this.#before?.items || plan !== this.#before.plan) this.#tellSoon();
    this.#before = { items, plan };
  }

  /** Applies the page's current settings that differ from those before. */
  take(before: Settings, now: Settings): void {
    const { planner } = this.session;
    const other = (key: keyof Settings) => now[key] !== before[key];
    if (other("lang")) void this.speak(now);
    if (other("currency")) planner.set({ currency: this.session.known(planner.settings.catalog) });
    if (other("view")) planner.set({ view: now.view });
    if (other("catalogUrl")) this.session.retryCatalog();
    if (other("name")) void this.renew();
  }

  /** Changes the language of all texts and numbers. */
  async speak({ lang, units }: Settings): Promise<void> {
    const { planner, signal } = this.session;
    const wanted = () => !signal.aborted && lang === this.session.settings.lang;
    const [texts, all] = await Promise.all([
      loadRequired("texts", () => firstTextsOf(nearest(lang)), wanted),
      loadRequired("texts", () => textsOf(nearest(lang)), wanted),
    ]);
    if (!wanted()) return;
    this.editor.speak(all);
    planner.set({ texts, lang, units });
  }

  /** Stores pending changes and connects again, under the user's current name. */
  async renew(): Promise<void> {
    await this.stored();
    if (!this.session.signal.aborted) this.session.room.renew();
  }

  /** The number of changes that would be lost if the room was left now. */
  get waiting(): number {
    return pendingChanges(this.session.room);
  }

  /**
   * Ends moves in progress, and waits up to 3 s for pending changes. Resolves to true when none is pending.
   */
  async stored(): Promise<boolean> {
    this.letGo();
    return await flushed(this.session.room);
  }

  /** Creates a file of the room, or of one item. */
  async exportAs(kind: ExportKind, item?: string): Promise<Blob> {
    const { fileOf } = await loadModule("files", () => import("./files.ts"));
    const { editor, view3d, session } = this;
    return await fileOf(kind, { editor, view3d, room: session.options.visit.room, item });
  }

  /** Stores pending changes, and has the 3D view displayed again after the reload. */
  async prepareReload(): Promise<void> {
    await this.stored();
    const { options, planner } = this.session;
    if (planner.settings.view === "3d" || failedModules().some((name) => name.endsWith("3d")))
      keep3d(options.visit.room);
  }

  /** Resolves when the room may be left: nothing is pending, the user discards it, or `wanted` is false. */
  async mayLeave(wanted: () => boolean): Promise<void> {
    if ((await this.stored()) || !wanted()) return;
    if (confirm(this.editor.scene().texts.panels.status.leave(this.waiting))) return;
    while (wanted() && !(await flushed(this.session.room)));
  }

  /** Ends moves in progress: those by keys are stored, those by pointer are cancelled. */
  letGo(): void {
    this.session.plan.bench?.settle();
    this.editor.moves.settle();
  }

  /** Reports a problem of the catalogue to the page. */
  sayCatalogue(code: "partly" | CatalogError["code"], problems = 0): void {
    const { partly, failed } = this.editor.scene().texts.catalogue;
    const message = code === "partly" ? partly(problems) : failed[code];
    this.failed({ code: `catalog_${code}`, message });
  }

  keepReferenceImage(underlay: ReferenceImage | undefined): void {
    void loadKept().then((kept) => kept?.saveReferenceImage(this.session.options.visit.room, underlay));
  }

  /** Removes the views and panels; `over` is called when pending changes are stored (or 3 s later). */
  close(over: () => void): void {
    this.letGo();
    this.#past?.close();
    clearTimeout(this.#due);
    if (this.waiting > 0) void flushed(this.session.room).then(over);
    else over();
    this.#seen3d?.dispose();
    this.panels.dispose();
  }

  /** Draws what changed in the displayed room, current or past. */
  #show(): void {
    this.view.update();
    this.panels.update();
  }

  /** Displays the other view. 3D is loaded when it is first requested. */
  async #switch(): Promise<void> {
    const { planner, plan, signal } = this.session;
    this.#shown = planner.settings.view;
    if (this.#shown === "3d") {
      this.#view3d ??= this.#load3d();
      this.#seen3d = await this.#view3d;
      if (!this.#seen3d) this.#view3d = undefined;
      if (signal.aborted || planner.settings.view !== "3d") return;
    }
    const flat = !this.#seen3d || this.#shown === "2d";
    plan.element.toggleAttribute("hidden", !flat);
    this.#seen3d?.element.toggleAttribute("hidden", flat);
    plan.visible(flat);
    this.#seen3d?.visible(!flat);
    this.#show();
  }

  async #load3d(): Promise<View3d | undefined> {
    const { options, frame, planner, signal } = this.session;
    const { editor, stage, panels } = this;
    const failed = (error: ErrorDetail) => this.failed(error);
    const parts = { root: options.root, editor, stage, panels, failed };
    const view = await loadModule("open-3d", () => import("./open-3d.ts")).then(
      ({ open3d }) => open3d(parts),
      () => {
        failed({ code: "no_3d", message: editor.scene().texts.view3d.failed });
        return undefined;
      },
    );
    // The room was left meanwhile: the view is not needed.
    if (signal.aborted) {
      view?.dispose();
      return undefined;
    }
    view?.cover(this.#cover);
    if (view) frame.stage.prepend(view.element);
    else planner.set({ view: "2d" });
    return view;
  }

  async #loadReferenceImage(): Promise<void> {
    const { options, planner, signal } = this.session;
    const kept = (await mayHaveKept()) ? await loadKept() : undefined;
    const referenceImage = await kept?.loadReferenceImage(options.visit.room);
    if (!referenceImage) return;
    // The room may have been left meanwhile, or another picture chosen, which stays.
    if (signal.aborted || planner.settings.referenceImage) URL.revokeObjectURL(referenceImage.url);
    else planner.set({ referenceImage });
  }

  /** Shares the picture under the plan with everybody in the room. */
  async sharePicture(): Promise<void> {
    await (await this.#loadPictures())?.share();
  }

  /** Shows the picture that somebody has shared. */
  async #showPicture(): Promise<void> {
    await this.#kept;
    const { plan, referenceImage } = this.editor.scene();
    if (!plan.picture && !referenceImage?.upload) return;
    try {
      await (await this.#loadPictures())?.show();
    } catch (error) {
      console.warn("picture:", error);
    }
  }

  async #loadPictures(): Promise<Pictures | undefined> {
    const { options, signal } = this.session;
    const api = options.api();
    if (!api) return undefined;
    const { Pictures } = await loadModule("pictures", () => import("./pictures.ts"));
    const keep = (image: ReferenceImage | undefined) => this.keepReferenceImage(image);
    return new Pictures({ editor: this.editor, api, room: options.visit.room, keep, signal });
  }

  /** Reports to the page that the room is unreachable or was closed. */
  #tellTrouble(): void {
    const { ready, status, texts } = this.editor.scene();
    const { trouble } = this.session.options;
    if (status.name === "closed" && status.reason !== "left") {
      trouble(`room_${status.reason}`, texts.closed[status.reason]);
    } else if (status.name === "offline" && !ready && status.attempt >= failedAttempts) {
      trouble("room_unreachable", status.reason);
    }
  }

  /** Shows cursors and drags to each other, and keeps names different, once another person is in the room. */
  #meetOthers(): void {
    const { room, signal, options } = this.session;
    if (room.snapshot().peers.length < 2) return;
    this.#shared ??= loadRequired(
      "presence",
      () => import("./presence.ts"),
      () => !signal.aborted,
    ).then(({ sharePresence, keepNameUnique, ViewFollowing }) => {
      const direct = () => loadModule("direct", () => import("../client/direct/direct-channels.ts"));
      const shared = sharePresence(room, direct);
      const { planner, plan } = this.session;
      const parts = { planner, plan, signal, view3d: () => this.#seen3d, cover: () => this.#cover };
      this.#following = shared && new ViewFollowing({ ...parts, shared });
      const { guests } = this.editor.scene().texts;
      const chosen = () => (options.element.getAttribute("name")?.trim() ? undefined : nameOf());
      keepNameUnique(room, { roomId: options.visit.room, guests, chosen, alone: this.#alone });
    });
  }

  /** Asks a guest who was invited for a name, once. */
  #askName(): void {
    if (getPreference("asked")) return;
    setPreference("asked", "1");
    this.panels.askName();
  }

  #tellSoon(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.#tellChange(), restMs);
  }

  #tellChange(): void {
    const scene = this.editor.scene();
    if (!scene.ready) return;
    const change = changeDetail(scene);
    // The detail is the same when only peers changed.
    const told = JSON.stringify(change);
    if (told !== this.#told) this.session.options.tell("change", this.#named(change));
    this.#told = told;
  }

  /**
   * Makes the browser ask before it leaves the page, but only while changes are pending: it prevents caching.
   */
  #guard(): void {
    const waits = this.waiting > 0;
    if (waits === this.#guarded) return;
    this.#guarded = waits;
    if (waits) addEventListener("beforeunload", askFirst, { signal: this.session.signal });
    else removeEventListener("beforeunload", askFirst);
  }
}

function loadAdding(): Promise<typeof import("./add-product.ts")> {
  return loadModule("add-product", () => import("./add-product.ts"));
}

function askFirst(event: Event): void {
  event.preventDefault();
}

/** Loads the storage of pictures under plans; undefined if it can't be loaded. */
function loadKept(): Promise<typeof import("../planner/reference-image.ts") | undefined> {
  return loadModule("kept-pictures", () => import("../planner/reference-image.ts")).catch(() => undefined);
}

/** Reports whether this device may have stored a picture: its storage is loaded only then. */
async function mayHaveKept(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).length > 0;
  } catch {
    // An older browser, or storage is blocked.
    return true;
  }
}
