// Tool that adds a part of the room: at a tap, or where there is space.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { middleOf } from "../../geometry/segments.ts";
import type { Point } from "../../model/index.ts";
import type { Modifiers, Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";
import { editorTexts } from "../editor-texts.ts";
import { type Addable, freeSpot, middleOfRoom, withAdded } from "../floorplan/added.ts";
import { alignToCorners, nextCorner } from "../floorplan/drawing.ts";
import { isWall, segmentOf } from "../floorplan/elements.ts";
import { withWall } from "../floorplan/walls.ts";
import { formatPlanLength } from "../format.ts";
import { drawDraftOutline } from "../layers/draft-outline.ts";
import type { RoomDraft } from "./room-draft.ts";
import { straightening, type Tool, type ToolContext } from "./tool.ts";

export type Adding = Addable | "wall";

/** Length of an inner wall that is added without drawing it, millimetres. */
const givenWallMm = 2000;

export class AddTool implements Tool {
  readonly id = "add";
  readonly waits = true;
  #what: Adding | undefined;
  /** The first end of a wall that is being drawn, and where its other end would be. */
  #from: Point | undefined;
  #to: Point | undefined;

  constructor(
    private readonly context: ToolContext,
    private readonly draft: RoomDraft,
  ) {}

  get active(): boolean {
    return this.#what !== undefined;
  }

  /** Adds what belongs to a wall to the selected one; otherwise waits for a tap that sets the position. */
  start(what: Adding): void {
    const part = this.draft.selected;
    const wall = isWall(part) ? segmentOf(this.draft.plan, part) : undefined;
    if (wall && what !== "wall") return this.#put(what, middleOf(wall));
    this.#wait(what);
  }

  hover(at: Point, keys: Modifiers): void {
    if (this.#what !== "wall") return;
    this.#to = this.#wallEnd(at, keys);
    this.context.changed();
  }

  tap(at: Point, keys: Modifiers): void {
    if (this.#what === "wall") {
      const end = this.#wallEnd(at, keys);
      if (this.#from) return this.#wall(this.#from, end);
      this.#from = end;
      this.context.changed();
    } else if (this.#what) this.#put(this.#what, at);
  }

  escape(): boolean {
    if (this.draft.cancel()) return true;
    this.exit();
    return true;
  }

  exit(): void {
    this.#wait(undefined);
  }

  overlay(scene: Scene, inHand: boolean): TemplateResult | undefined {
    if (!inHand || this.#what !== "wall") return undefined;
    const drawn = { corners: this.#from ? [this.#from] : [], next: this.#to, closing: false };
    return svg`${drawDraftOutline(drawn, (mm) => formatPlanLength(mm, scene), this.context.camera.mmPerPx)}`;
  }

  toolbar(scene: Scene): TemplateResult {
    const words = editorTexts(scene);
    const what = this.#what;
    const hint = what === "wall" ? words.wallHint(!this.#from) : what && words.hints[what];
    return html`
      <p class="plan-bar-title" role="status">${hint ?? nothing}</p>
      <div class="plan-buttons">
        ${button({ label: words.inTheMiddle, action: "add-in-middle", run: () => this.#addInTheMiddle() })}
        ${button({ kind: "plain", label: scene.texts.plan2d.cancel, action: "cancel-tool", run: () => this.exit() })}
      </div>`;
  }

  /** Adds without a tap; an inner wall in the room's middle. */
  #addInTheMiddle(): void {
    const { plan } = this.draft;
    if (this.#what === "wall") {
      const [x, y] = middleOfRoom(plan);
      return this.#wall([x - givenWallMm / 2, y], [x + givenWallMm / 2, y]);
    }
    if (this.#what) this.#put(this.#what, freeSpot(plan, this.#what));
  }

  #wait(what: Adding | undefined): void {
    this.draft.settle();
    this.#what = what;
    this.#from = undefined;
    this.#to = undefined;
    this.context.changed();
  }

  #wallEnd(at: Point, keys: Modifiers): Point {
    const { outline, walls } = this.draft.plan;
    const corners = [...outline, ...walls.flatMap((w) => [w.from, w.to])];
    const how = straightening(this.context, keys);
    return this.#from ? nextCorner(this.#from, corners, at, how) : alignToCorners(corners, at, how);
  }

  #wall(from: Point, to: Point): void {
    const added = withWall(this.draft.plan, from, to);
    this.exit();
    if (this.draft.store((plan) => withWall(plan, from, to).plan)) this.draft.choose(added.part);
  }

  #put(kind: Addable, at: Point): void {
    const { draft, context } = this;
    const added = withAdded(draft.plan, kind, at);
    this.#what = undefined;
    if (!added) return context.actions.notify(editorTexts(context.scene()).noWall);
    if (draft.store((plan) => withAdded(plan, kind, at)?.plan ?? plan)) draft.choose(added.part);
  }
}
