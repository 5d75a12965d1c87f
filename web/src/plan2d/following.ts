// The plan as a view that displays what another person sees. Loaded when another person comes.

import type { SharedView } from "../client/index.ts";
import type { Box } from "../geometry/index.ts";
import { insetsOf } from "../geometry/insets.ts";
import type { Point, ViewPoint } from "../model/index.ts";
import type { FollowingView } from "../planner/scene.ts";
import type { Camera } from "./camera.ts";
import { type Area, fitted, type Viewport } from "./viewport.ts";

/** A distance below it counts as none, pixels. */
const therePx = 0.5;
/** Smallest distance of a followed spot from the view's edges, pixels. */
const marginPx = 90;
/** Size of the area around somebody who walks through the room, millimetres. */
const aroundMm = 4_000;

export class FollowingPlan implements FollowingView {
  constructor(
    private readonly camera: Pick<Camera, "area" | "view" | "mmPerPx" | "toPlan" | "toView" | "take">,
    /** Returns the part of the view that a panel covers, pixels. */
    private readonly cover: () => Box | undefined,
  ) {}

  seen(): SharedView | undefined {
    const { area, mmPerPx } = this.camera;
    if (area.width === 0 || area.height === 0) return undefined;
    const { right, bottom } = insetsOf(this.cover(), area);
    const [x, y] = this.camera.toPlan([0, 0]);
    const length = (px: number) => Math.max(1, Math.round(px * mmPerPx));
    return {
      mode: "2d",
      x: Math.round(x),
      y: Math.round(y),
      width: length(area.width - right),
      height: length(area.height - bottom),
    };
  }

  approach(view: SharedView, part: number): boolean {
    const { area, view: from } = this.camera;
    const to = fitted(areaOf(view), area, insetsOf(this.cover(), area), 0);
    const far = distance(from, to, area);
    if (far === 0) return false;
    const there = part >= 1 || far < therePx;
    this.camera.take(there ? to : between(from, to, part));
    return !there;
  }

  /** Goes a part of the way that brings a spot (millimetres) back into the view; returns false when it is there. */
  approachSpot(spot: Point, part: number): boolean {
    const { area, view } = this.camera;
    const way = inwards(this.camera.toView(spot), area);
    if (area.width === 0 || !way) return false;
    const [dx, dy] = way.map((px) => (px * part) / view.scale) as [number, number];
    this.camera.take({ ...view, middle: [view.middle[0] - dx, view.middle[1] - dy] });
    return true;
  }
}

/** Returns the part of the plan that somebody sees, also in 3D. */
function areaOf(view: SharedView): Box {
  if (view.mode === "2d") return view;
  const { width, height } = view.mode === "3d" ? view : { width: aroundMm, height: aroundMm };
  const [x, y] = view.mode === "3d" ? view.target : view.eye;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Returns how far the corners of the view are from where they will be, at most; pixels. */
function distance(from: Viewport, to: Viewport, { width, height }: Area): number {
  const moved = Math.hypot(to.middle[0] - from.middle[0], to.middle[1] - from.middle[1]) * to.scale;
  return moved + Math.abs(1 - from.scale / to.scale) * Math.hypot(width, height);
}

/** Returns the viewport a part of the way; each step zooms by the same factor. */
function between(from: Viewport, to: Viewport, part: number): Viewport {
  const mix = (a: number, b: number) => a + (b - a) * part;
  return {
    middle: [mix(from.middle[0], to.middle[0]), mix(from.middle[1], to.middle[1])],
    scale: from.scale * (to.scale / from.scale) ** part,
  };
}

/** Returns the pan that brings a spot of the view far enough inside, pixels; undefined if it is. */
function inwards([x, y]: ViewPoint, { width, height }: Area): ViewPoint | undefined {
  const way: ViewPoint = [inward(x, width), inward(y, height)];
  return Math.hypot(...way) < therePx ? undefined : way;
}

function inward(at: number, length: number): number {
  const edge = Math.min(marginPx, length / 2);
  return at < edge ? edge - at : Math.min(0, length - edge - at);
}
