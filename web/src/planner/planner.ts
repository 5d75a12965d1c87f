// The planner without its looks: the room, what this person has selected and is doing,
// and what follows from it. Views and panels get scenes; their hands come back as actions.

import { pieceOf } from "../catalog/index.ts";
import type { Catalog } from "../catalog/types.ts";
import { CommandError, type CursorView, type Plan, type Room, type RoomEvent } from "../client/index.ts";
import type { FitInput } from "../fit/types.ts";
import { History, type Outcome } from "../history/history.ts";
import type { Texts } from "../i18n/index.ts";
import { acting } from "./acting.ts";
import { Checker } from "./checker.ts";
import { carry, Edits } from "./edits.ts";
import type { Places } from "./move.ts";
import { Mover } from "./mover.ts";
import { sentences, type StoredEvent, withNews } from "./news.ts";
import type { Actions, Changes, News, Scene, Stage, Tool, Underlay } from "./scene.ts";

export interface PlannerParts {
  room: Room;
  catalog: Catalog;
  texts: Texts;
  lang: string;
  currency: string;
  units: Plan["units"];
  still: boolean;
  /** Shows a word to the person, and speaks it; `urgent` interrupts. */
  tell: (text: string, urgent?: boolean) => void;
  /** Speaks, without showing. */
  say: (text: string) => void;
  /** Put the keyboard's focus on an item. */
  focus: (id: string) => void;
}

/** What this person chose that others don't see. */
export interface Settings {
  catalog: Catalog;
  texts: Texts;
  lang: string;
  currency: string;
  units: Plan["units"];
  still: boolean;
  tool: Tool;
  view: "2d" | "3d";
  snapping: boolean;
  underlay: Underlay | undefined;
  following: string | undefined;
}

export class Planner implements Stage {
  readonly actions: Actions;
  readonly room: Room;
  readonly history: History;
  readonly mover: Mover;
  readonly edits: Edits;
  selection: ReadonlySet<string> = new Set();
  #settings: Settings;
  #news: readonly News[] = [];
  #scene: Scene | undefined;
  #pieceOf: Scene["pieceOf"];
  readonly #checker: Checker;
  readonly #listeners = new Set<(changes: Changes) => void>();
  #changes = nothing();
  #flushing = false;
  readonly #unsubscribe: () => void;

  constructor(private readonly parts: PlannerParts) {
    const { room, catalog, texts, lang, currency, units, still } = parts;
    this.room = room;
    this.#settings = {
      ...{ catalog, texts, lang, currency, units, still },
      ...{ tool: "select", view: "2d", snapping: true, underlay: undefined, following: undefined },
    };
    this.#pieceOf = pieceOf(catalog, lang);
    this.history = new History((steps) => carry(room, steps));
    this.mover = new Mover(this.#moverHost());
    this.edits = new Edits(this.#editsHost());
    this.#checker = new Checker(
      () => this.#fitInput(),
      (ids) => this.changed({ items: new Set(ids), rest: true }),
    );
    this.actions = acting(this);
    this.#unsubscribe = room.subscribe((event) => this.#on(event));
    this.#checker.soon();
  }

  // What views and panels read.

  scene(): Scene {
    this.#scene ??= this.#makeScene();
    return this.#scene;
  }

  cursors(): CursorView[] {
    return this.room.cursors();
  }

  /** Hears what changed, once for all that changed together; the returned function ends it. */
  listen(listener: (changes: Changes) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Changes what only this person sees. */
  set(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings };
    if (settings.catalog || settings.lang) {
      this.#pieceOf = pieceOf(this.#settings.catalog, this.#settings.lang);
      this.changed({ items: new Set(this.room.snapshot().items.keys()), rest: true });
      this.#checker.soon();
    }
    this.changed({ rest: true });
  }

  select(ids: Iterable<string>): void {
    const before = this.selection;
    const next = new Set(ids);
    if (before.size === next.size && [...next].every((id) => before.has(id))) return;
    this.mover.endNudge();
    this.selection = next;
    this.changed({ items: new Set([...before, ...next]), rest: true });
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
    this.#unsubscribe();
    this.#checker.stop();
    this.#listeners.clear();
    this.room.close();
  }

  /** Notes a change; listeners hear of it when all that belongs together is done. */
  changed(change: Partial<Changes>): void {
    this.#scene = undefined;
    const { items, plan, rest, cursors } = this.#changes;
    this.#changes = {
      items: change.items ? new Set([...items, ...change.items]) : items,
      plan: plan || change.plan === true,
      rest: rest || change.rest === true,
      cursors: cursors || change.cursors === true,
    };
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    const changes = this.#changes;
    this.#changes = nothing();
    for (const listener of [...this.#listeners]) listener(changes);
  }

  // Permissions, and why not.

  mayEdit(): boolean {
    if (this.scene().editable) return true;
    this.tell(this.#settings.texts.notices.viewer);
    return false;
  }

  mayMove(ids: readonly string[]): boolean {
    if (!this.mayEdit()) return false;
    const { items, texts, pieceOf } = this.scene();
    if (ids.length > 25) {
      this.tell(texts.notices.atOnce(25));
      return false;
    }
    for (const id of ids) {
      const item = items.get(id);
      if (item?.lock.state !== "held") continue;
      this.tell(texts.notices.heldBy(item.lock.name, pieceOf(item).name));
      return false;
    }
    return true;
  }

  failed(error: unknown): void {
    if (!(error instanceof CommandError)) throw error;
    // The room tells of a loss itself, with the name of who has it now.
    if (error.code === "lost" || error.code === "closed") return;
    this.tell(this.#settings.texts.errors[error.code], true);
  }

  /** Says what became of an undo or redo. */
  took(outcome: Outcome, back: boolean): void {
    const { undo } = this.#settings.texts;
    const names = (ids: readonly string[]) => ids.map((id) => this.nameOf(id)).join(", ");
    if (outcome.kind === "nothing") this.tell(back ? undo.nothing : undo.nothingToRedo);
    else if (outcome.kind === "refused") this.failed(outcome.error);
    else if (outcome.kind === "theirs") this.tell(undo.theirs(outcome.label));
    else if (outcome.kept.length > 0) this.tell(undo.partly(outcome.label, names(outcome.kept)));
    else this.parts.say(back ? undo.undone(outcome.label) : undo.redone(outcome.label));
    this.changed({ rest: true });
  }

  nameOf(id: string): string {
    const item = this.scene().items.get(id);
    return item ? this.#pieceOf(item).name : id;
  }

  // What the room tells.

  #on(event: RoomEvent): void {
    switch (event.type) {
      case "change":
        this.#forgetGone();
        if (!this.mover.dragging) this.#checker.soon();
        else this.#checker.whileDragging(this.mover.moving());
        return this.changed({ items: new Set(event.ids), plan: event.plan });
      case "stored":
        return this.#stored(event);
      case "cursor":
        return this.changed({ cursors: true });
      case "peers":
      case "status":
        return this.changed({ items: new Set(this.room.snapshot().items.keys()), rest: true, plan: true });
      case "notice":
        return this.#notice(event.notice);
    }
  }

  #stored(event: StoredEvent & Extract<RoomEvent, { type: "stored" }>): void {
    const { you, peers, ready } = this.room.snapshot();
    if (event.by !== undefined && event.by === you?.id) return;
    // The first state is how things are, not news.
    if (ready) this.history.saw(event);
    const peer = peers.find((p) => p.id === event.by);
    if (!peer) return;
    const { texts } = this.#settings;
    const nameOf = (row: { id: string }) => ("product" in row ? this.#pieceOf(row as never).name : row.id);
    const told = sentences(event, peer.name, nameOf, texts);
    this.#news = withNews(this.#news, peer, told, Date.now());
    for (const text of told) this.parts.say(text);
    this.changed({ rest: true });
  }

  #notice(notice: Extract<RoomEvent, { type: "notice" }>["notice"]): void {
    const { notices, errors } = this.#settings.texts;
    switch (notice.kind) {
      case "lost": {
        const what = notice.ids.map((id) => this.nameOf(id)).join(", ");
        return this.tell(
          notice.name === undefined ? notices.expired(what) : notices.taken(notice.name, what),
          true,
        );
      }
      case "refused":
        if (notice.error.code !== "closed") this.tell(errors[notice.error.code], true);
        return;
      case "unreadable":
        // For whoever looks after the shop; a shopper can do nothing about it.
        console.warn(`left out: ${notice.failure.path} ${notice.failure.message}`);
    }
  }

  #forgetGone(): void {
    const { items } = this.room.snapshot();
    if ([...this.selection].every((id) => items.has(id))) return;
    this.select([...this.selection].filter((id) => items.has(id)));
  }

  #makeScene(): Scene {
    const snapshot = this.room.snapshot();
    const { you, status } = snapshot;
    const { mover, history } = this;
    return {
      ...snapshot,
      ...this.#settings,
      editable: you !== undefined && you.role !== "viewer" && status.name !== "closed",
      pieceOf: this.#pieceOf,
      selection: this.selection,
      previews: mover.previews(),
      guides: mover.guides,
      rulers: mover.rulers,
      fit: this.#checker.report,
      undo: { undo: history.undoes, redo: history.redoes },
      news: this.#news,
      queued: status.name === "online" ? 0 : this.room.pending,
    };
  }

  #fitInput(): FitInput {
    const { items, plan, previews, pieceOf } = this.scene();
    const placed = [...items.values()].map((item) => ({
      id: item.id,
      place: previews.get(item.id) ?? item,
      piece: pieceOf(item),
    }));
    return { plan, items: placed };
  }

  #moverHost() {
    return {
      room: this.room,
      pieceOf: (item: { product: string; variant: string }) => this.#pieceOf(item),
      shown: (id: string) => {
        const { items, previews } = this.scene();
        const item = items.get(id);
        return item && { ...item, ...previews.get(id) };
      },
      items: () => this.scene().items,
      plan: () => this.scene().plan,
      snapping: () => this.#settings.snapping,
      mayMove: (ids: readonly string[]) => this.mayMove(ids),
      changed: (ids: readonly string[]) => {
        if (this.mover.dragging) this.#checker.whileDragging(ids);
        else this.#checker.soon();
        this.changed({ items: new Set(ids), rest: true });
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
    await this.history.do(this.#settings.texts.did.moved(names), steps, drop);
    this.changed({ rest: true });
  }

  #editsHost() {
    return {
      room: this.room,
      history: this.history,
      texts: () => this.#settings.texts,
      catalog: () => this.#settings.catalog,
      pieceOf: (item: { product: string; variant: string }) => this.#pieceOf(item),
      plan: () => this.scene().plan,
      items: () => this.scene().items,
      mayEdit: () => this.mayEdit(),
      mayMove: (ids: readonly string[]) => this.mayMove(ids),
      select: (ids: readonly string[]) => this.select(ids),
      tell: (text: string) => this.tell(text),
      failed: (error: unknown) => this.failed(error),
    };
  }
}

function nothing(): Changes {
  return { items: new Set(), plan: false, rest: false, cursors: false };
}
