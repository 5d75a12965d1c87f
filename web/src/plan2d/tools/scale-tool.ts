// Sets the scale of the reference image from two taps and a typed distance.

import { svg, type TemplateResult } from "lit-html";
import { bounds } from "../../geometry/index.ts";
import { lengthOf, middleOf } from "../../geometry/segments.ts";
import type { Point } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { editorTexts } from "../editor-texts.ts";
import { drawLength } from "../layers/guides.ts";
import { answerField, drawPrompt } from "../toolbar/prompt.ts";
import { waiting } from "../toolbar/waiting.ts";
import type { Question, Tool, ToolContext } from "./tool.ts";

/** Asks for two points of the reference image and their real distance. */
export class ScaleTool implements Tool {
  readonly id = "scale";
  readonly waits = true;
  active = false;
  #points: readonly Point[] = [];
  #next: Point | undefined;

  constructor(private readonly context: ToolContext) {}

  start(): void {
    if (!this.context.scene().referenceImage) return;
    this.active = true;
    this.#points = [];
    this.#next = undefined;
    this.context.changed();
  }

  hover(at: Point): void {
    if (this.#points.length !== 1) return;
    this.#next = at;
    this.context.changed();
  }

  tap(at: Point): void {
    const [first] = this.#points;
    if (this.#points.length >= 2) return;
    if (first && lengthOf([first, at]) < 1) return;
    this.#points = [...this.#points, at];
    this.#next = undefined;
    this.context.changed();
    if (this.#ends) this.context.focusOn("data-field", answerField);
  }

  answer(length: number): string | undefined {
    const ends = this.#ends;
    const scene = this.context.scene();
    const { plan, referenceImage } = scene;
    if (!ends || !referenceImage) return undefined;
    if (length <= 0) return editorTexts(scene).tooNarrow;
    const factor = length / lengthOf(ends);
    const [[x, y]] = ends;
    // The first point stays where it is.
    const image = {
      ...referenceImage,
      mmPerPixel: referenceImage.mmPerPixel * factor,
      x: x + (referenceImage.x - x) * factor,
      y: y + (referenceImage.y - y) * factor,
    };
    this.context.actions.setReferenceImage(image);
    // The image's size may have changed a lot: show all of it and of the room.
    const corner: Point = [
      image.x + image.width * image.mmPerPixel,
      image.y + image.height * image.mmPerPixel,
    ];
    this.context.camera.show(bounds([...plan.outline, [image.x, image.y], corner]));
    this.exit();
    return undefined;
  }

  cancel(): void {
    this.exit();
  }

  escape(): boolean {
    this.exit();
    return true;
  }

  exit(): void {
    this.active = false;
    this.#points = [];
    this.context.changed();
  }

  overlay(): TemplateResult | undefined {
    const [from, to = this.#next] = this.#points;
    return from && to ? svg`${drawLength("drawn", from, to, "?")}` : undefined;
  }

  toolbar(scene: Scene): TemplateResult | undefined {
    if (this.#ends) return undefined;
    const hint = editorTexts(scene).scaleHint(this.#points.length === 0);
    return waiting(scene, hint, () => this.exit());
  }

  asked(scene: Scene): Question | undefined {
    const ends = this.#ends;
    if (!ends) return undefined;
    const label = editorTexts(scene).trueLength;
    return {
      spot: middleOf(ends),
      form: drawPrompt(scene, { label, value: undefined }, this),
    };
  }

  /** Both points, once they are set. */
  get #ends(): readonly [Point, Point] | undefined {
    const [a, b] = this.#points;
    return a && b ? [a, b] : undefined;
  }
}
