// Displays what a followed person sees, and tells the others what is displayed here. Loaded when another person
// comes.

import type { SharedPresence } from "../client/shared-presence.ts";
import type { Box } from "../geometry/index.ts";
import { isEqual } from "../json/equal.ts";
import { FollowingPlan } from "../plan2d/following.ts";
import type { PlanView } from "../plan2d/index.ts";
import type { Planner } from "../planner/planner.ts";
import type { FollowingView } from "../planner/scene.ts";
import type { View3d } from "../view3d/types.ts";

/** Time in which the remaining way shrinks to about a third (1/e), milliseconds. */
const paceMs = 84;
/** Largest time step, so that the view does not jump after a pause; milliseconds. */
const longestFrameMs = 50;

export interface ViewFollowingHost {
  planner: Planner;
  plan: PlanView;
  shared: SharedPresence;
  /** Returns the 3D view, once it was opened. */
  view3d: () => View3d | undefined;
  /** Returns the part of the views that a panel covers, pixels. */
  cover: () => Box | undefined;
  /** Aborts when the room is left. */
  signal: AbortSignal;
}

export class ViewFollowing {
  readonly #plan: FollowingPlan;
  #followed: string | undefined;
  /** Whether the plan or the 3D view was displayed at the last update. */
  #view: "2d" | "3d" | undefined;
  /** The kind of view that the followed person used last. */
  #theirs: "2d" | "3d" | undefined;
  #frame: number | undefined;
  #drawnAt = 0;

  constructor(private readonly host: ViewFollowingHost) {
    const { plan, shared, cover } = host;
    this.#plan = new FollowingPlan(plan.camera, cover);
    shared.view = () => this.#shown.seen();
    plan.looked = () => shared.looked();
    host.signal.addEventListener("abort", () => this.#cancel());
    this.update();
  }

  /** Updates all after a change of the scene, or of what another person sees. */
  update(): void {
    const { planner, shared } = this.host;
    const { followedPeer, followers, view } = planner.settings;
    const view3d = this.host.view3d();
    const now = shared.followers;
    if (!isEqual(now, followers)) planner.set({ followers: now });
    if (view3d) view3d.looked = () => shared.looked();
    if (followedPeer !== this.#followed) {
      this.#followed = followedPeer;
      this.#theirs = undefined;
      shared.follow(followedPeer);
    }
    if (view !== this.#view) {
      this.#view = view;
      shared.looked();
    }
    if (followedPeer !== undefined && !this.host.signal.aborted)
      this.#frame ??= requestAnimationFrame((now) => this.#draw(now));
  }

  get #shown(): FollowingView {
    const view3d = this.host.view3d();
    return this.host.planner.settings.view === "3d" && view3d ? view3d : this.#plan;
  }

  #draw(now: number): void {
    this.#frame = undefined;
    const { planner } = this.host;
    if (planner.settings.followedPeer === undefined) return;
    const ms = Math.min(longestFrameMs, now - this.#drawnAt);
    this.#drawnAt = now;
    const part = planner.settings.reducedMotion ? 1 : 1 - Math.exp(-ms / paceMs);
    if (this.#approach(part)) this.#frame = requestAnimationFrame((next) => this.#draw(next));
  }

  /** Goes a part of the way to what the followed person sees; returns false when it is there. */
  #approach(part: number): boolean {
    const { planner, shared } = this.host;
    const view = shared.followedView;
    if (!view) return this.#approachCursor(part);
    const theirs = view.mode === "2d" ? "2d" : "3d";
    // Only once: where 3D can't be displayed, the plan displays what they see.
    if (theirs !== this.#theirs) planner.set({ view: theirs });
    this.#theirs = theirs;
    return this.#shown.approach(view, part);
  }

  /** The same for the cursor of a person of whom no view is known. */
  #approachCursor(part: number): boolean {
    const { planner } = this.host;
    const { followedPeer, view } = planner.settings;
    const cursor = planner.cursors().find(({ peer }) => peer === followedPeer);
    if (!cursor || view === "3d") return false;
    return this.#plan.approachSpot([cursor.x, cursor.y], part) || cursor.moving;
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
