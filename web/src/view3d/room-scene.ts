// The three.js scene, and how it follows the planner's scene.

import {
  type Color,
  type PerspectiveCamera,
  type Raycaster,
  type WebGLRenderer,
  Scene as World,
} from "three";
import { loadModule } from "../loading/lazy-modules.ts";
import type { WallRef } from "../model/finishes.ts";
import type { PlanBody, Point } from "../model/index.ts";
import { standingIn } from "../planner/load.ts";
import type { EditableRoom, Scene } from "../planner/scene.ts";
import { hungOn } from "./items/hung-on.ts";
import { Items } from "./items/items.ts";
import { MeshCache } from "./items/mesh-cache.ts";
import { Lights } from "./lights.ts";
import { Materials } from "./materials.ts";
import { Cursors } from "./overlays/cursors.ts";
import { Guides } from "./overlays/guides.ts";
import { ItemOverlays } from "./overlays/item-overlays.ts";
import { Labels } from "./overlays/labels.ts";
import { TurnRing } from "./overlays/turn-ring.ts";
import type { Palette } from "./palette.ts";
import { type Highlight, Shell } from "./room/shell.ts";
import type { Sight } from "./still/picture-camera.ts";

export interface CameraPose {
  eye: Point;
  target: Point;
  walking: boolean;
}

export class RoomScene {
  readonly labels = new Labels();
  readonly ring = new TurnRing();
  readonly items: Items;
  readonly #world = new World();
  readonly #materials: Materials;
  readonly #lights = new Lights();
  readonly #shell = new Shell();
  readonly #itemOverlays: ItemOverlays;
  readonly #guides = new Guides();
  readonly #cursors = new Cursors((colour) => this.labels.peerColour(colour));
  #focused: string | undefined;
  /** The walls that items hang on. */
  #hung: { plan: PlanBody; on: ReadonlyMap<string, WallRef> } | undefined;

  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly stage: EditableRoom,
    private readonly ask: () => void,
  ) {
    this.#materials = new Materials(renderer);
    this.items = new Items(new MeshCache(this.#materials), () => this.#relit());
    this.#itemOverlays = new ItemOverlays(this.items);
    this.#world.add(this.#lights.group, this.#shell.group, this.items.group);
    this.#world.add(this.ring.group, this.#guides.group, this.#cursors.group);
  }

  /** Rebuilds the room when the plan, the palette or the catalogue changed. */
  build(scene: Scene, palette: Palette): void {
    if (!this.#shell.build(scene.plan, palette, scene.catalog)) return;
    this.#world.background = palette.paper;
    this.#lights.place(scene.plan);
    this.#lights.scheme(palette);
    this.#materials.lit(palette.dark);
    this.#relit();
  }

  update(scene: Scene, palette: Palette, changed: ReadonlySet<string>): void {
    this.items.update(scene, changed);
    this.#itemOverlays.update(scene, palette, changed);
    this.#guides.update(scene, palette);
    this.ring.update(scene, this.items, palette);
    if (changed.size > 0) this.#relit();
    if (changed.size > 0 || this.#hung?.plan !== scene.plan) {
      this.#hung = { plan: scene.plan, on: hungOn(scene.plan, standingIn(scene)) };
    }
  }

  /** Outlines the item that has keyboard focus. */
  focus(id: string | undefined, palette: Palette): void {
    const before = this.#focused;
    this.#focused = id;
    this.#itemOverlays.focus(id);
    this.#itemOverlays.update(
      this.stage.scene(),
      palette,
      [before, id].flatMap((one) => one ?? []),
    );
    this.ask();
  }

  roofed(on: boolean): void {
    this.#shell.roofed(on);
    this.ask();
  }

  /** Advances all animations by `ms`; returns true while one is running. */
  animate(ms: number, { eye, target, walking }: CameraPose, palette: Palette): boolean {
    const scene = this.stage.scene();
    const fading = this.#shell.fade(eye, target, scene.reducedMotion ? Infinity : ms, walking);
    const hidden = this.items.hide(this.#behind(scene));
    const gliding = this.items.animate(ms, scene.reducedMotion ? [] : this.stage.previews());
    if (gliding !== "still" || hidden) {
      this.renderer.shadowMap.needsUpdate = true;
      this.ring.update(scene, this.items, palette);
    }
    const pointing = this.#cursors.update(this.stage.cursors(), scene.peers);
    return fading || gliding === "moving" || pointing;
  }

  draw(camera: PerspectiveCamera): void {
    this.renderer.render(this.#world, camera);
    this.labels.render(this.#world, camera);
  }

  /** Returns a 4K picture of the room alone, in soft light. */
  async still(sight: Sight, paper: Color): Promise<Blob> {
    const { takeStill } = await loadModule("still", () => import("./still/index.ts"));
    const { background } = this.#world;
    const draw = (from: PerspectiveCamera) => {
      this.#world.background = null;
      this.drawBare(from);
      this.#world.background = background;
    };
    const parts = { renderer: this.renderer, lights: this.#lights, ...sight, paper, draw };
    // The shadows of the view are drawn again: the picture's are of other lights.
    return await takeStill(parts).finally(() => this.#relit());
  }

  /** Draws the room alone, without overlays, guides and cursors. */
  drawBare(camera: PerspectiveCamera): void {
    const overlays = [
      this.ring.group,
      this.#guides.group,
      this.#cursors.group,
      ...this.#itemOverlays.groups(),
    ];
    const seen = overlays.filter(({ visible }) => visible);
    for (const help of seen) help.visible = false;
    this.renderer.render(this.#world, camera);
    for (const help of seen) help.visible = true;
  }

  /** Draws again what was lost, after the WebGL context was restored. */
  restored(): void {
    this.#materials.reflect();
    this.#relit();
  }

  /** Highlights a wall; undefined ends it. */
  highlightWall(highlight: Highlight | undefined): void {
    this.#shell.highlight(highlight);
    this.ask();
  }

  pickWall(ray: Raycaster): WallRef | undefined {
    return this.#shell.pick(ray);
  }

  pick(ray: Raycaster): { id: string; height: number } | undefined {
    const hit = this.items.pick(ray);
    return hit && { id: hit.id, height: hit.at.y };
  }

  dispose(): void {
    for (const part of [
      this.#itemOverlays,
      this.items,
      this.#guides,
      this.#cursors,
      this.ring,
      this.#shell,
      this.#lights,
      this.#materials,
    ]) {
      part.dispose();
    }
  }

  /** Returns what hangs on faded walls, without what the user has chosen. */
  #behind({ selection }: Scene): Set<string> {
    const all = [...(this.#hung?.on ?? [])].filter(([id, wall]) => {
      return id !== this.#focused && !selection.has(id) && this.#shell.isFaded(wall);
    });
    return new Set(all.map(([id]) => id));
  }

  /** Requests new shadows; otherwise they are kept from frame to frame. */
  #relit(): void {
    this.renderer.shadowMap.needsUpdate = true;
    this.ask();
  }
}
