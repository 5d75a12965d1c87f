// The state of a walk through the room: position, direction of view, and the pressed keys and buttons.

import type { PerspectiveCamera } from "three";
import type { Position } from "../../client/index.ts";
import { shortestTurn } from "../../geometry/index.ts";
import type { PlanBody, Point } from "../../model/index.ts";
import { toPosition, toWorld } from "../space.ts";
import { type Barrier, barriers, eyeMm, standing, walked } from "./collision.ts";

/** Motion that a key or a button of the touch controls causes while it is pressed. */
export type Push = "ahead" | "back" | "left" | "right" | "turn-left" | "turn-right";

const pushes: Readonly<Record<string, Push>> = {
  KeyW: "ahead",
  KeyS: "back",
  KeyA: "left",
  KeyD: "right",
  ArrowUp: "ahead",
  ArrowDown: "back",
  ArrowLeft: "turn-left",
  ArrowRight: "turn-right",
};

/** Walking speed, millimetres per second. */
const pace = 1400;
/** Turning speed, radians per second. */
const turnPace = 1.6;
const radiansPerPixel = 0.005;
/** Steepest angle of view up or down, radians. */
const steepest = 1.2;
/**
 * Vertical angles of view, degrees; larger on an upright canvas, whose view would otherwise be too narrow.
 */
const wideAngle = 62;
const tallAngle = 84;
/** What remains of a way and of a turn that counts as nothing, millimetres and radians. */
const thereMm = 2;
const thereTurn = 0.001;
/**
 * Distance behind the middle of the room at which a walk begins, so that the
 * room is in front of the camera, millimetres; less where a wall is in the way.
 */
const backMm = 3000;

export class FirstPersonControls {
  readonly #pushed = new Set<Push>();
  #at: Point = [0, 0];
  #yaw = 0;
  #pitch = -0.06;
  #walls: Barrier[] = [];

  constructor(
    private readonly camera: PerspectiveCamera,
    private readonly plan: () => PlanBody,
  ) {}

  /**
   * Starts a walk in the room, facing as the camera faces; returns false when the room has no space for it.
   */
  enter(): boolean {
    const start = standing(this.plan());
    if (!start) return false;
    const ahead = this.camera.getWorldDirection(this.camera.position.clone());
    this.#yaw = Math.atan2(ahead.x, -ahead.z);
    this.#pitch = -0.06;
    this.#at = start;
    this.room();
    const back: Point = [start[0] - Math.sin(this.#yaw) * backMm, start[1] + Math.cos(this.#yaw) * backMm];
    this.#at = walked(this.plan(), this.#walls, start, back);
    this.camera.fov = this.camera.aspect < 1 ? tallAngle : wideAngle;
    this.camera.updateProjectionMatrix();
    this.#look();
    return true;
  }

  /** Returns the eye, and a point a metre ahead of it. */
  seen(): { eye: Position; target: Position } {
    const ahead = this.camera.getWorldDirection(this.camera.position.clone());
    return {
      eye: toPosition(this.camera.position),
      target: toPosition(ahead.add(this.camera.position)),
    };
  }

  /**
   * Goes a part (0 to 1) of the way to where another person walks and looks, also through walls; returns false when
   * it is there.
   */
  approach({ eye, target }: { eye: Position; target: Position }, part: number): boolean {
    const [x, y, z] = [target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]];
    const turn = wrapped(Math.atan2(x, -y) - this.#yaw);
    const raise = Math.min(steepest, Math.max(-steepest, Math.atan2(z, Math.hypot(x, y)))) - this.#pitch;
    const way: Point = [eye[0] - this.#at[0], eye[1] - this.#at[1]];
    const there = Math.hypot(...way) < thereMm && Math.abs(turn) + Math.abs(raise) < thereTurn;
    const step = there ? 1 : part;
    this.#at = [this.#at[0] + way[0] * step, this.#at[1] + way[1] * step];
    this.#yaw += turn * step;
    this.#pitch += raise * step;
    this.#look();
    return step < 1;
  }

  /** Takes over changed walls; moves the position out of a wall that it is now in. */
  room(): void {
    this.#walls = barriers(this.plan());
    this.#at = standing(this.plan(), this.#at) ?? this.#at;
  }

  /** Applies a key (`KeyboardEvent.code`); returns false when it has no meaning in a walk. */
  key(code: string, down: boolean): boolean {
    const push = pushes[code];
    if (push) this.push(push, down);
    return push !== undefined;
  }

  push(push: Push, down: boolean): void {
    if (down) this.#pushed.add(push);
    else this.#pushed.delete(push);
  }

  halt(): void {
    this.#pushed.clear();
  }

  /** Turns the view by the pixels that a pointer was dragged. */
  look(right: number, down: number): void {
    this.#yaw -= right * radiansPerPixel;
    this.#pitch = Math.min(steepest, Math.max(-steepest, this.#pitch + down * radiansPerPixel));
    this.#look();
  }

  /** Moves on by one frame of `ms` milliseconds; returns true while something is pressed. */
  step(ms: number): boolean {
    const is = (push: Push) => (this.#pushed.has(push) ? 1 : 0);
    this.#yaw += ((is("turn-right") - is("turn-left")) * turnPace * ms) / 1000;
    const ahead = is("ahead") - is("back");
    const aside = is("right") - is("left");
    const far = (pace * ms) / 1000 / (Math.hypot(ahead, aside) || 1);
    const sin = Math.sin(this.#yaw);
    const cos = Math.cos(this.#yaw);
    const to: Point = [
      this.#at[0] + (ahead * sin + aside * cos) * far,
      this.#at[1] + (aside * sin - ahead * cos) * far,
    ];
    if (ahead !== 0 || aside !== 0) this.#at = walked(this.plan(), this.#walls, this.#at, to);
    this.#look();
    return this.#pushed.size > 0;
  }

  #look(): void {
    this.camera.position.copy(toWorld(this.#at, eyeMm));
    this.camera.rotation.set(this.#pitch, -this.#yaw, 0, "YXZ");
  }
}

/** Returns the same angle from -π up to, but not including, π radians. */
function wrapped(angle: number): number {
  return (shortestTurn(0, (angle * 180) / Math.PI) * Math.PI) / 180;
}
