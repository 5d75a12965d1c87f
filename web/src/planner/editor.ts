// Edits the room: moves, edits and undo, fit checks, and the reports of what other users did.

import {
  type CommandError,
  type CursorView,
  type ItemView,
  isLive,
  type PreviewView,
  type RoomEvent,
} from "../client/index.ts";
import type { FitInput } from "../fit/types.ts";
import type { Texts } from "../i18n/index.ts";
import { isolated } from "../i18n/isolated.ts";
import { loadRequired } from "../loading/lazy-modules.ts";
import type { Place, PlanBody } from "../model/index.ts";
import { History, type Taken } from "../undo/history.ts";
import { createActions } from "./actions.ts";
import { sentences, withActivity } from "./activity.ts";
import type { Edits } from "./edits.ts";
import { FitScheduler } from "./fit-scheduler.ts";
import { standingIn } from "./load.ts";
import { type Drop, MoveController } from "./move-controller.ts";
import { placeWords } from "./place-words.ts";
import type { EditorPlugin, EditorState, Planner } from "./planner.ts";
import type { Actions, Activity, BaseScene, EditableRoom, ReferenceImage, Scene } from "./scene.ts";
import { applySteps, planStep } from "./steps.ts";

type Notice = Extract<RoomEvent, { type: "notice" }>["notice"];

export interface EditorParts {
  planner: Planner;
  texts: Texts;
  /** Displays a message, and announces it to screen readers; `urgent` interrupts. */
  tell: (text: string, urgent?: boolean) => void;
  /** Announces a message to screen readers, without displaying it. */
  say: (text: string) => void;
  /** Moves the keyboard focus to an item. */
  focus: (id: string) => void;
}

export class Editor implements EditableRoom, EditorPlugin {
  readonly planner: Planner;
  readonly history: History;
  readonly moves: MoveController;
  readonly actions: Actions;
  #texts: Texts;
  #edits: Edits | undefined;
  #loading: Promise<Edits> | undefined;
  #closed = false;
  readonly #fit: FitScheduler;
  #activity: readonly Activity[] = [];
  #undo: EditorState["undo"] = { undo: undefined, redo: undefined, waits: false };
  readonly #seen = new Map<string, ItemView>();
  #scene: { seen: BaseScene; scene: Scene } | undefined;

  constructor(private readonly parts: EditorParts) {
    this.planner = parts.planner;
    this.#texts = parts.texts;
    const { room } = parts.planner;
    this.history = new History(
      (steps) => applySteps(room, steps),
      () => this.planner.changed(),
    );
    this.moves = new MoveController(this);
    this.#fit = new FitScheduler(
      () => this.#fitInput(),
      () => this.planner.changed(),
    );
    this.actions = createActions(this);
    this.#see(room.snapshot().items.keys());
    this.planner.attach(this);
    this.#fit.soon();
  }

  /** Sets the texts of another language; the planner's first texts are set separately. */
  speak(texts: Texts): void {
    this.#texts = texts;
  }

  scene(): Scene {
    const seen = this.planner.scene();
    if (this.#scene?.seen !== seen) this.#scene = { seen, scene: { ...seen, texts: this.#texts } };
    return this.#scene.scene;
  }

  cursors(): CursorView[] {
    return this.planner.cursors();
  }

  previews(): PreviewView[] {
    return this.planner.previews();
  }

  state(): EditorState {
    const { moves } = this;
    return {
      guides: moves.guides,
      rulers: moves.rulers,
      fit: this.#fit.report,
      undo: this.#undoState(),
      activity: this.#activity,
    };
  }

  /** Returns the same object as long as nothing in it differs. */
  #undoState(): EditorState["undo"] {
    const { undoes: undo, redoes: redo, waits } = this.history;
    const before = this.#undo;
    if (undo !== before.undo || redo !== before.redo || waits !== before.waits)
      this.#undo = { undo, redo, waits };
    return this.#undo;
  }

  selectionWillChange(): void {
    this.moves.endNudge();
  }

  catalogChanged(): void {
    this.#fit.soon();
  }

  /** Checks everything now, e.g. before it is put into the cart. */
  checkNow(): void {
    this.#fit.now();
  }

  withEdits<T>(run: (edits: Edits) => T): T | Promise<T> {
    if (this.#edits) return run(this.#edits);
    this.#loading ??= this.#loadEdits();
    return this.#loading.then(run);
  }

  /** Not a part of Edits: who computes the next plan needs this one at once. */
  setPlan(after: PlanBody): void {
    if (!this.mayEdit()) return;
    const { plan, texts } = this.scene();
    void this.history.do(texts.did.plan, [planStep(plan, after)]).then((outcome) => {
      if (outcome.end === "lost") this.failed(outcome.error);
    });
  }

  /** Retries until loaded, so that no action is lost; stays pending once the editor is closed. */
  async #loadEdits(): Promise<Edits> {
    const { Edits } = await loadRequired(
      "edits",
      () => import("./edits.ts"),
      () => !this.#closed,
    );
    this.#edits = new Edits(this);
    return this.#edits;
  }

  notify(text: string, urgent = false): void {
    this.parts.tell(text, urgent);
  }

  focus(id: string): void {
    this.parts.focus(id);
  }

  /** Sets the picture under the plan, and frees the previous one. */
  setReferenceImage(referenceImage: ReferenceImage | undefined): void {
    const before = this.planner.settings.referenceImage;
    this.planner.set({ referenceImage });
    if (before && before.url !== referenceImage?.url) URL.revokeObjectURL(before.url);
  }

  close(): void {
    this.#closed = true;
    this.setReferenceImage(undefined);
    this.moves.endNudge();
    this.#fit.stop();
  }

  // Permissions, and the messages when they are missing.

  mayEdit(): boolean {
    if (this.scene().editable) return true;
    this.notify(this.#texts.notices.viewer);
    return false;
  }

  mayMove(ids: readonly string[]): boolean {
    if (!this.mayEdit()) return false;
    const { items, texts, pieceOf } = this.scene();
    for (const id of ids) {
      const item = items.get(id);
      if (item?.lock.state !== "held") continue;
      this.notify(texts.notices.heldBy(isolated(item.lock.name), pieceOf(item).name));
      return false;
    }
    return true;
  }

  failed(error: CommandError): void {
    // The room reports a loss itself, with the name of the new holder.
    if (error.code === "lost" || error.code === "closed") return;
    const { notices, errors } = this.#texts;
    const held = error.code === "held" ? error.items.find(isLive) : undefined;
    if (!held?.holderName) return this.notify(errors[error.code], true);
    this.notify(notices.heldBy(isolated(held.holderName), this.nameOf(held.id)), true);
  }

  /** Reports what an undo or redo does, and later its failure. */
  took(taken: Taken, back: boolean): void {
    const { undo } = this.#texts;
    if (taken.kind === "nothing") return this.notify(back ? undo.nothing : undo.nothingToRedo);
    const { label } = taken;
    if (taken.kind === "theirs") return this.notify(undo.theirs(label));
    const kept = taken.kept.map((id) => this.nameOf(id)).join(", ");
    if (kept) this.notify(undo.partly(label, kept));
    else this.parts.say(back ? undo.undone(label) : undo.redone(label));
    void taken.done.then((outcome) => {
      if (outcome.end !== "lost") return;
      if (outcome.error.code === "not_found") this.notify(undo.theirs(label));
      else this.failed(outcome.error);
    });
  }

  nameOf(id: string): string {
    const { items, pieceOf } = this.scene();
    const item = items.get(id) ?? this.#seen.get(id);
    return item ? pieceOf(item).name : id;
  }

  // Events of the room.

  onRoomEvent(event: RoomEvent): void {
    if (event.type === "change") {
      this.#see(event.ids);
      this.#check(event.ids);
    } else if (event.type === "stored") this.#stored(event);
    else if (event.type === "notice") this.#notice(event.notice);
  }

  /** Remembers the items, so that they have a name after they were removed. */
  #see(ids: Iterable<string>): void {
    const { items } = this.planner.room.snapshot();
    for (const id of ids) {
      const item = items.get(id);
      if (item) this.#seen.set(id, item);
    }
  }

  #check(ids: readonly string[]): void {
    if (this.moves.dragging) this.#fit.whileDragging(ids);
    else if (this.#watching()) this.#fit.whileWatching(ids);
    else this.#fit.soon();
  }

  /** Reports whether another user drags an item. */
  #watching(): boolean {
    const { items } = this.planner.room.snapshot();
    return [...items.values()].some(({ lock, tentative }) => tentative && lock.state === "held");
  }

  #stored(event: Extract<RoomEvent, { type: "stored" }>): void {
    const { you, peers, ready } = this.planner.room.snapshot();
    if (event.by !== undefined && event.by === you?.id) return;
    // The first state is no news.
    if (ready) this.history.saw(event);
    const peer = peers.find((p) => p.id === event.by);
    if (!peer) return;
    const { pieceOf } = this.scene();
    const nameOf = (row: { id: string }) => ("product" in row ? pieceOf(row as never).name : row.id);
    const told = sentences(event, isolated(peer.name), nameOf, this.#texts);
    this.#activity = withActivity(this.#activity, peer, told, Date.now());
    for (const text of told) this.parts.say(text);
    this.planner.changed();
  }

  #notice(notice: Notice): void {
    const { notices, errors } = this.#texts;
    if (notice.kind === "lost") {
      const { name, ids } = notice;
      const { items } = this.planner.room.snapshot();
      const what = ids.map((id) => this.nameOf(id)).join(", ");
      const lost = ids.some((id) => items.has(id)) ? notices.moved : notices.gone;
      this.notify(name === undefined ? lost(what) : notices.taken(isolated(name), what), true);
    } else if (notice.kind === "refused" && notice.error.code !== "closed") {
      this.notify(errors[notice.error.code], true);
    }
  }

  #fitInput(): FitInput {
    const scene = this.planner.scene();
    return { plan: scene.plan, items: standingIn(scene) };
  }

  dropped(drops: readonly Drop[], led: readonly string[]): void {
    const batches = drops.map(({ moves, drag: change }) => ({
      steps: moves.map((move) => ({ kind: "place" as const, ...move })),
      change,
    }));
    const moves = drops.flatMap((drop) => drop.moves);
    const chosen = moves.filter(({ id }) => led.includes(id));
    const names = [...new Set(chosen.map(({ id }) => this.nameOf(id)))].join(", ");
    void this.history.doAll(this.#texts.did.moved(names), batches);
    for (const { id, after } of chosen) this.#sayPlace(id, after);
  }

  /** Announces an item's new place: users of screen readers have no other way to know it. */
  #sayPlace(id: string, place: Place): void {
    const scene = this.scene();
    const item = scene.items.get(id);
    if (!item) return;
    const { name, size } = scene.pieceOf(item);
    this.parts.say(`${name}: ${placeWords(place, size, scene)}.`);
  }
}
