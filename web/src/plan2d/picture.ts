// The plan's layers, from the floor up, and what of them is drawn in a frame: no more than
// what changed since the last one.

import { nothing, render, svg as template } from "lit-html";
import type { Point } from "../client/index.ts";
import { boxOf } from "../plane/index.ts";
import type { Changes, Scene, Stage } from "../planner/scene.ts";
import { writeLength } from "./bar/field.ts";
import { nameOf } from "./bar/room-bar.ts";
import type { Camera } from "./camera.ts";
import { set, svg } from "./dom.ts";
import { frameOf } from "./hands/selecting.ts";
import { tagOf } from "./labels.ts";
import { CursorLayer } from "./layers/cursors.ts";
import { drawHandles } from "./layers/handles.ts";
import { drawClearances, drawHints, drawLength } from "./layers/hints.ts";
import { ItemLayer } from "./layers/items.ts";
import { MarkLayer } from "./layers/marks.ts";
import { definitions, drawRoom } from "./layers/room.ts";
import { drawTrace } from "./layers/trace.ts";
import { TurnHandle } from "./layers/turn-handle.ts";
import { drawUnderlay, underlayHandle } from "./layers/underlay.ts";
import { shownItems, shownOf } from "./shown.ts";
import type { Toolbox } from "./tools/toolbox.ts";

/** Of more than so many selected items, what they need around them is only noise. */
const mostHinted = 12;
/** A cursor that is followed stays so far from the edge, pixels. */
const followPx = 90;

export class Picture {
  readonly element = svg("svg", { class: "plan-drawing", role: "group", tabindex: 0 });
  readonly items: ItemLayer;
  /** True while a hand turns something: then the degrees are written. */
  turning = false;
  readonly #world = svg("g", { class: "world" });
  readonly #ground = svg("g");
  readonly #clearances = svg("g", { class: "clearances", "aria-hidden": "true" });
  readonly #over = svg("g", { class: "plan-over" });
  readonly #hints = svg("g", { class: "hints", "aria-hidden": "true" });
  readonly #handles = svg("g");
  readonly #marks = new MarkLayer();
  readonly #turnHandle = new TurnHandle();
  readonly #cursors = new CursorLayer();
  readonly #box = svg("rect", { class: "selection-box", visibility: "hidden" });
  #drawn: Scene | undefined;
  #scale = 0;

  constructor(
    private readonly stage: Stage,
    private readonly camera: Camera,
    private readonly tools: Toolbox,
  ) {
    this.items = new ItemLayer((id, place) => this.#marks.stand(id, place));
    const defs = svg("g");
    render(definitions(), defs);
    this.#over.append(
      this.#hints,
      this.#marks.element,
      this.#handles,
      this.#turnHandle.element,
      this.#cursors.element,
    );
    this.#world.append(this.#ground, this.#clearances, this.items.element, this.#over);
    this.element.append(defs, this.#world, this.#box);
  }

  /** The box that a hand draws, in pixels. */
  box(corners: readonly [Point, Point] | undefined): void {
    set(this.#box, { visibility: corners ? "visible" : "hidden" });
    if (corners) set(this.#box, { ...boxOf(corners) });
  }

  /** Draws what changed; `tools` when something is being drawn or edited. True while there is more to animate. */
  draw(changes: Changes, tools: boolean, ms: number): boolean {
    const scene = this.stage.scene();
    const before = this.#drawn;
    this.#drawn = scene;
    this.#look();
    const worded = before?.texts !== scene.texts || before.units !== scene.units;
    const retooled = before?.tool !== scene.tool || before.editable !== scene.editable;
    if (worded) set(this.element, { "aria-label": scene.texts.plan2d.name });
    if (retooled) this.#retool(scene);
    if (tools || retooled) set(this.element, { "data-waits": String(this.tools.waits) });
    if (tools || worded || retooled || before?.plan !== scene.plan || before.underlay !== scene.underlay) {
      this.#drawRoom(scene);
    }
    for (const id of worded ? [...this.items.ids, ...scene.items.keys()] : changes.items)
      this.#drawItem(scene, id);
    if (changes.rest || changes.items.size > 0 || tools || worded) this.#drawSelected(scene);
    const gliding = this.items.animate(ms);
    return this.#drawCursors(scene) || gliding;
  }

  /** One attribute for a pan; lengths that keep their size on the screen follow a zoom. */
  #look(): void {
    set(this.#world, { transform: this.camera.transform });
    const scale = this.camera.mmPerPx;
    if (scale === this.#scale) return;
    this.#scale = scale;
    for (const layer of [this.#ground, this.#over]) layer.style.setProperty("--mm", String(scale));
  }

  #retool({ tool, editable }: Scene): void {
    set(this.element, { "data-tool": tool, "data-editable": String(editable) });
    this.items.walkable(tool === "select");
  }

  #drawRoom(scene: Scene): void {
    const { room, outline, scale, inHand } = this.tools;
    const write = (mm: number) => writeLength(mm, scene);
    const { plan2d } = scene.texts;
    const editing = scene.tool === "room" && scene.editable;
    const { plan } = room;
    const measureName = editing
      ? ({ edge, length }: { edge: number; length: number }) => plan2d.measure(edge + 1, write(length))
      : undefined;
    const picture = { plan, faulty: room.faulty, traced: scene.underlay !== undefined, write, measureName };
    render(
      template`${drawUnderlay(scene.underlay)}${scene.ready ? drawRoom(picture) : nothing}`,
      this.#ground,
    );
    const wall = inHand === "adding" && room.adding === "wall";
    const { wallFrom } = room;
    const traced = inHand === "outline" ? outline : undefined;
    const [from, to = scale.next] = scale.points;
    render(
      template`
        ${editing ? drawHandles({ plan, selected: room.selected, nameOf: (part) => nameOf(scene, room, part) }) : nothing}
        ${editing && scene.underlay ? underlayHandle(scene.underlay, plan2d.underlay) : nothing}
        ${traced ? drawTrace(traced, write) : nothing}
        ${wall ? drawTrace({ corners: wallFrom ? [wallFrom] : [], next: room.wallTo, closing: false }, write) : nothing}
        ${scale.active && from && to ? drawLength("drawn", from, to, "?") : nothing}`,
      this.#handles,
    );
  }

  #drawItem(scene: Scene, id: string): void {
    const shown = shownOf(scene, id);
    this.items.put(id, shown, scene.still);
    this.#marks.put(id, shown, shown ? tagOf(shown.view.lock, scene.texts) : "", this.items.placeOf(id));
  }

  #drawSelected(scene: Scene): void {
    const write = (mm: number) => writeLength(mm, scene);
    const { selection, guides, rulers, tool, editable } = scene;
    const standing = tool === "select" ? shownItems(scene, selection) : [];
    const hinted = standing.length > mostHinted ? [] : standing;
    render(drawClearances(hinted), this.#clearances);
    render(drawHints(hinted, guides, rulers, write), this.#hints);
    const free = standing.every(({ id }) => scene.items.get(id)?.lock.state !== "held");
    const frame = editable && free ? frameOf(standing) : undefined;
    const degrees = this.turning && standing.length === 1 ? `${frame?.rotation ?? 0}°` : "";
    this.#turnHandle.stand(frame, degrees);
  }

  /** True while one moves, or the view is on its way after one. */
  #drawCursors(scene: Scene): boolean {
    const cursors = this.stage.cursors();
    const moving = this.#cursors.draw(cursors, scene.peers);
    const followed = cursors.find((c) => c.peer === scene.following);
    const going =
      followed !== undefined && this.camera.follow([followed.x, followed.y], followPx, scene.still);
    return moving || going;
  }
}
