// What part of the plan is seen, and the pixels it is seen on. It follows the window's
// size, and keeps what the person chose to look at.

import { toClient, toLayout } from "../geometry/client-point.ts";
import type { Box } from "../geometry/index.ts";
import type { ClientPoint, Point, ViewPoint } from "../model/index.ts";
import * as viewport from "./viewport.ts";

/** The walls and their dimension lines belong to the room that is seen. */
const aroundMm = 440;

export class Camera {
  /** What lies on the view's edges for good. */
  insets = viewport.noInsets;
  /** What lies on it for now: the whole room is shown beside it when that is asked for, and not before. */
  aside = viewport.noInsets;
  #beside = this.aside;
  #view: viewport.Viewport = { middle: [0, 0], scale: 0.1 };
  #area: viewport.Area = { width: 0, height: 0 };
  /** True until the person looks elsewhere: then the whole room stays in sight. */
  #whole = true;
  readonly #observer: ResizeObserver;

  constructor(
    private readonly element: Element,
    /** What is the whole room. */
    private readonly room: () => Box,
    private readonly changed: () => void,
  ) {
    this.#observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      // Hidden: what was seen is seen again later.
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

  get transform(): string {
    return viewport.transformOf(this.#view, this.#area);
  }

  get area(): viewport.Area {
    return this.#area;
  }

  fit(): void {
    this.#whole = true;
    this.#beside = this.aside;
    this.settle();
  }

  /** Shows the whole room, unless the person looks at something. */
  settle(): void {
    if (this.#whole) this.#fit(this.room());
  }

  /** Shows a whole box, until the person looks elsewhere. */
  show(box: Box): void {
    this.#whole = false;
    this.#fit(box);
  }

  zoom(factor: number, at: ViewPoint = [this.#area.width / 2, this.#area.height / 2]): void {
    this.#choose(viewport.zoomed(this.#view, this.#area, at, factor));
  }

  pan(by: ViewPoint): void {
    this.#choose(viewport.panned(this.#view, by));
  }

  /** Pans for a while: the person did not choose to look there. */
  makeWay(by: ViewPoint): void {
    this.#look(viewport.panned(this.#view, by));
  }

  pinch(before: readonly [ViewPoint, ViewPoint], after: readonly [ViewPoint, ViewPoint]): void {
    this.#choose(viewport.pinched(this.#view, this.#area, before, after));
  }

  /** Client pixels to those of the view. */
  within({ clientX, clientY }: { clientX: number; clientY: number }): ViewPoint {
    return toLayout([clientX, clientY], this.element.getBoundingClientRect(), this.#area);
  }

  /** Pixels of the view to client pixels. */
  toClient(at: ViewPoint): ClientPoint {
    return toClient(at, this.element.getBoundingClientRect(), this.#area);
  }

  /** Pixels of the view to millimetres. */
  toPlan(at: ViewPoint): Point {
    return viewport.toPlan(this.#view, this.#area, at);
  }

  /** Millimetres to pixels of the view. */
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
    this.#look(viewport.fitted(around, this.#area, insets));
  }

  #choose(view: viewport.Viewport): void {
    this.#whole = false;
    this.#look(view);
  }

  #look(view: viewport.Viewport): void {
    this.#view = view;
    this.changed();
  }
}
