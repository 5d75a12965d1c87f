// The room in 3D: puts its parts together and draws them when something changed.

import { PerspectiveCamera, type WebGLRenderer, Scene as World } from "three";
import type { Point } from "../client/index.ts";
import type { Changes, Stage } from "../planner/scene.ts";
import { makeRenderer, resize } from "./canvas.ts";
import { Frames } from "./frames.ts";
import type { View3d } from "./index.ts";
import { Items } from "./items/items.ts";
import { Library } from "./items/library.ts";
import { Lights } from "./lights.ts";
import { Materials } from "./materials.ts";
import { Orbit } from "./orbit.ts";
import { type Palette, paletteOf } from "./palette.ts";
import { Shell } from "./room/shell.ts";
import { toPlan } from "./space.ts";

export class RoomView implements View3d {
  readonly element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #renderer: WebGLRenderer;
  readonly #world = new World();
  readonly #camera = new PerspectiveCamera(38, 1, 0.05, 200);
  readonly #frames = new Frames((ms) => this.#draw(ms));
  readonly #resized = new ResizeObserver(() => this.#resize());
  readonly #materials: Materials;
  readonly #lights = new Lights();
  readonly #shell = new Shell();
  readonly #items: Items;
  readonly #orbit: Orbit;
  #palette: Palette | undefined;
  #plan: unknown;

  constructor(private readonly stage: Stage) {
    this.element.className = "view3d";
    this.element.append(this.#canvas);
    this.#renderer = makeRenderer(this.#canvas);
    this.#materials = new Materials(this.#renderer);
    this.#items = new Items(new Library(this.#materials), () => this.#shadowsChanged());
    this.#orbit = new Orbit(this.#camera, this.#canvas, () => this.#frames.ask());
    this.#world.add(this.#lights.group, this.#shell.group, this.#items.group);
    this.#resized.observe(this.element);
  }

  update(changes: Changes): void {
    const scene = this.stage.scene();
    if (!this.#palette || changes.plan) this.#build();
    this.#items.update(scene, changes.items);
    if (changes.plan || changes.items.size > 0) this.#shadowsChanged();
    this.#frames.ask();
  }

  focus(_id: string): void {}

  fit(): void {
    this.#orbit.fit();
    this.#frames.ask();
  }

  zoom(factor: number): void {
    this.#orbit.zoom(factor);
    this.#frames.ask();
  }

  walk(_on: boolean): void {
    this.#frames.ask();
  }

  visible(on: boolean): void {
    this.#frames.run(on);
  }

  snapshot(): Promise<Blob> {
    this.#renderer.render(this.#world, this.#camera);
    return new Promise((resolve, reject) => {
      this.#canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))));
    });
  }

  dispose(): void {
    this.#frames.run(false);
    this.#resized.disconnect();
    this.#renderer.dispose();
    this.element.remove();
  }

  #build(): void {
    const { plan } = this.stage.scene();
    const palette = paletteOf(this.element);
    const first = this.#plan === undefined;
    this.#palette = palette;
    this.#plan = plan;
    this.#world.background = palette.paper;
    this.#shell.build(plan, palette);
    this.#lights.place(plan);
    this.#lights.scheme(palette);
    this.#materials.lit(palette.dark);
    this.#orbit.room(plan);
    if (first) this.#orbit.fit();
  }

  #shadowsChanged(): void {
    this.#renderer.shadowMap.needsUpdate = true;
    this.#frames.ask();
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.element;
    if (!resize(this.#renderer, clientWidth, clientHeight)) return;
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
    this.#orbit.fit();
    this.#frames.ask();
  }

  #draw(ms: number): boolean {
    const orbiting = this.#orbit.update();
    const eye: Point = toPlan(this.#camera.position);
    const fading = this.#shell.fade(eye, this.#orbit.target, ms, false);
    const gliding = this.#items.animate(ms);
    if (gliding !== "still") this.#renderer.shadowMap.needsUpdate = true;
    this.#renderer.render(this.#world, this.#camera);
    return orbiting || fading || gliding === "moving";
  }
}
