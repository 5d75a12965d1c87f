// The tools that edit the room; loaded when one of them is first used.

import finishes from "../finishes/finishes.css?inline";
import field from "../ui/field.css?inline";
import toolbars from "../ui/toolbars.css?inline";
import draftOutline from "./layers/draft-outline.css?inline";
import handles from "./layers/handles.css?inline";
import planFields from "./toolbar/plan-fields.css?inline";
import prompt from "./toolbar/prompt.css?inline";
import { AddTool } from "./tools/add-tool.ts";
import measureTool from "./tools/measure-tool.css?inline";
import { MeasureTool } from "./tools/measure-tool.ts";
import { OutlineTool } from "./tools/outline-tool.ts";
import { RoomDraft } from "./tools/room-draft.ts";
import { RoomTool } from "./tools/room-tool.ts";
import { ScaleTool } from "./tools/scale-tool.ts";
import type { Tool, ToolContext } from "./tools/tool.ts";

export const sheets: readonly string[] = [
  toolbars,
  field,
  planFields,
  prompt,
  handles,
  draftOutline,
  measureTool,
  finishes,
];

export class RoomEditor {
  readonly room: RoomTool;
  readonly scale: ScaleTool;
  /** In order of precedence. */
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
