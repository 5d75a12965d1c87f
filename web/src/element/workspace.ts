// What is needed to work in a room, and not to see it: panels, the 3D view, the past, other
// words, and what has to be stored before the room is left. It is one chunk, which comes as
// soon as the room is there.

import type { CatalogError } from "../catalog/load.ts";
import type { Box } from "../geometry/index.ts";
import { firstTextsOf, nearest, type Texts, textsOf } from "../i18n/index.ts";
import { failedModules, loadModule, loadRequired } from "../loading/lazy-modules.ts";
import { closedMessage } from "../panels/closed-message.ts";
import type { Panels } from "../panels/index.ts";
import type { Editor } from "../planner/editor.ts";
import { loadReferenceImage, saveReferenceImage } from "../planner/reference-image.ts";
import type { Actions, EditableRoom, Scene, View } from "../planner/scene.ts";
import type { View3d } from "../view3d/index.ts";
import { addProduct, applyInitialProduct } from "./add-product.ts";
import type { Settings } from "./attributes.ts";
import { createEditor } from "./create-editor.ts";
import { cartDetail, changeDetail } from "./event-details.ts";
import { keepGuestNameUnique } from "./guest-names.ts";
import type { HistoryController } from "./history-controller.ts";
import { keep3d, take3d } from "./kept-view.ts";
import { panelHost } from "./panel-host.ts";
import { flushed, pendingChanges } from "./pending-changes.ts";
import type { CartDetail, ErrorDetail, PlacedItem } from "./types.ts";
import type { OpenRoom } from "./visit.ts";

/** Changes that follow each other this closely are told as one. */
const restMs = 250;
/** So many failed attempts are no blip. */
const failedAttempts = 3;

export class Workspace {
  readonly editor: Editor;
  /** The work as it is seen: in the past, nothing can be done. */
  readonly stage: EditableRoom;
  readonly panels: Panels;
  #past: HistoryController | undefined;
  #view3d: Promise<View3d | undefined> | undefined;
  #seen3d: View3d | undefined;
  #shown: "2d" | "3d" = "2d";
  #cover: Box | undefined;
  #guarded = false;
  #due: ReturnType<typeof setTimeout> | undefined;
  /** What was there before the last change. */
  #before: Pick<Scene, "items" | "plan"> | undefined;
  /** What the page was told last. */
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
    void session.ready.then(() => keepGuestNameUnique(session.room, texts.guests));
    this.#tellSoon();
    this.#tellTrouble();
    void this.#loadReferenceImage();
  }

  get actions(): Actions {
    return this.editor.actions;
  }

  /** The view that is seen; the plan while the other is on its way. */
  get view(): View {
    return this.#shown === "3d" && this.#seen3d ? this.#seen3d : this.session.plan;
  }

  /** The 3D view, when it was opened. */
  get view3d(): View3d | undefined {
    return this.#seen3d;
  }

  report(): CartDetail {
    return cartDetail(this.editor, this.session.options.visit.room);
  }

  get items(): readonly PlacedItem[] {
    return changeDetail(this.editor.scene()).items;
  }

  /** Adds what the page's code asks for. */
  async add(product: string, variant: string): Promise<string> {
    await this.session.catalogue;
    return addProduct(this.editor, product, variant);
  }

  /** Shows the product that the page is about. */
  async meet(product: string, variant: string): Promise<void> {
    await this.session.catalogue;
    try {
      applyInitialProduct(this.editor, product, variant);
    } catch (error) {
      this.failed({ code: "not_added", message: String(error) });
    }
  }

  failed(error: ErrorDetail): void {
    this.session.options.tell("error", error);
  }

  /** Opens the timeline, or puts it away. */
  async lookBack(): Promise<void> {
    const { root, api, visit } = this.session.options;
    const { frame, room, pastView, signal } = this.session;
    try {
      const code = await loadModule("history", () => import("./history-controller.ts"));
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

  /** A panel lies over this part of the views, in their pixels; undefined when none does. */
  cover(box: Box | undefined): void {
    this.#cover = box;
    this.session.plan.bench?.cover(box);
    this.#seen3d?.cover(box);
  }

  /** Something changed. */
  update(): void {
    this.#guard();
    this.#tellTrouble();
    if (this.session.planner.settings.view !== this.#shown) void this.#switch();
    this.#show();
    this.#past?.update();
    const { items, plan } = this.editor.scene();
    if (items !== this.#before?.items || plan !== this.#before.plan) this.#tellSoon();
    this.#before = { items, plan };
  }

  /** Takes what the page asks now; only what is another than before changes anything. */
  take(before: Settings, now: Settings): void {
    const { planner } = this.session;
    const other = (key: keyof Settings) => now[key] !== before[key];
    if (other("lang")) void this.speak(now);
    if (other("currency")) planner.set({ currency: this.session.known(planner.settings.catalog) });
    if (other("view")) planner.set({ view: now.view });
    if (other("catalogUrl")) this.session.retryCatalog();
    if (other("name")) void this.renew();
  }

  /** Another language: all words and numbers, and nothing else. */
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

  /** Connects again, as whom the person is called now. */
  async renew(): Promise<void> {
    await this.stored();
    if (!this.session.signal.aborted) this.session.room.renew();
  }

  /** Changes that would be lost with the room. */
  get waiting(): number {
    return pendingChanges(this.session.room);
  }

  /** Stores what is in the hand, and waits a while for all that is on its way. True when nothing waits any more. */
  async stored(): Promise<boolean> {
    this.letGo();
    return await flushed(this.session.room);
  }

  /** A picture, a plan to scale or a shopping list. */
  async exportAs(kind: "png" | "pdf" | "list"): Promise<Blob> {
    const { fileOf } = await loadModule("files", () => import("./files.ts"));
    return await fileOf(kind, this.editor, this.view3d, this.session.options.visit.room);
  }

  /** Stores what can be stored, and has the 3D view shown again after the page was reloaded. */
  async prepareReload(): Promise<void> {
    await this.stored();
    const { options, planner } = this.session;
    if (planner.settings.view === "3d" || failedModules().some((name) => name.endsWith("3d")))
      keep3d(options.visit.room);
  }

  /** Resolves when the room may be left: it has everything, the person gives up what waits, or it is not `wanted` any more. */
  async mayLeave(wanted: () => boolean): Promise<void> {
    if ((await this.stored()) || !wanted()) return;
    if (confirm(this.editor.scene().texts.panels.status.leave(this.waiting))) return;
    while (wanted() && !(await flushed(this.session.room)));
  }

  /** Ends what is under way: steps by keys are stored, what a pointer holds goes back. */
  letGo(): void {
    this.session.plan.bench?.settle();
    this.editor.moves.settle();
  }

  /** Says what is wrong with the catalogue. */
  sayCatalogue(code: "partly" | CatalogError["code"], problems = 0): void {
    const { partly, failed } = this.editor.scene().texts.catalogue;
    const message = code === "partly" ? partly(problems) : failed[code];
    this.failed({ code: `catalog_${code}`, message });
  }

  keepReferenceImage(underlay: Parameters<typeof saveReferenceImage>[1]): void {
    void saveReferenceImage(this.session.options.visit.room, underlay);
  }

  /** Nothing is seen any more; `over` is called when the room has what was on its way. */
  close(over: () => void): void {
    this.letGo();
    this.#past?.close();
    clearTimeout(this.#due);
    if (this.waiting > 0) void flushed(this.session.room).then(over);
    else over();
    this.#seen3d?.dispose();
    this.panels.dispose();
  }

  /** Draws what is different in what is shown, now or of the past. */
  #show(): void {
    this.view.update();
    this.panels.update();
  }

  /** Shows the other view. 3D comes over the network when it is first asked for. */
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
    // Who left meanwhile sees nothing.
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
    const referenceImage = await loadReferenceImage(options.visit.room);
    if (!referenceImage) return;
    // Who left meanwhile sees nothing, and one that was chosen meanwhile stays.
    if (signal.aborted || planner.settings.referenceImage) URL.revokeObjectURL(referenceImage.url);
    else planner.set({ referenceImage });
  }

  /** A room that can't be had, or not any more. */
  #tellTrouble(): void {
    const { ready, status, texts } = this.editor.scene();
    const { trouble } = this.session.options;
    if (status.name === "closed" && status.reason !== "left") {
      trouble(`room_${status.reason}`, texts.closed[status.reason]);
    } else if (status.name === "offline" && !ready && status.attempt >= failedAttempts) {
      trouble("room_unreachable", status.reason);
    }
  }

  #tellSoon(): void {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.#tellChange(), restMs);
  }

  #tellChange(): void {
    const scene = this.editor.scene();
    if (!scene.ready) return;
    const change = changeDetail(scene);
    // Who comes and goes changes nothing of it.
    const told = JSON.stringify(change);
    if (told !== this.#told) this.session.options.tell("change", change);
    this.#told = told;
  }

  /** While changes wait, the browser asks before it leaves the page; else it must not, or it would not keep it. */
  #guard(): void {
    const waits = this.waiting > 0;
    if (waits === this.#guarded) return;
    this.#guarded = waits;
    if (waits) addEventListener("beforeunload", askFirst, { signal: this.session.signal });
    else removeEventListener("beforeunload", askFirst);
  }
}

function askFirst(event: Event): void {
  event.preventDefault();
}
