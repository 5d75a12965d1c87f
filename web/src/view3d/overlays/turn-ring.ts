// The ring around the selection, with a knob that turns it.

import { CylinderGeometry, Group, Mesh, MeshBasicMaterial, type PerspectiveCamera } from "three";
import { bounds, direction } from "../../geometry/index.ts";
import type { Point, ViewPoint } from "../../model/index.ts";
import { ledBy } from "../../planner/load.ts";
import type { Scene } from "../../planner/scene.ts";
import type { Items } from "../items/items.ts";
import type { Palette } from "../palette.ts";
import { mmPerMetre, toWorld } from "../space.ts";
import { ring } from "./flat-lines.ts";

/** Distance of the ring from the outermost corner. */
const spareMm = 150;
const levelMm = 24;
/** Radius within which a pointer hits the knob: a fingertip. */
const reachPx = 26;

export class TurnRing {
  readonly group = new Group();
  readonly #material = new MeshBasicMaterial({
    transparent: true,
    opacity: 0.95,
    depthWrite: false,
    toneMapped: false,
  });
  /** Material of a light rim, so that the ring stands out on a carpet of its own colour. */
  readonly #halo = this.#material.clone();
  readonly #ring = new Mesh(ring(1000, 16), this.#material);
  readonly #rim = new Mesh(ring(1000, 34), this.#halo);
  readonly #knob = new Mesh(new CylinderGeometry(0.075, 0.075, 0.03, 28), this.#material);
  readonly #grip = new Mesh(new CylinderGeometry(0.1, 0.1, 0.02, 28), this.#halo);
  #radius = 1000;
  /** Point on the plan that the selection turns about, and its height; undefined while the ring is hidden. */
  centre: { at: Point; height: number } | undefined;

  constructor() {
    this.#knob.add(this.#grip);
    this.#rim.renderOrder = this.#grip.renderOrder = 1;
    this.#ring.renderOrder = this.#knob.renderOrder = 2;
    this.group.add(this.#rim, this.#ring, this.#knob);
    this.group.visible = false;
  }

  /** Places the ring around the selected items where they are displayed now. */
  update(scene: Scene, stood: Items, palette: Palette): void {
    const { selection, editable } = scene;
    const led = editable ? ledBy(scene, selection) : [];
    const chosen = led.flatMap((id) => stood.get(id) ?? []);
    this.group.visible = chosen.length > 0;
    if (!this.group.visible) {
      this.centre = undefined;
      return;
    }
    const box = bounds(chosen.map(({ now }): Point => [now.x, now.y]));
    const centre: Point = [box.x + box.width / 2, box.y + box.height / 2];
    const radius = Math.max(
      ...chosen.map(({ now, piece: { size } }) => {
        const away = Math.hypot(now.x - centre[0], now.y - centre[1]);
        return away + Math.hypot(size.width, size.depth) / 2 + spareMm;
      }),
    );
    const height = Math.min(...chosen.map(({ now }) => now.z));
    this.centre = { at: centre, height };
    this.#lay(centre, height, radius, chosen[0]?.now.rotation ?? 0);
    this.#material.color.copy(palette.accent);
    this.#halo.color.copy(palette.surface);
  }

  /** Reports whether a point of the canvas, pixels from its upper left corner, is on the knob. */
  hit(at: ViewPoint, camera: PerspectiveCamera, width: number, height: number): boolean {
    if (!this.group.visible) return false;
    const spot = this.#knob.getWorldPosition(this.#knob.position.clone()).project(camera);
    const x = ((spot.x + 1) / 2) * width;
    const y = ((1 - spot.y) / 2) * height;
    return spot.z < 1 && Math.hypot(at[0] - x, at[1] - y) < reachPx;
  }

  dispose(): void {
    for (const part of [this.#ring, this.#rim, this.#knob, this.#grip]) part.geometry.dispose();
    this.#material.dispose();
    this.#halo.dispose();
  }

  /** Places the ring, with its knob at the front of an item of that rotation. */
  #lay(centre: Point, height: number, radius: number, rotation: number): void {
    this.group.position.copy(toWorld(centre, height + levelMm));
    if (Math.abs(radius - this.#radius) > 1) {
      for (const line of [this.#ring, this.#rim]) line.geometry.dispose();
      this.#ring.geometry = ring(radius, 16);
      this.#rim.geometry = ring(radius, 34);
      this.#radius = radius;
    }
    const [dx, dy] = direction(rotation + 90);
    this.#knob.position.set((dx * radius) / mmPerMetre, 0.015, (dy * radius) / mmPerMetre);
  }
}
