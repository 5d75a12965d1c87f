// The room in 3D: puts its parts together and draws them when something changed.

import { PerspectiveCamera, type WebGLRenderer, Scene as World } from "three";
import type { Changes, Stage } from "../planner/scene.ts";
import { makeRenderer, resize } from "./canvas.ts";
import { Frames } from "./frames.ts";
import type { View3d } from "./index.ts";

export class RoomView implements View3d {
  readonly element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #renderer: WebGLRenderer;
  readonly #world = new World();
  readonly #camera = new PerspectiveCamera(45, 1, 0.05, 200);
  readonly #frames = new Frames((ms) => this.#draw(ms));
  readonly #resized = new ResizeObserver(() => this.#resize());

  constructor(readonly stage: Stage) {
    this.element.className = "view3d";
    this.element.append(this.#canvas);
    this.#renderer = makeRenderer(this.#canvas);
    this.#resized.observe(this.element);
  }

  update(_changes: Changes): void {
    this.#frames.ask();
  }

  focus(_id: string): void {}

  fit(): void {
    this.#frames.ask();
  }

  zoom(_factor: number): void {
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

  #resize(): void {
    const { clientWidth, clientHeight } = this.element;
    if (!resize(this.#renderer, clientWidth, clientHeight)) return;
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
    this.#frames.ask();
  }

  #draw(_ms: number): boolean {
    this.#renderer.render(this.#world, this.#camera);
    return false;
  }
}
