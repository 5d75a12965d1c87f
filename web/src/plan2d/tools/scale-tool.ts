// How long is that, on the picture underneath? Two taps and a typed length answer.

import type { Point } from "../../model/index.ts";
import { lengthOf } from "../segment.ts";
import type { Problem, ToolContext } from "./tool.ts";

/** Two points of the picture underneath, and how far they truly are apart. */
export class ScaleTool {
  active = false;
  points: readonly Point[] = [];
  next: Point | undefined;
  problem: Problem | undefined;

  constructor(private readonly context: ToolContext) {}

  start(): void {
    if (!this.context.scene().referenceImage) return;
    [this.active, this.points, this.next, this.problem] = [true, [], undefined, undefined];
    this.context.changed();
  }

  hover(at: Point): void {
    if (this.points.length !== 1) return;
    this.next = at;
    this.context.changed();
  }

  tap(at: Point): void {
    const [first] = this.points;
    if (this.points.length >= 2) return;
    if (first && lengthOf([first, at]) < 1) return;
    this.points = [...this.points, at];
    this.next = undefined;
    this.context.changed();
    if (this.asking) this.context.focusOn("data-prompt", "length");
  }

  /** Where the length is asked for; undefined until both points are there. */
  get asking(): readonly [Point, Point] | undefined {
    const [a, b] = this.points;
    return this.active && a && b ? [a, b] : undefined;
  }

  answer(length: number): void {
    const points = this.asking;
    const { referenceImage, texts } = this.context.scene();
    if (!points || !referenceImage) return;
    if (length <= 0) return this.refuse(texts.plan2d.tooNarrow);
    const factor = length / lengthOf(points);
    const [[x, y]] = points;
    // The first point stays where it is.
    this.context.actions.setReferenceImage({
      ...referenceImage,
      mmPerPixel: referenceImage.mmPerPixel * factor,
      x: x + (referenceImage.x - x) * factor,
      y: y + (referenceImage.y - y) * factor,
    });
    this.cancel();
  }

  refuse(text: string): void {
    this.problem = { field: "length", text };
    this.context.changed();
  }

  cancel(): void {
    this.active = false;
    this.points = [];
    this.context.changed();
  }
}
