// What changes the room itself: the tools that are loaded when one of them is first taken up.

import { dress } from "../styles/sheets.ts";
import css from "./editor.css?inline";
import { AddTool } from "./tools/add-tool.ts";
import { MeasureTool } from "./tools/measure-tool.ts";
import { OutlineTool } from "./tools/outline-tool.ts";
import { RoomDraft } from "./tools/room-draft.ts";
import { RoomTool } from "./tools/room-tool.ts";
import { ScaleTool } from "./tools/scale-tool.ts";
import type { Tool, ToolContext } from "./tools/tool.ts";

/** Gives a shadow root the editor's style sheet. */
export function adopt(root: ShadowRoot): void {
  dress(root, css);
}

export class RoomEditor {
  readonly room: RoomTool;
  readonly scale: ScaleTool;
  /** What asks first comes first. */
  readonly tools: readonly Tool[];

  constructor(context: ToolContext, furniture: Tool) {
    const draft = new RoomDraft(context);
    const measure = new MeasureTool(context, draft);
    const add = new AddTool(context, draft);
    this.scale = new ScaleTool(context);
    this.room = new RoomTool(context, draft, { add, measure, furniture });
    this.tools = [this.scale, measure, add, new OutlineTool(context), this.room];
  }
}
