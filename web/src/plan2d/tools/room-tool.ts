// Tool that edits the room: handles presses and keys on its parts.

import { nothing, svg, type TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import { type Binding, type Pressed, stepOf } from "../../planner/action-table.ts";
import type { Modifiers, Scene } from "../../planner/scene.ts";
import { editorTexts } from "../editor-texts.ts";
import { elementOf, keyOf } from "../floorplan/elements.ts";
import { formatPlanLength } from "../format.ts";
import type { Focused } from "../input/focused.ts";
import { type Gesture, idOf, type Press } from "../input/gesture-recognizer.ts";
import { pan } from "../input/gestures.ts";
import { dragHandle, dragReferenceImage } from "../input/handle-gestures.ts";
import { drawHandles } from "../layers/handles.ts";
import { referenceImageHandle } from "../layers/reference-image-handle.ts";
import { nameOf } from "../part-name.ts";
import type { PlanDraft } from "../plan-renderer.ts";
import { roomBar } from "../toolbar/room-bar.ts";
import type { AddTool } from "./add-tool.ts";
import type { MeasureTool } from "./measure-tool.ts";
import type { RoomDraft } from "./room-draft.ts";
import type { Tool, ToolContext } from "./tool.ts";

/** Arrow keys move along the plan's axes, because the view is not rotated. */
const onPlan = { toPlan: (arrow: Point) => arrow };

/** Other tools that this one starts or falls back to. */
interface Next {
  readonly add: AddTool;
  readonly measure: MeasureTool;
  /** Gets the pointer events of users who may not edit the room. */
  readonly furniture: Tool;
}

export class RoomTool implements Tool {
  readonly id = "room";
  /** What was selected, "" for nothing, when the bar was asked for more to add; undefined otherwise. */
  #moreFor: string | undefined;

  constructor(
    private readonly context: ToolContext,
    private readonly draft: RoomDraft,
    private readonly next: Next,
  ) {}

  /** The room as the edit in progress changes it. */
  get shown(): PlanDraft {
    const { plan, faulty } = this.draft;
    const scene = this.context.scene();
    const measureName = ({ edge, length }: { edge: number; length: number }) =>
      editorTexts(scene).measure(edge + 1, formatPlanLength(length, scene));
    const editing = scene.tool === this.id && scene.editable;
    return { plan, faulty, measureName: editing ? measureName : undefined };
  }

  press(press: Press, spot: Point): Gesture | undefined {
    const { context, draft, next } = this;
    const { target } = press;
    if (!context.scene().editable) return next.furniture.press?.(press, spot);
    const edge = idOf(target, "measure");
    if (edge !== undefined) return pan(context, press, () => next.measure.open(Number(edge)));
    if (target.closest("[data-underlay]")) return dragReferenceImage(context, press, spot);
    const wall = idOf(target, "insert");
    if (wall !== undefined) return dragHandle(context, press, draft.dragNewCorner(Number(wall), spot));
    const key = idOf(target, "part");
    const part = key === undefined ? undefined : elementOf(draft.plan, key);
    return part && dragHandle(context, press, draft.drag(part, spot));
  }

  tap(at: Point, keys: Modifiers): void {
    if (this.context.scene().editable) this.draft.select(undefined);
    else this.next.furniture.tap?.(at, keys);
  }

  key({ name }: Binding, pressed: Pressed, { part: key, measure, referenceImage }: Focused): boolean {
    const { draft } = this;
    if (measure !== undefined && (name === "choose" || name === "toggle")) {
      this.next.measure.open(Number(measure));
      return true;
    }
    const step = stepOf(pressed, onPlan);
    if (referenceImage && name === "nudge") return this.#stepReferenceImage(step);
    const part = key === undefined ? undefined : elementOf(draft.plan, key);
    if (!part) return name === "toggle";
    switch (name) {
      case "nudge":
        draft.nudge(part, step);
        return true;
      case "remove":
        draft.remove(part);
        return true;
      case "duplicate":
        draft.duplicate(part);
        return true;
      case "choose":
      case "toggle":
        draft.select(part);
        return true;
      default:
        return false;
    }
  }

  escape(): boolean {
    return this.draft.escape();
  }

  settle(): void {
    this.draft.settle();
  }

  exit(): void {
    this.#moreFor = undefined;
    this.draft.select(undefined);
  }

  overlay(scene: Scene): TemplateResult | undefined {
    const { editable, referenceImage } = scene;
    if (!editable) return undefined;
    const { plan, selected } = this.draft;
    return svg`${drawHandles({ plan, selected, nameOf: (part) => nameOf(scene, plan, part) })}
      ${referenceImage ? referenceImageHandle(referenceImage, editorTexts(scene).underlay) : nothing}`;
  }

  toolbar(): TemplateResult {
    const { selected } = this.draft;
    const at = selected ? keyOf(selected) : "";
    const showMore = (more: boolean) => {
      this.#moreFor = more ? at : undefined;
      this.context.changed();
    };
    return roomBar(this.context, this.draft, {
      more: this.#moreFor === at,
      showMore,
      add: (what) => {
        showMore(false);
        this.next.add.start(what);
      },
    });
  }

  #stepReferenceImage([dx, dy]: Point): boolean {
    const { scene, actions } = this.context;
    const { referenceImage: image } = scene();
    if (image) actions.setReferenceImage({ ...image, x: image.x + dx, y: image.y + dy });
    return image !== undefined;
  }
}
