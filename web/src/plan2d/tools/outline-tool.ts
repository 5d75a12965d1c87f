// Tool that draws a new outline corner by corner, with the pointer or typed lengths.

import { svg, type TemplateResult } from "lit-html";
import { normalizeAngle, segmentsIntersect } from "../../geometry/index.ts";
import { lengthOf } from "../../geometry/segments.ts";
import type { Point } from "../../model/index.ts";
import type { Binding } from "../../planner/action-table.ts";
import type { Modifiers, Scene } from "../../planner/scene.ts";
import { editorTexts } from "../editor-texts.ts";
import { closes, nextCorner, typedCorner } from "../floorplan/drawing.ts";
import { redraw } from "../floorplan/redrawn.ts";
import { outlineFault } from "../floorplan/validation.ts";
import { formatPlanLength } from "../format.ts";
import { drawDraftOutline } from "../layers/draft-outline.ts";
import { type OutlineSteps, outlineBar } from "../toolbar/outline-bar.ts";
import { reachPx, straightening, type Tool, type ToolContext } from "./tool.ts";

export class OutlineTool implements Tool, OutlineSteps {
  readonly id = "outline";
  readonly waits = true;
  corners: readonly Point[] = [];
  problem: string | undefined;
  /** The typed direction, degrees. */
  direction = 0;

  /** Where the next corner would be, and whether it would close the outline. */
  #next: Point | undefined;
  #closing = false;

  constructor(private readonly context: ToolContext) {}

  hover(at: Point, keys: Modifiers): void {
    this.#closing = closes(this.corners, at, reachPx * this.context.camera.mmPerPx);
    this.#next = this.#closing ? this.corners[0] : this.#corner(at, keys);
    this.context.changed();
  }

  tap(at: Point, keys: Modifiers): void {
    if (closes(this.corners, at, 2 * reachPx * this.context.camera.mmPerPx)) return this.close();
    const why = this.#add(this.#corner(at, keys));
    if (why !== undefined) this.#refuse(why);
  }

  /** Closes the outline at Enter, and removes its last corner at Delete. */
  key({ name }: Binding): boolean {
    if (name === "choose") this.close();
    else if (name === "remove") this.takeBack();
    else return name === "toggle";
    return true;
  }

  /** Adds a wall of a length in millimetres in the current direction; returns the reason if it is refused. */
  type(length: number): string | undefined {
    const last = this.corners.at(-1);
    if (length <= 0) return this.#words.tooNarrow;
    if (!last) this.corners = [[0, 0]];
    return this.#add(typedCorner(last ?? [0, 0], length, this.direction));
  }

  takeBack(): void {
    this.corners = this.corners.slice(0, -1);
    this.#settled();
  }

  /** Stores the outline, if it is valid. Notifies the user of parts that were removed with the old walls. */
  close(): void {
    const fault = outlineFault(this.corners);
    if (fault) return this.#refuse(this.#words.faults[fault]);
    const outline = [...this.corners];
    this.leave();
    redraw(this.context.scene(), this.context.actions, outline);
  }

  leave(): void {
    this.exit();
    this.context.actions.setTool("select");
  }

  turnTo(degrees: number): void {
    this.direction = normalizeAngle(degrees, 0);
    this.problem = undefined;
    this.context.changed();
  }

  /** Discards what was drawn; returns false if there was nothing. */
  escape(): boolean {
    if (this.corners.length === 0) return false;
    this.exit();
    return true;
  }

  exit(): void {
    this.corners = [];
    this.#settled();
  }

  #refuse(why: string): void {
    this.problem = why;
    this.context.changed();
  }

  overlay(scene: Scene, inHand: boolean): TemplateResult | undefined {
    if (!inHand) return undefined;
    const drawn = { corners: this.corners, next: this.#next, closing: this.#closing };
    return svg`${drawDraftOutline(drawn, (mm) => formatPlanLength(mm, scene), this.context.camera.mmPerPx)}`;
  }

  toolbar(scene: Scene): TemplateResult {
    return outlineBar(scene, this);
  }

  get #words() {
    return editorTexts(this.context.scene());
  }

  #corner(at: Point, keys: Modifiers): Point {
    return nextCorner(this.corners.at(-1), this.corners, at, straightening(this.context, keys));
  }

  /** Adds a corner; returns the reason if it is refused. */
  #add(corner: Point): string | undefined {
    const last = this.corners.at(-1);
    if (last && lengthOf([last, corner]) === 0) return this.#words.samePoint;
    if (last && this.#crosses(last, corner)) return this.#words.faults.crossing;
    this.corners = [...this.corners, corner];
    this.#settled();
    return undefined;
  }

  /** Reports whether the next wall would cross another; the last one is skipped, as it always touches. */
  #crosses(last: Point, corner: Point): boolean {
    return this.corners.slice(0, -2).some((from, i) => {
      const to = this.corners[i + 1];
      return to !== undefined && segmentsIntersect([from, to], [last, corner]);
    });
  }

  #settled(): void {
    this.#next = undefined;
    this.#closing = false;
    this.problem = undefined;
    this.context.changed();
  }
}
