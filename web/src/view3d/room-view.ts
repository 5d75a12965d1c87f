// The 3D view: canvas, input, and a frame when something changed.

import { PerspectiveCamera, Raycaster, Vector2, type WebGLRenderer } from "three";
import type { SharedView } from "../client/index.ts";
import { highlightEvent } from "../finishes/highlight.ts";
import type { Box } from "../geometry/index.ts";
import { insetsOf } from "../geometry/insets.ts";
import { pageTexts } from "../i18n/index.ts";
import type { WallRef } from "../model/finishes.ts";
import type { Point, ViewPoint } from "../model/index.ts";
import { applies, bindingOf, type KeyView, pressedOf, type Scope } from "../planner/action-table.ts";
import { changedItems } from "../planner/changed-items.ts";
import type { EditableRoom, Scene } from "../planner/scene.ts";
import { facesOf } from "../snap/index.ts";
import { makeRenderer, resize } from "./canvas.ts";
import { type Caption, withCaption } from "./caption.ts";
import { A11yList } from "./input/a11y-list.ts";
import { seenStep } from "./input/keys.ts";
import { PointerInput } from "./input/pointer.ts";
import { WallList } from "./input/wall-list.ts";
import { Orbit } from "./orbit.ts";
import { type Palette, paletteOf } from "./palette.ts";
import { pngOf } from "./png.ts";
import { RenderLoop } from "./render-loop.ts";
import { RoomScene } from "./room-scene.ts";
import { toPlan } from "./space.ts";
import type { Sight } from "./still/picture-camera.ts";
import type { View3d } from "./types.ts";
import { WalkMode } from "./walk-mode.ts";
import { WallBar } from "./wall-bar.ts";

/** Vertical angle of view, degrees: narrow, so that furniture near the edge is not distorted. */
const angle = 38;
/** Keys on the canvas move the camera first; on an item of the list, that item. */
const onPicture: readonly Scope[] = ["view", "items", "planner"];
const onItem: readonly Scope[] = ["items", "view", "planner"];
/** Least width of an exported picture, pixels. */
const pictureWidth = 1920;

export class RoomView implements View3d {
  looked: () => void = () => {};
  readonly element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #renderer: WebGLRenderer;
  readonly #camera = new PerspectiveCamera(angle, 1, 0.05, 200);
  readonly #renderLoop = new RenderLoop((ms) => this.#draw(ms));
  readonly #resized = new ResizeObserver(() => this.#resize());
  readonly #ended = new AbortController();
  readonly #roomScene: RoomScene;
  readonly #orbit: Orbit;
  readonly #walkMode: WalkMode;
  readonly #list: A11yList;
  readonly #wallList = new WallList({
    focused: (wall) => this.#pointAt(wall),
    chosen: (wall) => this.#wallBar.open(wall, true),
  });
  readonly #wallBar: WallBar;
  readonly #pointerInput: PointerInput;
  #palette: Palette | undefined;
  #drawn: Scene | undefined;
  /** Whether the canvas has a size, and whether the whole room was fitted into it once. */
  #sized = false;
  #seen = false;
  #cover: Box | undefined;

  constructor(private readonly stage: EditableRoom) {
    this.element.className = "view3d";
    this.#renderer = makeRenderer(this.#canvas);
    const ask = () => this.#renderLoop.invalidate();
    this.#roomScene = new RoomScene(this.#renderer, stage, ask);
    this.#orbit = new Orbit(this.#camera, this.#canvas, ask, () => this.#chosen());
    this.#list = this.#makeList();
    this.#wallBar = new WallBar({
      stage,
      // It does not glow, so that its colour is seen.
      opened: (wall) => this.#roomScene.highlightWall(wall && { wall, glow: undefined }),
      back: () => this.#wallList.focus(),
    });
    this.element.append(this.#canvas, this.#roomScene.labels.element, this.#list.element);
    this.#pointerInput = this.#makePointerInput();
    this.#walkMode = this.#makeWalkMode();
    this.element.append(this.#walkMode.pad.element, this.#wallList.element, this.#wallBar.element);
    this.#listen();
    this.#resized.observe(this.element);
  }

  update(): void {
    const scene = this.stage.scene();
    const before = this.#palette && this.#drawn;
    const palette = this.#palette ?? paletteOf(this.element);
    this.#drawn = scene;
    if (before?.plan !== scene.plan || before.catalog !== scene.catalog) this.#build(palette);
    if (before !== scene) {
      const changed = changedItems(before, scene);
      this.#roomScene.update(scene, palette, changed);
      this.#list.update(scene, sameWords(before, scene) ? changed : scene.items.keys());
      this.#wallList.update(scene);
      this.#wallBar.update();
      this.#canvas.setAttribute("aria-label", pageTexts(scene.lang).view3d.picture);
    }
    this.#renderLoop.invalidate();
  }

  focus(id: string): void {
    this.#list.focus(id);
  }

  fit(): void {
    this.#chosen();
    this.#walkMode.walk(false);
    this.#fit();
  }

  cover(box: Box | undefined): void {
    const opened = box !== undefined && this.#cover === undefined;
    this.#cover = box;
    if (opened) this.#makeWay();
  }

  zoom(factor: number): void {
    if (this.#walkMode.on) return;
    this.#chosen();
    this.#orbit.zoom(factor);
    this.#renderLoop.invalidate();
  }

  seen(): SharedView | undefined {
    return this.#walkMode.seen() ?? (this.#seen ? this.#orbit.seen() : undefined);
  }

  approach(view: SharedView, part: number): boolean {
    this.#renderLoop.invalidate();
    // The first frame shows the whole room.
    if (!this.#seen) return true;
    const walking = this.#walkMode.approach(view, part);
    return view.mode === "3d" ? this.#orbit.approach(view, part) : walking;
  }

  walk(on: boolean): void {
    this.#walkMode.walk(on);
  }

  visible(on: boolean): void {
    if (!on) this.#pointerInput.cancel();
    this.#renderLoop.setActive(on);
  }

  snapshot(caption: Caption): Promise<Blob> {
    const { clientWidth, clientHeight } = this.element;
    // In one task: the browser may discard the pixels afterwards, and the temporary size is never displayed.
    resize(this.#renderer, clientWidth, clientHeight, pictureWidth / clientWidth);
    // The file has no panel over it, so the room is centred.
    const camera = this.#camera.clone();
    camera.clearViewOffset();
    this.#roomScene.drawBare(camera);
    const picture = withCaption(this.#canvas, caption);
    resize(this.#renderer, clientWidth, clientHeight);
    this.#roomScene.draw(this.#camera);
    return pngOf(picture);
  }

  still(): Promise<Blob> {
    const palette = this.#palette ?? paletteOf(this.element);
    const walking = this.#walkMode.on;
    const sight: Sight = {
      camera: this.#camera,
      clear: walking ? [1, 1] : this.#orbit.clear,
      around: walking ? [] : this.#orbit.around(),
    };
    return this.#roomScene.still(sight, palette.paper);
  }

  dispose(): void {
    this.#renderLoop.setActive(false);
    this.#ended.abort();
    this.#resized.disconnect();
    this.#orbit.dispose();
    this.#roomScene.dispose();
    this.#renderer.dispose();
    // Browsers allow 16 contexts per page and discard the oldest, which may be the shop's own.
    this.#renderer.forceContextLoss();
    this.element.remove();
  }

  #makeList(): A11yList {
    const { actions } = this.stage;
    return new A11yList({
      focused: (id) => this.#palette && this.#roomScene.focus(id, this.#palette),
      chosen: (id, toggle) => actions.select([id], toggle ? "toggle" : "set"),
      // Enter and space press the button itself.
      key: (id, event) => event.key !== "Enter" && event.key !== " " && this.#carryOut(event, onItem, id),
    });
  }

  #makePointerInput(): PointerInput {
    const host = {
      stage: this.stage,
      ray: (at: ViewPoint) => this.#ray(at).ray,
      pick: (at: ViewPoint) => this.#roomScene.pick(this.#ray(at)),
      knob: (at: ViewPoint) => {
        const { clientWidth, clientHeight } = this.#canvas;
        const hit =
          !this.#walkMode.on && this.#roomScene.ring.hit(at, this.#camera, clientWidth, clientHeight);
        return hit ? this.#roomScene.ring.centre : undefined;
      },
      wallsOf: (id: string) => {
        const { items, pieceOf, plan } = this.stage.scene();
        const item = items.get(id);
        return item && pieceOf(item).mount === "wall" ? facesOf(plan) : undefined;
      },
      mayDrag: () => this.stage.scene().editable && !this.#walkMode.on,
      orbiting: (on: boolean) => {
        this.#orbit.controls.enabled = on && !this.#walkMode.on;
      },
      hover: (id: string | undefined) => this.#canvas.classList.toggle("grabbable", id !== undefined),
      tapped: (at: ViewPoint, id: string | undefined) => this.#tapped(at, id),
    };
    return new PointerInput(this.#canvas, host, this.#ended.signal);
  }

  /** Offers the paint of a wall that was tapped; a tap on anything else closes the offer. */
  #tapped(at: ViewPoint, id: string | undefined): void {
    const wall = id === undefined ? this.#roomScene.pickWall(this.#ray(at)) : undefined;
    if (wall) this.#wallBar.open(wall, false);
    else this.#wallBar.close();
  }

  #pointAt(wall: WallRef | undefined): void {
    this.#roomScene.highlightWall(wall && { wall, glow: this.#palette?.focus });
  }

  #makeWalkMode(): WalkMode {
    const host = {
      stage: this.stage,
      camera: this.#camera,
      surface: this.#canvas,
      changed: (on: boolean) => this.#walking(on),
      moved: () => this.#renderLoop.invalidate(),
      chosen: () => this.#chosen(),
    };
    return new WalkMode(host, this.#ended.signal);
  }

  #listen(): void {
    const { signal } = this.#ended;
    const canvas = this.#canvas;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    this.element.addEventListener(
      highlightEvent,
      (event) => this.#pointAt((event as CustomEvent<WallRef | undefined>).detail),
      { signal },
    );
    canvas.addEventListener("keydown", (event) => this.#key(event), { signal });
    canvas.addEventListener("keyup", (event) => void this.#walkMode.key(event, false), { signal });
    canvas.addEventListener("webglcontextlost", () => this.#tell("lost"), { signal });
    canvas.addEventListener("webglcontextrestored", () => this.#restored(), { signal });
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.#recolour(), { signal });
  }

  #key(event: KeyboardEvent): void {
    if (!this.#walkMode.key(event, true) && !this.#carryOut(event, onPicture)) return;
    event.preventDefault();
    this.#renderLoop.invalidate();
  }

  /** Runs the action bound to a key; returns whether there was one that applies. */
  #carryOut(event: KeyboardEvent, scopes: readonly Scope[], item?: string): boolean {
    const pressed = pressedOf(event);
    const binding = bindingOf(pressed, scopes);
    const context = { actions: this.stage.actions, scene: this.stage.scene(), view: this.#keyView, item };
    if (!binding || !applies(binding, context)) return false;
    binding.run(context, pressed);
    return true;
  }

  get #keyView(): KeyView {
    return {
      zoom: (factor) => this.zoom(factor),
      fit: () => this.fit(),
      pan: ([right, down]) => {
        this.#chosen();
        this.#orbit.turn(right, -down);
      },
      toPlan: (arrow) => seenStep(arrow, this.#ahead()),
      go: (by) => this.#list.go(by),
    };
  }

  /** A user who moves the camera no longer follows another user. */
  #chosen(): void {
    this.stage.actions.follow(undefined);
  }

  #walking(on: boolean): void {
    this.#orbit.controls.enabled = !on;
    this.#roomScene.roofed(on);
    this.element.classList.toggle("walking", on);
    // Escape ends a walk too, so the element with the walk button is notified.
    this.element.dispatchEvent(new CustomEvent("walk", { detail: on, bubbles: true }));
    this.#camera.clearViewOffset();
    if (on) return;
    this.#camera.fov = angle;
    this.#fit();
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    this.#orbit.fit(insetsOf(this.#cover, { width, height }), { width, height });
    this.#renderLoop.invalidate();
  }

  /** Shows the whole room beside the panel that has opened, unless the user has chosen another view of it. */
  #makeWay(): void {
    const { signal } = this.#ended;
    const show = () => this.#orbit.whole && !this.#walkMode.on && this.#fit();
    // Not under a pointer that is about to drag what it has selected.
    if (this.#pointerInput.busy) addEventListener("pointerup", show, { signal, once: true });
    else if (this.#seen) show();
  }

  #build(palette: Palette): void {
    const scene = this.stage.scene();
    this.#palette = palette;
    this.#roomScene.build(scene, palette);
    this.#orbit.room(scene.plan);
    this.#walkMode.room();
  }

  #recolour(): void {
    this.#palette = undefined;
    this.update();
  }

  #restored(): void {
    this.#roomScene.restored();
    this.#tell("restored");
  }

  #tell(what: "lost" | "restored"): void {
    this.stage.actions.notify(pageTexts(this.stage.scene().lang).view3d[what]);
  }

  #ray([x, y]: ViewPoint): Raycaster {
    const { clientWidth, clientHeight } = this.#canvas;
    const ray = new Raycaster();
    ray.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.#camera);
    return ray;
  }

  /** Returns the camera's direction on the plan. */
  #ahead(): Point {
    const { x, z } = this.#camera.getWorldDirection(this.#camera.position.clone());
    return [x, z];
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.element;
    if (!resize(this.#renderer, clientWidth, clientHeight)) return;
    this.#roomScene.labels.resize(clientWidth, clientHeight);
    this.#sized = true;
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
    // Setting a size clears the canvas: it is drawn in the same task, so that it doesn't flicker.
    this.#draw(0);
    this.#renderLoop.invalidate();
  }

  #draw(ms: number): boolean {
    const palette = this.#palette;
    if (!palette) return false;
    if (!this.#seen && this.#sized && this.stage.scene().ready) {
      this.#seen = true;
      this.#fit();
    }
    const walking = this.#walkMode.on;
    const going = walking
      ? this.#walkMode.step(ms)
      : this.#orbit.update(ms, this.stage.scene().reducedMotion);
    const gaze = { eye: toPlan(this.#camera.position), target: this.#orbit.target, walking };
    const moving = this.#roomScene.animate(ms, gaze, palette);
    this.#roomScene.draw(this.#camera);
    this.looked();
    return going || moving;
  }
}

/** Reports whether texts, language, units and plan are unchanged, so that items' descriptions are, too. */
function sameWords(before: Scene | undefined, { texts, lang, units, plan }: Scene): boolean {
  return before?.texts === texts && before.lang === lang && before.units === units && before.plan === plan;
}
