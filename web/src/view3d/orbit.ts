// The camera outside the room: it orbits, pans and zooms, but never goes below the floor.

import { type PerspectiveCamera, Vector3 } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { SharedView } from "../client/index.ts";
import { usualCeilingMm } from "../geometry/ceiling.ts";
import { bounds } from "../geometry/index.ts";
import type { Insets } from "../geometry/insets.ts";
import { outerWallMm } from "../geometry/openings.ts";
import type { PlanBody, Point } from "../model/index.ts";
import { fromPosition, mmPerMetre, toPosition, toWorld } from "./space.ts";

/** Initial direction from the target to the camera: from the front, a little from the right, well above. */
const home = new Vector3(0.18, 0.95, 1).normalize();
/** Time constant of the motion after a release, milliseconds: it falls to about a third in that time. */
const glideMs = 130;
/** Rotation per key press, radians. */
const step = Math.PI / 24;
const nearest = 0.8;
/** Least ratio of width to depth of a room that counts as long. */
const longRoom = 1.3;
/** Height of the target as a fraction of the room's height. */
const sight = 0.2;

/** The corners of a rectangle from its middle, as parts of half its sides. */
const corners = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

/** A remaining way that counts as none, as a fraction of the camera's distance. */
const thereParts = 0.0005;

type OrbitView = Extract<SharedView, { mode: "3d" }>;

/** Size of the canvas in pixels. */
interface Area {
  width: number;
  height: number;
}

export class Orbit {
  readonly controls: OrbitControls;
  /** True while the camera is where `fit` has put it. */
  whole = false;
  /** True while a pointer is pressed that may move the camera. */
  #handled = false;
  #clear: Point = [1, 1];
  #box = bounds([]);
  #ceiling = usualCeilingMm;

  constructor(
    private readonly camera: PerspectiveCamera,
    surface: HTMLElement,
    changed: () => void,
    /** Called when the user moves the camera. */
    chosen: () => void,
  ) {
    this.controls = new OrbitControls(camera, surface);
    this.controls.enableDamping = true;
    this.controls.maxPolarAngle = Math.PI / 2 - 0.03;
    this.controls.minDistance = nearest;
    this.controls.zoomToCursor = true;
    this.controls.screenSpacePanning = false;
    this.controls.addEventListener("change", () => {
      if (this.#handled) chosen();
      changed();
    });
    this.controls.addEventListener("start", () => {
      this.#handled = true;
      this.whole = false;
      changed();
    });
    this.controls.addEventListener("end", () => {
      this.#handled = false;
    });
    surface.addEventListener("wheel", () => this.controls.enabled && chosen(), { passive: true });
  }

  /** The uncovered fractions of width and height, as of the last `fit`; the camera's axis is in their middle. */
  get clear(): Point {
    return this.#clear;
  }

  /** Returns the corners of a box around the room with its walls. */
  around(): Vector3[] {
    const { x, y, width, height } = this.#box;
    const [w, d] = [width / 2 + outerWallMm, height / 2 + outerWallMm];
    const middle: Point = [x + width / 2, y + height / 2];
    return corners.flatMap(([sx, sy]) =>
      [0, this.#ceiling].map((z) => toWorld([middle[0] + sx * w, middle[1] + sy * d], z)),
    );
  }

  /** Point that the camera looks at, on the plan. */
  get target(): Point {
    const { x, z } = this.controls.target;
    return [x * mmPerMetre, z * mmPerMetre];
  }

  /** Sets the room's bounds and height, and the largest distance of the camera. */
  room({ outline, ceiling }: PlanBody): void {
    this.#box = bounds(outline);
    this.#ceiling = ceiling ?? usualCeilingMm;
    const { width, height } = this.#box;
    this.controls.maxDistance = (Math.hypot(width, height) / mmPerMetre) * 2.5 + 4;
  }

  /**
   * Shows the whole room with its walls from the initial direction, in the canvas without `beside` (pixels).
   */
  fit(beside: Insets, area: Area): void {
    const { x, y, width, height } = this.#box;
    const way = this.#way();
    const far = this.#distance(way, this.#aim(beside, area));
    const target = toWorld([x + width / 2, y + height / 2], this.#ceiling * sight);
    // On a narrow canvas the whole room needs more distance than `room` allows.
    this.controls.maxDistance = Math.max(this.controls.maxDistance, far * 1.3);
    this.#rest();
    this.controls.target.copy(target);
    this.camera.position
      .copy(way)
      .multiplyScalar(far * 1.06)
      .add(target);
    this.controls.update();
    this.whole = true;
  }

  /**
   * Returns the initial direction: from the front, or along a long
   * room on an upright canvas, where it would otherwise be a strip.
   */
  #way(): Vector3 {
    const { width, height } = this.#box;
    const across = this.camera.aspect < 1 && width > height * longRoom;
    return across ? new Vector3(home.z, home.y, -home.x) : home;
  }

  /**
   * Moves the view's centre to the middle of the uncovered part of the canvas;
   * returns the uncovered fractions of width and height, at least 0.5 each.
   */
  #aim({ right, bottom }: Insets, { width, height }: Area): Point {
    const across = Math.max(0.5, 1 - right / width);
    const down = Math.max(0.5, 1 - bottom / height);
    const left = ((1 - across) / 2) * width;
    const up = ((1 - down) / 2) * height;
    this.camera.setViewOffset(width, height, left, up, width, height);
    this.#clear = [across, down];
    return this.#clear;
  }

  /** Returns the distance from which all corners of the room are in the uncovered part of the canvas. */
  #distance(way: Vector3, [across, down]: Point): number {
    const { width, height } = this.#box;
    const rightwards = new Vector3(0, 1, 0).cross(way).normalize();
    const upwards = new Vector3();
    upwards.crossVectors(way, rightwards);
    const tan = Math.tan((this.camera.fov * Math.PI) / 360);
    const half = new Vector3(width / 2 + outerWallMm, 0, height / 2 + outerWallMm);
    let far = nearest;
    for (const [sx, sz] of corners) {
      for (const level of [-sight, 1 - sight]) {
        const p = new Vector3(half.x * sx, level * this.#ceiling, half.z * sz).divideScalar(mmPerMetre);
        const wide = Math.abs(p.dot(rightwards)) / (tan * this.camera.aspect * across);
        far = Math.max(far, p.dot(way) + Math.max(wide, Math.abs(p.dot(upwards)) / (tan * down)));
      }
    }
    return far;
  }

  /** Returns what is in the uncovered part of the canvas. */
  seen(): OrbitView {
    const { target } = this.controls;
    const far = this.camera.position.distanceTo(target);
    const [width, height] = this.#perMetre();
    const length = (perMetre: number) => Math.max(1, Math.round(far * perMetre * mmPerMetre));
    return {
      mode: "3d",
      eye: toPosition(this.camera.position),
      target: toPosition(target),
      width: length(width),
      height: length(height),
    };
  }

  /**
   * Goes a part (0 to 1) of the way to where another person's camera is, or farther back, so that what is in sight
   * there is in the uncovered part of this canvas; returns false when it is there.
   */
  approach(view: OrbitView, part: number): boolean {
    const { controls, camera } = this;
    const target = fromPosition(view.target);
    const [width, height] = this.#perMetre();
    const far = Math.max(view.width / width, view.height / height) / mmPerMetre;
    const eye = fromPosition(view.eye).sub(target).setLength(far).add(target);
    const left = () => Math.max(eye.distanceTo(camera.position), target.distanceTo(controls.target));
    const before = left();
    const step = before < far * thereParts ? 1 : part;
    this.whole = false;
    controls.maxDistance = Math.max(controls.maxDistance, far);
    this.#rest();
    camera.position.lerp(eye, step);
    controls.target.lerp(target, step);
    controls.update();
    // The controls keep the camera above the floor, so that it may never be there.
    return step < 1 && left() < before;
  }

  /** Returns width and height of what is in the uncovered part of the canvas at a distance of 1, in the same unit. */
  #perMetre(): Point {
    const [across, down] = this.#clear;
    const height = 2 * Math.tan((this.camera.fov * Math.PI) / 360);
    return [height * this.camera.aspect * across, height * down];
  }

  turn(right: number, up: number): void {
    this.whole = false;
    this.controls.rotateLeft(right * step);
    this.controls.rotateUp(up * step);
  }

  zoom(factor: number): void {
    this.whole = false;
    const away = this.camera.position.clone().sub(this.controls.target);
    const far = Math.min(this.controls.maxDistance, Math.max(nearest, away.length() / factor));
    this.camera.position.copy(this.controls.target).add(away.setLength(far));
    this.controls.update();
  }

  /**
   * Updates the camera, `ms` after the last frame; returns true while it
   * moves. With `still` (reduced motion) it stops as soon as the pointer does.
   */
  update(ms: number, still: boolean): boolean {
    this.controls.dampingFactor = still ? 1 : 1 - Math.exp(-ms / glideMs);
    this.#hold();
    return this.controls.update();
  }

  dispose(): void {
    this.controls.dispose();
  }

  /** Ends the motion after a release: an update without damping discards it. */
  #rest(): void {
    this.controls.enableDamping = false;
    this.controls.update();
    this.controls.enableDamping = true;
  }

  /** Keeps the target inside the room, so that panning never loses sight of it. */
  #hold(): void {
    const { x, y, width, height } = this.#box;
    const { target } = this.controls;
    const clamp = (value: number, from: number, to: number) =>
      Math.min(to / mmPerMetre, Math.max(from / mmPerMetre, value));
    const held = new Vector3(
      clamp(target.x, x, x + width),
      clamp(target.y, 0, this.#ceiling),
      clamp(target.z, y, y + height),
    );
    this.camera.position.add(held.clone().sub(target));
    target.copy(held);
  }
}
