// The part of the plan that is displayed, and its mapping to pixels. Follows the element's size, and keeps
// the part that the user chose.

import { toClient, toLayout } from "../geometry/client-point.ts";
import type { Box } from "../geometry/index.ts";
import type { Insets } from "../geometry/insets.ts";
import type { ClientPoint, Point, ViewPoint } from "../model/index.ts";
import * as viewport from "./viewport.ts";

/** Margin around a fitted box for the walls and their dimension lines, millimetres. */
const aroundMm = 440;

export class Camera {
  /** Called before the user moves the view. */
  chosen: () => void = () => {};
  /** Space at the view's edges that is always covered, pixels. */
  insets = viewport.noInsets;
  /** Space that a panel covers for now, pixels; taken into account from the next call of `fit` on. */
  aside = viewport.noInsets;
  #beside = this.aside;
  #view: viewport.Viewport = { middle: [0, 0], scale: 0.1 };
  #area: viewport.Area = { width: 0, height: 0 };
  /** True until the user zooms or pans; while it is true, the whole room is kept in view. */
  #whole = true;
  readonly #observer: ResizeObserver;

  constructor(
    private readonly element: Element,
    /** Returns the bounds of the whole room, millimetres. */
    private readonly room: () => Box,
    private readonly changed: () => void,
  ) {
    this.#observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      // Hidden: keep the view for when the element is shown again.
      if (width === 0 || height === 0) return;
      this.#area = { width, height };
      this.settle();
      this.changed();
    });
    this.#observer.observe(element);
  }

  get mmPerPx(): number {
    return 1 / this.#view.scale;
  }

  get view(): viewport.Viewport {
    return this.#view;
  }

  /** Displays another part, without counting as the user's choice: the room is fitted at the next `settle`. */
  look(view: viewport.Viewport): void {
    this.#view = view;
    this.changed();
  }

  get transform(): string {
    return viewport.transformOf(this.#view, this.#area);
  }

  get area(): viewport.Area {
    return this.#area;
  }

  /** True until the user zooms or pans. */
  get whole(): boolean {
    return this.#whole;
  }

  /** The space that the room is fitted beside now, pixels. */
  get beside(): Insets {
    return this.#beside;
  }

  /** Displays another part; from then on the whole room is no longer kept in view. */
  take(view: viewport.Viewport): void {
    this.#whole = false;
    this.look(view);
  }

  fit(): void {
    this.chosen();
    this.refit();
  }

  /** Fits the whole room beside the panel that covers a part of the view now, without counting as the user's choice. */
  refit(): void {
    this.#whole = true;
    this.#beside = this.aside;
    this.settle();
  }

  /** Fits the whole room, unless the user has chosen another part. */
  settle(): void {
    if (this.#whole) this.#fit(this.room());
  }

  /** Fits a box (millimetres); from then on the whole room is no longer kept in view. */
  show(box: Box): void {
    this.chosen();
    this.#whole = false;
    this.#fit(box);
  }

  zoom(factor: number, at: ViewPoint = [this.#area.width / 2, this.#area.height / 2]): void {
    this.#choose(viewport.zoomed(this.#view, this.#area, at, factor));
  }

  pan(by: ViewPoint): void {
    this.#choose(viewport.panned(this.#view, by));
  }

  /** Pans without counting as the user's choice. */
  makeWay(by: ViewPoint): void {
    this.look(viewport.panned(this.#view, by));
  }

  pinch(before: readonly [ViewPoint, ViewPoint], after: readonly [ViewPoint, ViewPoint]): void {
    this.#choose(viewport.pinched(this.#view, this.#area, before, after));
  }

  /** Converts client pixels to pixels of the view. */
  within({ clientX, clientY }: { clientX: number; clientY: number }): ViewPoint {
    return toLayout([clientX, clientY], this.element.getBoundingClientRect(), this.#area);
  }

  /** Converts pixels of the view to client pixels. */
  toClient(at: ViewPoint): ClientPoint {
    return toClient(at, this.element.getBoundingClientRect(), this.#area);
  }

  /** Converts pixels of the view to millimetres. */
  toPlan(at: ViewPoint): Point {
    return viewport.toPlan(this.#view, this.#area, at);
  }

  /** Converts millimetres to pixels of the view. */
  toView(spot: Point): ViewPoint {
    return viewport.toScreen(this.#view, this.#area, spot);
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #fit({ x, y, width, height }: Box): void {
    const { right, bottom } = this.#beside;
    const insets = { ...this.insets, right, bottom: Math.max(bottom, this.insets.bottom) };
    const around = {
      x: x - aroundMm,
      y: y - aroundMm,
      width: width + 2 * aroundMm,
      height: height + 2 * aroundMm,
    };
    this.look(viewport.fitted(around, this.#area, insets));
  }

  #choose(view: viewport.Viewport): void {
    this.chosen();
    this.take(view);
  }
}
