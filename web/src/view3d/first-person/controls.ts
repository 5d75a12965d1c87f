// Somebody who walks through the room: where they are, where they look, what they press.

import type { PerspectiveCamera } from "three";
import type { PlanBody, Point } from "../../model/index.ts";
import { toWorld } from "../space.ts";
import { type Barrier, barriers, eyeMm, standing, walked } from "./collision.ts";

/** What a key or a button of the pad does while it is down. */
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

/** An unhurried pace, millimetres a second. */
const pace = 1400;
/** Radians a second. */
const turnPace = 1.6;
const radiansPerPixel = 0.005;
/** Nobody looks straight up or down. */
const steepest = 1.2;
/** Degrees; an upright picture is taller, or it would be a slit. */
const wideAngle = 62;
const tallAngle = 84;
/** One begins with the room before oneself: so far back from its middle, as far as there is room. */
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

  /** Steps into the room, looking the way the camera looks; false when nobody fits in. */
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

  /** The walls were moved: whoever stands in one now steps aside. */
  room(): void {
    this.#walls = barriers(this.plan());
    this.#at = standing(this.plan(), this.#at) ?? this.#at;
  }

  /** True when a key means something to a walker. */
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

  /** Looks round, by pixels that a pointer was dragged. */
  look(right: number, down: number): void {
    this.#yaw -= right * radiansPerPixel;
    this.#pitch = Math.min(steepest, Math.max(-steepest, this.#pitch + down * radiansPerPixel));
    this.#look();
  }

  /** Goes on by some milliseconds; true while something is pressed. */
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
