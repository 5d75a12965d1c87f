// State and actions of the timeline: the position of its knob, the state of the room displayed there,
// restoring and naming. It draws nothing.

import { digest } from "../client/digest.ts";
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

/**
 * Has a state of the room copied into a new one; resolves to the address at which that opens, or to
 * undefined if the page opens it. Rejects with a HistoryError.
 */
export type Copier = (state: { at: number; digest: number }) => Promise<string | undefined>;

export interface TimelineParts {
  client: HistoryClient;
  copier: Copier | undefined;
  pastView: PastView;
  room: Room;
  /** Returns the scene of the present room. */
  scene: () => Scene;
  /** Called when the displayed state changed: views and panels must redraw. */
  shown: () => void;
  /** Called when the timeline itself changed. */
  changed: () => void;
}

/** Author and item to which the steps are limited; undefined: not limited. */
export interface Filter {
  name: string | undefined;
  item: string | undefined;
}

/** Result of a restore or a copy, or code of the failure of any operation. */
export type Outcome =
  | { kind: "restored"; at: number; result: Restored; back: boolean }
  | { kind: "copied"; at: number; link: string | undefined }
  | { kind: "failed"; code: FailureCode };

type Doing = "loading" | "earlier" | "restoring" | "naming" | "copying";

export class Timeline {
  filter: Filter = { name: undefined, item: undefined };
  moments: readonly Moment[] = [];
  /** The room's cost in 30 days, US dollars; undefined if unknown, or if the user is not an owner. */
  cost: number | undefined;
  outcome: Outcome | undefined;
  /** The operation in progress. */
  doing: Doing | undefined = "loading";
  speed: Speed = 1;
  readonly #loader: ChangeLogLoader;
  readonly #player: Player;
  readonly #poller: Poller;
  readonly #unsubscribe: () => void;
  #stops: readonly Step[] = [];
  /** The displayed step; undefined for the present. */
  #step: Step | undefined;
  /** Snapshot of the room when the user left the present; undefined while that is displayed. */
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

  /** Fetches the cost for an owner; a failure is ignored. */
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

  // State

  get log(): ChangeLog {
    return this.#loader.log;
  }

  /** The steps that pass the filter, oldest first. */
  get stops(): readonly Step[] {
    return this.#stops;
  }

  /** Names of all authors of steps. */
  get names(): readonly string[] {
    return [...new Set(this.log.steps.flatMap((s) => s.names))].filter((name) => name !== "");
  }

  /** The step at the knob; undefined for the present. */
  get step(): Step | undefined {
    return this.#step;
  }

  /** Position of the knob, from 0 to the number of stops, which is the present. */
  get knob(): number {
    const at = this.#step ? this.#stops.indexOf(this.#step) : -1;
    return at < 0 ? this.#stops.length : at;
  }

  get playing(): boolean {
    return this.#player.playing;
  }

  /** True while there are older steps to fetch. */
  get more(): boolean {
    return this.#loader.more;
  }

  /** Returns the index of the last stop that is not after a time; -1 if all are after it. */
  stopAt(time: number): number {
    return this.#stops.findLastIndex((s) => s.at <= time);
  }

  /** Returns an item as of its last change in the log, even if it was removed; undefined if there is none. */
  lastOf(id: string): Standing | undefined {
    const deeds = this.log.steps.flatMap((s) => s.deeds);
    const last = deeds.findLast((d) => d.kind !== "plan" && d.id === id);
    return last && last.kind !== "plan" ? last.item : undefined;
  }

  /** Number of changes of the room since the user left the present. */
  get meanwhile(): number {
    return this.#left ? changesBetween(this.#left, this.parts.room.snapshot()) : 0;
  }

  /** Changes that a restore of the displayed moment would make; undefined in the present. */
  get difference(): Difference | undefined {
    const past = this.parts.pastView.past;
    return past && difference(this.parts.room.snapshot(), past);
  }

  // Navigation

  /** Moves the knob to a position. */
  go(knob: number): void {
    this.#show(this.#stops[Math.max(0, knob)]);
  }

  /** Moves the knob by a number of stops; before the first one, fetches older ones. */
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
    // At the end, playing starts at the beginning.
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

  /** Pauses playing and polling while the knob is dragged, so that the slider doesn't change meanwhile. */
  held(on: boolean): void {
    if (on) this.#player.pause();
    this.#poller.hold(on);
  }

  setFilter(filter: Filter): void {
    this.filter = filter;
    this.#restop();
    this.parts.changed();
  }

  /** Fetches steps before the first one; a knob that was at the first stop moves on to the one before. */
  async earlier(): Promise<void> {
    if (!this.more || this.doing) return;
    const atFirst = this.#step !== undefined && this.knob === 0;
    await this.#try("earlier", async () => {
      await this.#loader.loadEarlier();
      this.#restop();
      if (atFirst) this.go(this.knob - 1);
    });
  }

  // Operations

  /** Restores the displayed moment, for all users. */
  async restore(): Promise<void> {
    const at = this.#step?.at;
    if (at !== undefined) await this.#restore(at, false);
  }

  /** Undoes the last restore. */
  async unrestore(): Promise<void> {
    const { outcome } = this;
    if (outcome?.kind === "restored") await this.#restore(outcome.result.undo, true);
  }

  /** Names the displayed moment; in the present, that of the last step. */
  async name(name: string): Promise<void> {
    const at = (this.#step ?? this.log.steps.at(-1))?.at;
    if (at === undefined) return;
    const { client } = this.parts;
    await this.#try("naming", async () => {
      await client.remember(at, name);
      this.moments = await client.moments();
    });
  }

  /** True if the page has copies made. */
  get copies(): boolean {
    return this.parts.copier !== undefined;
  }

  /** Has the displayed moment copied into a new room; in the present, that of the last step. */
  async copy(): Promise<void> {
    const { copier } = this.parts;
    const { steps } = this.log;
    const step = this.#step ?? steps.at(-1);
    const past = step && this.log.after(steps.indexOf(step));
    if (!copier || !step || !past?.plan) return;
    const state = { at: step.at, digest: digest(past.plan.version, [...past.items.values()]) };
    this.#player.pause();
    await this.#try("copying", async () => {
      this.outcome = { kind: "copied", at: state.at, link: await copier(state) };
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

  /** Runs an operation, and sets `doing` meanwhile; a HistoryError becomes the outcome. */
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

  /** Computes the stops after a change of log or filter; the knob keeps its moment, or goes to one before. */
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
    // The last stop is displayed for the longest pause before the present is.
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

/** Returns a state that has a plan, as that after every step of a log has; undefined if it has none. */
function seeable({ plan, items, gone }: ReturnType<ChangeLog["after"]>): Shown | undefined {
  return plan && { plan, items, gone };
}
