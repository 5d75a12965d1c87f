// Daylight: a sun that shines in through the windows, and ambient light from the sky and the floor.

import { DirectionalLight, Group, HemisphereLight } from "three";
import { bounds } from "../geometry/index.ts";
import type { PlanBody, Point } from "../model/index.ts";
import type { Palette } from "./palette.ts";
import { wallRuns } from "./room/walls.ts";
import { mmPerMetre, toWorld } from "./space.ts";

const shadowPixels = 2048;
/** Tangent of the sun's elevation, 58°: low enough to cast shadows, high enough to shine over the walls. */
const steepness = 1.6;
/** Angle between the sun and the windows' direction, radians. */
const aside = 0.55;

export class Lights {
  readonly group = new Group();
  readonly sun = new DirectionalLight("#fff1dc", 1.6);
  readonly sky = new HemisphereLight("#fffaf2", "#e9dccb", 2.7);
  readonly #fill = new DirectionalLight("#dfe8f2", 0.35);

  constructor() {
    const { shadow } = this.sun;
    this.sun.castShadow = true;
    shadow.mapSize.set(shadowPixels, shadowPixels);
    shadow.radius = 4;
    shadow.bias = -0.0004;
    shadow.normalBias = 0.03;
    this.group.add(this.sun, this.sun.target, this.sky, this.#fill, this.#fill.target);
  }

  /** Places the sun on the windows' side, and fits its shadow camera to the room. */
  place(plan: PlanBody): void {
    const { x, y, width, height } = bounds(plan.outline);
    const middle: Point = [x + width / 2, y + height / 2];
    const reach = Math.hypot(width, height) / 2 / mmPerMetre + 0.5;
    const angle = sunAngle(plan) + aside;
    const target = toWorld(middle);
    const far = reach * 2 + 4;
    this.sun.target.position.copy(target);
    this.sun.position
      .set(Math.cos(angle), steepness, Math.sin(angle))
      .normalize()
      .multiplyScalar(far)
      .add(target);
    this.#fill.target.position.copy(target);
    this.#fill.position.set(-Math.cos(angle), 1.2, -Math.sin(angle)).multiplyScalar(far).add(target);
    const { camera } = this.sun.shadow;
    Object.assign(camera, {
      left: -reach,
      right: reach,
      top: reach,
      bottom: -reach,
      near: 0.5,
      far: far * 2,
    });
    camera.updateProjectionMatrix();
  }

  /** Sets the lights' colours: evening in the dark scheme, day in the light one. */
  scheme({ dark }: Palette): void {
    this.sun.color.set(dark ? "#ffd7a8" : "#fff1dc");
    this.sun.intensity = dark ? 1.4 : 1.6;
    this.sky.intensity = dark ? 2.2 : 2.7;
    this.#fill.intensity = dark ? 0.2 : 0.35;
  }

  dispose(): void {
    this.sun.dispose();
  }
}

/**
 * Returns the outward direction of most of the glass, radians on the plan;
 * up on the plan when there is no glass or opposite windows balance.
 */
function sunAngle(plan: PlanBody): number {
  let sx = 0;
  let sy = 0;
  for (const { face, back, openings } of wallRuns(plan)) {
    const glass = openings.filter((o) => o.kind === "window").reduce((sum, o) => sum + o.to - o.from, 0);
    sx += (back[0][0] - face[0][0] + back[1][0] - face[1][0]) * glass;
    sy += (back[0][1] - face[0][1] + back[1][1] - face[1][1]) * glass;
  }
  return Math.hypot(sx, sy) < 1 ? -Math.PI / 2 : Math.atan2(sy, sx);
}
