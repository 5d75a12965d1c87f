// What can be done to the part of the room that is selected, without a drag.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Point } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { measureOf, removable } from "../floorplan/change.ts";
import { openingOf, type PlanElement, spotOf } from "../floorplan/elements.ts";
import { offsetOf } from "../floorplan/openings.ts";
import { formatPlanLength } from "../format.ts";
import type { RoomTool } from "../tools/room-tool.ts";
import { lengthField } from "./field.ts";
import { button } from "./waiting.ts";

export function roomBar(scene: Scene, tool: RoomTool): TemplateResult {
  const { plan2d } = scene.texts;
  if (tool.adding) return addingBar(scene, tool);
  const part = tool.selected;
  return html`
    <p class="plan-bar-title">${part ? nameOf(scene, tool, part) : plan2d.roomHint}</p>
    ${part ? partFields(scene, tool, part) : nothing}
    <div class="plan-buttons">
      ${part?.kind === "edge" ? button("add-corner", plan2d.addCorner, () => tool.insertCorner(part.index)) : nothing}
      ${
        part && part.kind !== "edge" && part.kind !== "wall"
          ? nothing
          : html`
        ${button("add-door", plan2d.addDoor, () => tool.add("door"))}
        ${button("add-window", plan2d.addWindow, () => tool.add("window"))}`
      }
      ${part ? nothing : button("add-wall", plan2d.addWall, () => tool.add("wall"))}
      ${part && removable(tool.plan, part) ? button("remove-part", plan2d.remove, () => tool.remove(part), "danger") : nothing}
      ${part ? button("part-done", plan2d.done, () => tool.select(undefined), "plain") : nothing}
    </div>`;
}

function addingBar({ texts: { plan2d } }: Scene, tool: RoomTool): TemplateResult {
  const hints = { door: plan2d.doorHint, window: plan2d.windowHint, wall: plan2d.wallHint(!tool.wallFrom) };
  return html`
    <p class="plan-bar-title" role="status">${tool.adding ? hints[tool.adding] : nothing}</p>
    <div class="plan-buttons">
      ${button("add-in-middle", plan2d.inTheMiddle, () => tool.addInTheMiddle())}
      ${button("cancel-tool", plan2d.cancel, () => tool.add(undefined), "plain")}
    </div>`;
}

function partFields(scene: Scene, tool: RoomTool, part: PlanElement): TemplateResult {
  const { plan2d } = scene.texts;
  const shared = { problem: tool.problem, refuse: (field: string, text: string) => tool.refuse(field, text) };
  const measure = measureOf(tool.plan, part);
  const opening = part.kind === "door" || part.kind === "window" ? openingOf(tool.plan, part) : undefined;
  const label = opening ? plan2d.width : plan2d.length;
  const field = (name: string, text: string, value: number | undefined, commit: (mm: number) => void) =>
    lengthField(scene, { name, label: text, value, commit, ...shared });
  return html`<div class="plan-fields">
    ${measure === undefined ? nothing : field("measure", label, measure, (mm) => tool.measure(part, "measure", mm))}
    ${part.kind === "wall" ? thicknessField(tool, part.id, field, plan2d.thickness) : nothing}
    ${opening ? field("offset", plan2d.offset, offsetOf(tool.plan, opening), (mm) => tool.offset(part, mm)) : nothing}
    ${part.kind === "corner" || part.kind === "end" ? spotFields(tool, part, field, [plan2d.x, plan2d.y]) : nothing}
    ${part.kind === "door" ? doorButtons(scene, tool, part.id) : nothing}
  </div>`;
}

type MakeField = (
  name: string,
  text: string,
  value: number | undefined,
  commit: (mm: number) => void,
) => TemplateResult;

function thicknessField(tool: RoomTool, id: string, field: MakeField, label: string): TemplateResult {
  const thickness = tool.plan.walls.find((w) => w.id === id)?.thickness;
  return field("thickness", label, thickness, (mm) => tool.thickness(id, "thickness", mm));
}

function spotFields(
  tool: RoomTool,
  part: PlanElement,
  field: MakeField,
  [x, y]: readonly [string, string],
): TemplateResult {
  const spot: Point = spotOf(tool.plan, part) ?? [0, 0];
  return html`
    ${field("x", x, spot[0], (mm) => tool.moveTo(part, [mm, spot[1]], "x"))}
    ${field("y", y, spot[1], (mm) => tool.moveTo(part, [spot[0], mm], "y"))}`;
}

function doorButtons(
  { texts: { plan2d } }: Scene,
  tool: RoomTool,
  id: string,
): TemplateResult | typeof nothing {
  const door = tool.plan.doors.find((d) => d.id === id);
  if (!door) return nothing;
  return html`
    ${button("flip-hinge", plan2d.hinge, () => tool.flip(id, "hinge"))}
    ${button("flip-opens", plan2d.opens[door.opens], () => tool.flip(id, "opens"))}`;
}

/** A part in words, with its length where it has one. */
export function nameOf(scene: Scene, tool: RoomTool, part: PlanElement): string {
  const { plan2d } = scene.texts;
  const length = formatPlanLength(measureOf(tool.plan, part) ?? 0, scene);
  const number = (all: readonly { id: string }[], id: string) => all.findIndex((each) => each.id === id) + 1;
  switch (part.kind) {
    case "corner":
      return plan2d.corner(part.index + 1);
    case "edge":
      return plan2d.edge(part.index + 1, length);
    case "wall":
      return plan2d.wall(number(tool.plan.walls, part.id), length);
    case "end":
      return plan2d.end(number(tool.plan.walls, part.id));
    case "door":
      return plan2d.door(number(tool.plan.doors, part.id), length);
    case "window":
      return plan2d.window(number(tool.plan.windows, part.id), length);
  }
}
