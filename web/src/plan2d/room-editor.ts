// What changes the room itself: its tools, which of them is in hand, and what each shows.

import { nothing, svg, type TemplateResult } from "lit-html";
import type { Point } from "../model/index.ts";
import type { Binding, Pressed } from "../planner/action-table.ts";
import type { Modifiers, Scene } from "../planner/scene.ts";
import { dress } from "../styles/sheets.ts";
import { dimensionsOf } from "../symbols/dimensions.ts";
import type { Camera } from "./camera.ts";
import css from "./editor.css?inline";
import { formatPlanLength } from "./format.ts";
import type { Focused } from "./input/focused.ts";
import type { Gesture, Press } from "./input/gesture-recognizer.ts";
import { RoomEditInput } from "./input/room-edit-input.ts";
import { drawDraftOutline } from "./layers/draft-outline.ts";
import { drawLength } from "./layers/guides.ts";
import { drawHandles } from "./layers/handles.ts";
import { referenceImageHandle } from "./layers/reference-image-handle.ts";
import type { PlanDraft } from "./plan-renderer.ts";
import { middleOf } from "./segment.ts";
import { outlineBar } from "./toolbar/outline-bar.ts";
import { drawPrompt } from "./toolbar/prompt.ts";
import { nameOf, roomBar } from "./toolbar/room-bar.ts";
import { waiting } from "./toolbar/waiting.ts";
import type { Editing } from "./tools/editing.ts";
import { MeasureTool } from "./tools/measure-tool.ts";
import { OutlineTool } from "./tools/outline-tool.ts";
import { RoomTool } from "./tools/room-tool.ts";
import { ScaleTool } from "./tools/scale-tool.ts";
import type { ToolContext } from "./tools/tool.ts";

type InHand = "scale" | "outline" | "adding" | "room" | "select";

/** Gives a shadow root the editor's style sheet. */
export function adopt(root: ShadowRoot): void {
  dress(root, css);
}

export class RoomEditor implements Editing {
  readonly tool: RoomTool;
  readonly outline: OutlineTool;
  readonly scale: ScaleTool;
  readonly measure: MeasureTool;
  readonly #hands: RoomEditInput;

  constructor(
    private readonly context: ToolContext,
    camera: Camera,
    looked: () => void,
  ) {
    this.tool = new RoomTool(context);
    this.outline = new OutlineTool(context);
    this.scale = new ScaleTool(context);
    this.measure = new MeasureTool(context, this.tool);
    this.#hands = new RoomEditInput({ context, editor: this, camera, looked });
  }

  get #inHand(): InHand {
    if (this.scale.active) return "scale";
    const { tool } = this.context.scene();
    return tool === "room" && this.tool.adding ? "adding" : tool;
  }

  get waits(): boolean {
    return this.#inHand !== "select" && this.#inHand !== "room";
  }

  get room(): PlanDraft {
    const { plan, faulty } = this.tool;
    const scene = this.context.scene();
    const measureName = ({ edge, length }: { edge: number; length: number }) =>
      scene.texts.plan2d.measure(edge + 1, formatPlanLength(length, scene));
    return { plan, faulty, measureName: isEditing(scene) ? measureName : undefined };
  }

  tap(at: Point, keys: Modifiers): void {
    switch (this.#inHand) {
      case "scale":
        return this.scale.tap(at);
      case "outline":
        return this.outline.tap(at, keys);
      case "adding":
        return this.tool.tap(at, keys);
      case "room":
        return this.tool.select(undefined);
    }
  }

  hover(at: Point, keys: Modifiers): void {
    switch (this.#inHand) {
      case "scale":
        return this.scale.hover(at);
      case "outline":
        return this.outline.hover(at, keys);
      case "adding":
        return this.tool.hover(at, keys);
    }
  }

  press(press: Press, spot: Point): Gesture {
    return this.#hands.press(press, spot);
  }

  key(binding: Binding, pressed: Pressed, focused: Focused): boolean {
    return this.#hands.key(binding, pressed, focused);
  }

  escape(): boolean {
    const waiting = [this.measure, this.scale].find((tool) => tool.active);
    if (waiting) {
      waiting.cancel();
      return true;
    }
    const { tool } = this.context.scene();
    if (tool === "outline") return this.outline.escape();
    return tool === "room" && this.tool.escape();
  }

  lay(): void {
    this.outline.reset();
    this.tool.add(undefined);
    this.tool.select(undefined);
    this.measure.cancel();
    this.scale.cancel();
  }

  settle(): void {
    this.tool.settle();
  }

  scaleUnderlay(): void {
    this.scale.start();
  }

  bar(scene: Scene): TemplateResult | typeof nothing {
    const { scale, outline, tool } = this;
    switch (this.#inHand) {
      case "scale": {
        const hint = scene.texts.plan2d.scaleHint(scale.points.length === 0);
        return scale.asking ? nothing : waiting(scene, hint, () => scale.cancel());
      }
      case "outline":
        return outlineBar(scene, outline);
      case "adding":
      case "room":
        return roomBar(scene, tool);
      case "select":
        return nothing;
    }
  }

  asked(scene: Scene): { form: TemplateResult; spot: Point } | undefined {
    const { measure, scale, tool } = this;
    const { plan2d } = scene.texts;
    if (scale.asking) {
      const words = { label: plan2d.trueLength, written: true, value: undefined };
      return { spot: middleOf(scale.asking), form: drawPrompt(scene, { ...words, ...answers(scale) }) };
    }
    const line = dimensionsOf(tool.plan.outline).find(({ edge }) => edge === measure.edge);
    if (!line) return undefined;
    const words = { label: plan2d.length, written: false, value: measure.value };
    return { spot: line.middle, form: drawPrompt(scene, { ...words, ...answers(measure) }) };
  }

  handles(scene: Scene): TemplateResult {
    const { tool, outline, scale } = this;
    const write = (mm: number) => formatPlanLength(mm, scene);
    const editing = isEditing(scene);
    const { plan, selected, wallFrom, wallTo } = tool;
    const wall = this.#inHand === "adding" && tool.adding === "wall";
    const traced = this.#inHand === "outline" ? outline : undefined;
    const [from, to = scale.next] = scale.points;
    return svg`
      ${editing ? drawHandles({ plan, selected, nameOf: (part) => nameOf(scene, tool, part) }) : nothing}
      ${editing && scene.referenceImage ? referenceImageHandle(scene.referenceImage, scene.texts.plan2d.underlay) : nothing}
      ${traced ? drawDraftOutline(traced, write) : nothing}
      ${wall ? drawDraftOutline({ corners: wallFrom ? [wallFrom] : [], next: wallTo, closing: false }, write) : nothing}
      ${scale.active && from && to ? drawLength("drawn", from, to, "?") : nothing}`;
  }
}

function isEditing({ tool, editable }: Scene): boolean {
  return tool === "room" && editable;
}

/** What a question does with what is typed. */
function answers(tool: ScaleTool | MeasureTool) {
  return {
    problem: tool.problem,
    answer: (length: number) => tool.answer(length),
    refuse: (text: string) => tool.refuse(text),
    cancel: () => tool.cancel(),
  };
}
