// The tools of the plan, and which of them is in hand: a question that waits for a tap
// comes before the tool that the person chose.

import type { Point } from "../../client/index.ts";
import type { Modifiers, Tool } from "../../planner/scene.ts";
import { PlaceTool, ScaleTool } from "./asking.ts";
import { MeasureTool } from "./measure-tool.ts";
import { OutlineTool } from "./outline-tool.ts";
import { RoomTool } from "./room-tool.ts";
import type { Desk } from "./tool.ts";

export type InHand = "scale" | "place" | "outline" | "adding" | "room" | "select";

export class Toolbox {
  readonly room: RoomTool;
  readonly outline: OutlineTool;
  readonly place: PlaceTool;
  readonly scale: ScaleTool;
  readonly measure: MeasureTool;
  #tool: Tool;

  constructor(private readonly desk: Desk) {
    this.room = new RoomTool(desk);
    this.outline = new OutlineTool(desk);
    this.place = new PlaceTool(desk);
    this.scale = new ScaleTool(desk);
    this.measure = new MeasureTool(desk, this.room);
    this.#tool = desk.scene().tool;
  }

  get inHand(): InHand {
    if (this.scale.active) return "scale";
    if (this.place.active) return "place";
    const { tool } = this.desk.scene();
    if (tool === "room" && this.room.adding) return "adding";
    return tool;
  }

  /** True while the next tap answers a question, wherever it falls. */
  get waits(): boolean {
    return this.inHand !== "select" && this.inHand !== "room";
  }

  tap(at: Point, keys: Modifiers): void {
    switch (this.inHand) {
      case "scale":
        return this.scale.tap(at);
      case "place":
        return this.place.tap(at);
      case "outline":
        return this.outline.tap(at, keys);
      case "adding":
        return this.room.tap(at, keys);
      case "room":
        return this.room.select(undefined);
    }
  }

  hover(at: Point, keys: Modifiers): void {
    switch (this.inHand) {
      case "scale":
        return this.scale.hover(at);
      case "outline":
        return this.outline.hover(at, keys);
      case "adding":
        return this.room.hover(at, keys);
    }
  }

  /** Takes one step back; false when no tool had one. */
  escape(): boolean {
    const waiting = [this.measure, this.scale, this.place].find((tool) => tool.active);
    if (waiting) {
      waiting.cancel();
      return true;
    }
    const { tool } = this.desk.scene();
    if (tool === "outline") return this.outline.escape();
    return tool === "room" && this.room.escape();
  }

  /** Puts away what was begun with a tool that the person has laid down. */
  lay(): void {
    const { tool } = this.desk.scene();
    if (tool === this.#tool) return;
    this.#tool = tool;
    this.outline.reset();
    this.room.add(undefined);
    this.room.select(undefined);
    this.measure.cancel();
    this.scale.cancel();
    this.place.cancel();
  }
}
