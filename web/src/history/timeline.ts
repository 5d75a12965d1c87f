// The room's life under one knob: where it stands, what is shown there, and what is done
// from there. It knows nothing of how it looks.

import type { Room } from "../client/index.ts";
import type { Scene } from "../planner/scene.ts";
import type { ChangeLog, Step } from "./change-log.ts";
import { ChangeLogLoader } from "./change-log-loader.ts";
import { type Difference, difference, type Standing } from "./change-summary.ts";
import { type FailureCode, type HistoryClient, HistoryError } from "./client.ts";
import type { Moment } from "./past.ts";
import type { PastView, Shown } from "./past-view.ts";
import { Player, type Speed, stay } from "./playback.ts";
import { Poller } from "./poller.ts";
import type { Restored } from "./read.ts";
import { changesBetween } from "./since.ts";

export interface TimelineParts {
  client: HistoryClient;
  pastView: PastView;
  room: Room;
  /** The room as it is. */
  scene: () => Scene;
  /** What is shown of the room is another: the views and the panels draw it. */
  shown: () => void;
  /** Something of the timeline itself is another. */
  changed: () => void;
}

/** Steps of this person alone, or of this item; undefined for all. */
export interface Filter {
  name: string | undefined;
  item: string | undefined;
}

/** What came of a restore, or why there was none. */
export type Outcome =
  | { kind: "restored"; at: number; result: Restored; back: boolean }
  | { kind: "failed"; code: FailureCode };

type Doing = "loading" | "earlier" | "restoring" | "naming";

export class Timeline {
  filter: Filter = { name: undefined, item: undefined };
  moments: readonly Moment[] = [];
  /** What the room has cost in 30 days, US dollars; undefined for who may not see it. */
  cost: number | undefined;
  outcome: Outcome | undefined;
  /** Something that takes a while. */
  doing: Doing | undefined = "loading";
  speed: Speed = 1;
  readonly #loader: ChangeLogLoader;
  readonly #player: Player;
  readonly #poller: Poller;
  readonly #unsubscribe: () => void;
  #stops: readonly Step[] = [];
  /** The step that is shown; undefined for now. */
  #step: Step | undefined;
  /** The room as it was left to look back. */
  #left: ReturnType<Room["snapshot"]> | undefined;

  constructor(private readonly parts: TimelineParts) {
    this.#loader = new ChangeLogLoader(parts.client);
    this.#player = new Player(
      () => this.#wait(),
      () => this.by(1),
      () => parts.changed(),
    );
    this.#poller = new Poller(
      () => changesBetween(this.log.end, parts.room.snapshot()) > 0,
      () => this.#goOn(),
    );
    this.#unsubscribe = parts.room.subscribe((event) => {
      if (event.type === "stored") this.#poller.soon();
    });
  }

  async open(): Promise<void> {
    await this.#try("loading", async () => {
      const [moments] = await Promise.all([this.parts.client.moments(), this.#loader.begin()]);
      this.moments = moments;
      this.#restop();
      this.#poller.soon();
    });
    await this.#reckon();
  }

  /** An owner is told the cost where it can be had; nobody misses it where it can't. */
  async #reckon(): Promise<void> {
    if (this.parts.scene().you?.role !== "owner") return;
    this.cost = await this.parts.client.cost().catch(() => undefined);
    this.parts.changed();
  }

  close(): void {
    this.#player.pause();
    this.#poller.stop();
    this.#unsubscribe();
    this.#show(undefined);
  }

  // What there is to see.

  get log(): ChangeLog {
    return this.#loader.log;
  }

  /** The steps that one can go to, oldest first. */
  get stops(): readonly Step[] {
    return this.#stops;
  }

  /** Everybody who did something. */
  get names(): readonly string[] {
    return [...new Set(this.log.steps.flatMap((s) => s.names))].filter((name) => name !== "");
  }

  /** The step at the knob; undefined for now. */
  get step(): Step | undefined {
    return this.#step;
  }

  /** From 0 to the number of stops, which is now. */
  get knob(): number {
    const at = this.#step ? this.#stops.indexOf(this.#step) : -1;
    return at < 0 ? this.#stops.length : at;
  }

  get playing(): boolean {
    return this.#player.playing;
  }

  /** True while older steps are not fetched yet. */
  get more(): boolean {
    return this.#loader.more;
  }

  /** Where a time lies among the stops: the last one not after it; -1 before all. */
  stopAt(time: number): number {
    return this.#stops.findLastIndex((s) => s.at <= time);
  }

  /** An item as it was when something was last done to it; also one that is gone. */
  lastOf(id: string): Standing | undefined {
    const deeds = this.log.steps.flatMap((s) => s.deeds);
    const last = deeds.findLast((d) => d.kind !== "plan" && d.id === id);
    return last && last.kind !== "plan" ? last.item : undefined;
  }

  /** How many changes the others made since this person looks back. */
  get meanwhile(): number {
    return this.#left ? changesBetween(this.#left, this.parts.room.snapshot()) : 0;
  }

  /** What a restore of the moment that is shown would do to the room. */
  get difference(): Difference | undefined {
    const past = this.parts.pastView.past;
    return past && difference(this.parts.room.snapshot(), past);
  }

  // Where to look.

  /** Moves the knob. */
  go(knob: number): void {
    this.#show(this.#stops[Math.max(0, knob)]);
  }

  /** Moves the knob by so many stops; before the first one, older ones are fetched. */
  by(stops: number): void {
    const to = this.knob + stops;
    if (to < 0) void this.earlier();
    else this.go(Math.min(to, this.#stops.length));
  }

  now(): void {
    this.#player.pause();
    this.#show(undefined);
  }

  play(): void {
    // From the beginning, where there is nothing more to play.
    if (this.knob >= this.#stops.length) this.go(0);
    this.#player.play();
  }

  pause(): void {
    this.#player.pause();
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    if (this.playing) this.#player.play();
    this.parts.changed();
  }

  /** A hand is on the knob: the slider must not change under it. */
  held(on: boolean): void {
    if (on) this.#player.pause();
    this.#poller.hold(on);
  }

  setFilter(filter: Filter): void {
    this.filter = filter;
    this.#restop();
    this.parts.changed();
  }

  /** Fetches what was before the first step; from there, the knob goes on. */
  async earlier(): Promise<void> {
    if (!this.more || this.doing) return;
    const atFirst = this.#step !== undefined && this.knob === 0;
    await this.#try("earlier", async () => {
      await this.#loader.loadEarlier();
      this.#restop();
      if (atFirst) this.go(this.knob - 1);
    });
  }

  // What to do.

  /** Brings the moment that is shown back, for everybody. */
  async restore(): Promise<void> {
    const at = this.#step?.at;
    if (at !== undefined) await this.#restore(at, false);
  }

  /** Takes the last restore back. */
  async unrestore(): Promise<void> {
    const { outcome } = this;
    if (outcome?.kind === "restored") await this.#restore(outcome.result.undo, true);
  }

  /** Names the moment that is shown, or the last step. */
  async name(name: string): Promise<void> {
    const at = (this.#step ?? this.log.steps.at(-1))?.at;
    if (at === undefined) return;
    const { client } = this.parts;
    await this.#try("naming", async () => {
      await client.remember(at, name);
      this.moments = await client.moments();
    });
  }

  forgetOutcome(): void {
    this.outcome = undefined;
    this.parts.changed();
  }

  async #restore(at: number, back: boolean): Promise<void> {
    this.#player.pause();
    await this.#try("restoring", async () => {
      const result = await this.parts.client.restore(at);
      this.#show(undefined);
      this.outcome = { kind: "restored", at, result, back };
      this.#poller.soon();
    });
  }

  /** Does one thing at a time; a failure is the outcome. */
  async #try(doing: Doing, act: () => Promise<void>): Promise<void> {
    this.doing = doing;
    this.outcome = undefined;
    this.parts.changed();
    try {
      await act();
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
      this.outcome = { kind: "failed", code: error.code };
    } finally {
      this.doing = undefined;
      this.parts.changed();
    }
  }

  async #goOn(): Promise<void> {
    await this.#loader.loadLater();
    this.#restop();
    this.parts.changed();
  }

  /** The stops are others; the knob stays at its moment. */
  #restop(): void {
    const { name, item } = this.filter;
    this.#stops = this.log.steps.filter(({ names, deeds }) => {
      const wanted = item === undefined ? deeds : deeds.filter((d) => d.kind !== "plan" && d.id === item);
      return wanted.length > 0 && (name === undefined || names.includes(name));
    });
    const shown = this.#step;
    if (!shown) return;
    const same = this.#stops[this.stopAt(shown.at)] ?? this.#stops[0];
    if (same?.at === shown.at) this.#step = same;
    else this.#show(same);
  }

  #wait(): number | undefined {
    if (!this.#step) return undefined;
    const next = this.#stops[this.knob + 1];
    // The last stop is looked at before it is now again.
    return stay(
      (next?.at ?? Number.POSITIVE_INFINITY) - this.#step.at,
      this.speed,
      this.parts.scene().reducedMotion,
    );
  }

  #show(step: Step | undefined): void {
    const { pastView, room, shown, changed } = this.parts;
    const before = pastView.past;
    this.#step = step;
    const past = step && seeable(this.log.after(this.log.steps.indexOf(step)));
    this.#left = past ? (this.#left ?? room.snapshot()) : undefined;
    pastView.show(past, () => {
      shown();
      changed();
    });
    if (before || past) shown();
    changed();
  }
}

/** Every step of a log has a plan. */
function seeable({ plan, items, gone }: ReturnType<ChangeLog["after"]>): Shown | undefined {
  return plan && { plan, items, gone };
}
