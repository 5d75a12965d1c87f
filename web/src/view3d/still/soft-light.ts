// Light from surfaces in place of points: with each picture the sun is at another place of a disc, and a
// part of the sky's light comes from another direction, and casts shadows.

import { DirectionalLight, Vector3 } from "three";
import type { Lights } from "../lights.ts";
import { halton } from "./halton.ts";

/** Radius of the sun's disc as a fraction of its distance: larger than the real one, as in thin clouds. */
const sunRadius = 0.06;
/** Part of the sky's light that casts shadows. */
const shadowedSky = 0.5;
/** Blur of the shadows, in pixels of their map: few pictures then show no edges of single shadows. */
const blur = { radius: 10, sun: 12, pixels: 1024 } as const;

export class SoftLight {
  readonly #dome = new DirectionalLight();
  readonly #middle: Vector3;
  readonly #sky: number;
  readonly #sharp: number;

  constructor(private readonly lights: Lights) {
    const { sun, sky } = lights;
    this.#middle = sun.position.clone();
    this.#sky = sky.intensity;
    this.#sharp = sun.shadow.radius;
    sky.intensity *= 1 - shadowedSky;
    this.#dome.color.copy(sky.color);
    // The mean cosine of directions of a hemisphere is a half.
    this.#dome.intensity = this.#sky * shadowedSky * 2;
    this.#dome.castShadow = true;
    this.#dome.target = sun.target;
    this.#dome.shadow.copy(sun.shadow);
    this.#dome.shadow.radius = blur.radius;
    this.#dome.shadow.mapSize.set(blur.pixels, blur.pixels);
    sun.shadow.radius = blur.sun;
    lights.group.add(this.#dome);
  }

  /** Sets the directions for the picture with index `i`. */
  shine(i: number): void {
    const { position, target } = this.lights.sun;
    const ray = this.#middle.clone().sub(target.position);
    const across = new Vector3(0, 1, 0).cross(ray).normalize();
    const along = ray.clone().cross(across).normalize();
    const turn = 2 * Math.PI * halton(i, 2);
    const off = ray.length() * sunRadius * Math.sqrt(halton(i, 3));
    position.copy(this.#middle);
    position.addScaledVector(across, Math.cos(turn) * off).addScaledVector(along, Math.sin(turn) * off);
    const up = halton(i, 3);
    this.#dome.position.setFromSphericalCoords(ray.length(), Math.acos(up), 2 * Math.PI * halton(i, 5));
    this.#dome.position.add(target.position);
  }

  /** Gives the lights back as they were. */
  dispose(): void {
    const { sun, sky } = this.lights;
    sun.position.copy(this.#middle);
    sun.shadow.radius = this.#sharp;
    sky.intensity = this.#sky;
    this.#dome.removeFromParent();
    this.#dome.shadow.dispose();
  }
}
