// What a person does in the room: moves, edits, takes things back, and hears whether they
// fit and what the others did.

import { CommandError, type CursorView, type RoomEvent } from "../client/index.ts";
import type { FitInput } from "../fit/types.ts";
import { History, type Outcome } from "../history/history.ts";
import type { Texts } from "../i18n/index.ts";
import { isolated } from "../i18n/isolated.ts";
import { acting } from "./acting.ts";
import { Checker } from "./checker.ts";
import { atOnce, carry, Edits } from "./edits.ts";
import type { Places } from "./move.ts";
import { Mover } from "./mover.ts";
import { sentences, withNews } from "./news.ts";
import type { Done, Planner, Worker } from "./planner.ts";
import type { Actions, News, Scene, Seen, Stage } from "./scene.ts";

type Notice = Extract<RoomEvent, { type: "notice" }>["notice"];

export interface WorkParts {
  planner: Planner;
  texts: Texts;
  /** Shows a word to the person, and speaks it; `urgent` interrupts. */
  tell: (text: string, urgent?: boolean) => void;
  /** Speaks, without showing. */
  say: (text: string) => void;
  /** Put the keyboard's focus on an item. */
  focus: (id: string) => void;
}

export class Work implements Stage, Worker {
  readonly planner: Planner;
  readonly history: History;
  readonly mover: Mover;
  readonly edits: Edits;
  readonly actions: Actions;
  #texts: Texts;
  readonly #checker: Checker;
  #news: readonly News[] = [];
  #scene: { seen: Seen; scene: Scene } | undefined;

  constructor(private readonly parts: WorkParts) {
    this.planner = parts.planner;
    this.#texts = parts.texts;
    const { room } = parts.planner;
    this.history = new History((steps) => carry(room, steps));
    this.mover = new Mover(this.#moverHost());
    this.edits = new Edits(this.#editsHost());
    this.#checker = new Checker(
      () => this.#fitInput(),
      (ids) => this.planner.changed({ items: new Set(ids), rest: true }),
    );
    this.actions = acting(this);
    this.planner.employ(this);
    this.#checker.soon();
  }

  /** Speaks another language from now on; the planner's first words are set apart. */
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

  done(): Done {
    const { mover, history } = this;
    return {
      previews: mover.previews(),
      guides: mover.guides,
      rulers: mover.rulers,
      fit: this.#checker.report,
      undo: { undo: history.undoes, redo: history.redoes },
      news: this.#news,
    };
  }

  turnedAway(): void {
    this.mover.endNudge();
  }

  pieces(): void {
    this.#checker.soon();
  }

  /** Checks everything now, e.g. before it goes into the cart. */
  checkNow(): void {
    this.#checker.now();
  }

  tell(text: string, urgent = false): void {
    this.parts.tell(text, urgent);
  }

  focus(id: string): void {
    this.parts.focus(id);
  }

  close(): void {
    this.#checker.stop();
  }

  // Permissions, and why not.

  mayEdit(): boolean {
    if (this.scene().editable) return true;
    this.tell(this.#texts.notices.viewer);
    return false;
  }

  mayMove(ids: readonly string[]): boolean {
    if (!this.mayEdit()) return false;
    const { items, texts, pieceOf } = this.scene();
    if (ids.length > atOnce) {
      this.tell(texts.notices.atOnce(atOnce));
      return false;
    }
    for (const id of ids) {
      const item = items.get(id);
      if (item?.lock.state !== "held") continue;
      this.tell(texts.notices.heldBy(isolated(item.lock.name), pieceOf(item).name));
      return false;
    }
    return true;
  }

  failed(error: unknown): void {
    if (!(error instanceof CommandError)) throw error;
    // The room tells of a loss itself, with the name of who has it now.
    if (error.code === "lost" || error.code === "closed") return;
    this.tell(this.#texts.errors[error.code], true);
  }

  /** Says what became of an undo or redo. */
  took(outcome: Outcome, back: boolean): void {
    const { undo } = this.#texts;
    const names = (ids: readonly string[]) => ids.map((id) => this.nameOf(id)).join(", ");
    if (outcome.kind === "nothing") this.tell(back ? undo.nothing : undo.nothingToRedo);
    else if (outcome.kind === "refused") this.failed(outcome.error);
    else if (outcome.kind === "theirs") this.tell(undo.theirs(outcome.label));
    else if (outcome.kept.length > 0) this.tell(undo.partly(outcome.label, names(outcome.kept)));
    else this.parts.say(back ? undo.undone(outcome.label) : undo.redone(outcome.label));
    this.planner.changed({ rest: true });
  }

  nameOf(id: string): string {
    const { items, pieceOf } = this.scene();
    const item = items.get(id);
    return item ? pieceOf(item).name : id;
  }

  // What the room tells.

  heard(event: RoomEvent): void {
    if (event.type === "change") this.#check(event.ids);
    else if (event.type === "stored") this.#stored(event);
    else if (event.type === "notice") this.#notice(event.notice);
  }

  #check(ids: readonly string[]): void {
    if (this.mover.dragging) this.#checker.whileDragging(ids);
    else if (this.#watching()) this.#checker.whileWatching(ids);
    else this.#checker.soon();
  }

  /** True while somebody else drags something. */
  #watching(): boolean {
    const { items } = this.planner.room.snapshot();
    return [...items.values()].some(({ lock, tentative }) => tentative && lock.state === "held");
  }

  #stored(event: Extract<RoomEvent, { type: "stored" }>): void {
    const { you, peers, ready } = this.planner.room.snapshot();
    if (event.by !== undefined && event.by === you?.id) return;
    // The first state is how things are, not news.
    if (ready) this.history.saw(event);
    const peer = peers.find((p) => p.id === event.by);
    if (!peer) return;
    const { pieceOf } = this.scene();
    const nameOf = (row: { id: string }) => ("product" in row ? pieceOf(row as never).name : row.id);
    const told = sentences(event, isolated(peer.name), nameOf, this.#texts);
    this.#news = withNews(this.#news, peer, told, Date.now());
    for (const text of told) this.parts.say(text);
    this.planner.changed({ rest: true });
  }

  #notice(notice: Notice): void {
    const { notices, errors } = this.#texts;
    if (notice.kind === "lost") {
      const what = notice.ids.map((id) => this.nameOf(id)).join(", ");
      const { name } = notice;
      this.tell(name === undefined ? notices.expired(what) : notices.taken(isolated(name), what), true);
    } else if (notice.kind === "refused" && notice.error.code !== "closed") {
      this.tell(errors[notice.error.code], true);
    }
  }

  #fitInput(): FitInput {
    const { items, plan, previews, pieceOf } = this.planner.scene();
    const placed = [...items.values()].map((item) => ({
      id: item.id,
      place: previews.get(item.id) ?? item,
      piece: pieceOf(item),
    }));
    return { plan, items: placed };
  }

  // What the mover and the edits ask.

  #moverHost() {
    const { planner } = this;
    return {
      room: planner.room,
      pieceOf: (item: { product: string; variant: string }) => planner.scene().pieceOf(item),
      shown: (id: string) => {
        const { items, previews } = planner.scene();
        const item = items.get(id);
        return item && { ...item, ...previews.get(id) };
      },
      items: () => planner.scene().items,
      plan: () => planner.scene().plan,
      snapping: () => planner.settings.snapping,
      mayMove: (ids: readonly string[]) => this.mayMove(ids),
      changed: (ids: readonly string[]) => {
        planner.changed({ items: new Set(ids), rest: true });
        // Guides alone move nothing.
        if (ids.length > 0) this.#check(ids);
      },
      store: (before: Places, after: Places, drop: () => Promise<void>) => this.#store(before, after, drop),
      failed: (error: unknown) => this.failed(error),
    };
  }

  async #store(before: Places, after: Places, drop: () => Promise<void>): Promise<void> {
    const steps = [...after].flatMap(([id, place]) => {
      const was = before.get(id);
      return was ? [{ kind: "place" as const, id, before: was, after: place }] : [];
    });
    const names = steps.map((s) => this.nameOf(s.id)).join(", ");
    await this.history.do(this.#texts.did.moved(names), steps, drop);
    this.planner.changed({ rest: true });
  }

  #editsHost() {
    const { planner } = this;
    return {
      room: planner.room,
      history: this.history,
      texts: () => this.#texts,
      catalog: () => planner.settings.catalog,
      pieceOf: (item: { product: string; variant: string }) => planner.scene().pieceOf(item),
      plan: () => planner.scene().plan,
      items: () => planner.scene().items,
      mayEdit: () => this.mayEdit(),
      mayMove: (ids: readonly string[]) => this.mayMove(ids),
      select: (ids: readonly string[]) => planner.select(ids),
      tell: (text: string) => this.tell(text),
      failed: (error: unknown) => this.failed(error),
    };
  }
}
