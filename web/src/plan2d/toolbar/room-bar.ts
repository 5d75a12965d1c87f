// Toolbar of the room tool: actions and fields for the selected part, as alternatives to dragging.

import { html, nothing, type TemplateResult } from "lit-html";
import type { PlanBody, Point } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";
import { lengthField } from "../../ui/length-field.ts";
import { editorTexts } from "../editor-texts.ts";
import { measureOf, removable } from "../floorplan/change.ts";
import { keyOf, openingOf, type PlanElement, spotOf } from "../floorplan/elements.ts";
import { offsetOf } from "../floorplan/openings.ts";
import { formatPlanLength } from "../format.ts";
import type { Adding } from "../tools/add-tool.ts";
import type { RoomDraft } from "../tools/room-draft.ts";

export function roomBar(scene: Scene, draft: RoomDraft, add: (what: Adding) => void): TemplateResult {
  const words = editorTexts(scene);
  const part = draft.selected;
  return html`
    <p class=${part ? "plan-bar-title" : "plan-bar-title plan-bar-hint"}>${part ? nameOf(scene, draft.plan, part) : words.roomHint}</p>
    ${part ? partFields(scene, draft, part) : nothing}
    <div class="plan-buttons">
      ${part?.kind === "door" ? doorButtons(scene, draft, part.id) : nothing}
      ${part?.kind === "edge" ? button({ label: words.addCorner, action: "add-corner", run: () => draft.insertCorner(part.index) }) : nothing}
      ${
        part && part.kind !== "edge" && part.kind !== "wall"
          ? nothing
          : html`
        ${button({ label: words.addDoor, action: "add-door", run: () => add("door") })}
        ${button({ label: words.addWindow, action: "add-window", run: () => add("window") })}`
      }
      ${part ? nothing : button({ label: words.addWall, action: "add-wall", run: () => add("wall") })}
      ${part && removable(draft.plan, part) ? button({ kind: "danger", label: words.remove, action: "remove-part", run: () => draft.remove(part) }) : nothing}
      ${part ? button({ kind: "plain", label: words.done, action: "part-done", run: () => draft.select(undefined) }) : nothing}
    </div>`;
}

function partFields(scene: Scene, draft: RoomDraft, part: PlanElement): TemplateResult {
  const words = editorTexts(scene);
  const measure = measureOf(draft.plan, part);
  const opening = part.kind === "door" || part.kind === "window" ? openingOf(draft.plan, part) : undefined;
  const label = opening ? words.width : words.length;
  const of = keyOf(part);
  const field: MakeField = (name, label, value, commit, least = 0) =>
    lengthField(scene, { name, label, value, of, least, commit: (mm = 0) => commit(mm) });
  return html`<div class="plan-fields">
    ${measure === undefined ? nothing : field("measure", label, measure, (mm) => draft.measure(part, mm))}
    ${part.kind === "wall" ? thicknessField(draft, part.id, field, words.thickness) : nothing}
    ${opening ? field("offset", words.offset, offsetOf(draft.plan, opening), (mm) => draft.offset(part, mm)) : nothing}
    ${part.kind === "corner" || part.kind === "end" ? spotFields(draft, part, field, [words.x, words.y]) : nothing}
  </div>`;
}

/** Coordinates may be negative. */
const anywhere = Number.NEGATIVE_INFINITY;

type MakeField = (
  name: string,
  text: string,
  value: number | undefined,
  /** Returns the reason for refusing the value, or undefined. */
  commit: (mm: number) => string | undefined,
  least?: number,
) => TemplateResult;

function thicknessField(draft: RoomDraft, id: string, field: MakeField, label: string): TemplateResult {
  const thickness = draft.plan.walls.find((w) => w.id === id)?.thickness;
  return field("thickness", label, thickness, (mm) => draft.thickness(id, mm));
}

function spotFields(
  draft: RoomDraft,
  part: PlanElement,
  field: MakeField,
  [x, y]: readonly [string, string],
): TemplateResult {
  const spot: Point = spotOf(draft.plan, part) ?? [0, 0];
  return html`
    ${field("x", x, spot[0], (mm) => draft.moveTo(part, [mm, spot[1]]), anywhere)}
    ${field("y", y, spot[1], (mm) => draft.moveTo(part, [spot[0], mm]), anywhere)}`;
}

function doorButtons(scene: Scene, draft: RoomDraft, id: string): TemplateResult | typeof nothing {
  const door = draft.plan.doors.find((d) => d.id === id);
  if (!door) return nothing;
  const words = editorTexts(scene);
  return html`
    ${button({ label: words.hinge, action: "flip-hinge", run: () => draft.flip(id, "hinge") })}
    ${button({ label: words.opens[door.opens], action: "flip-opens", run: () => draft.flip(id, "opens") })}`;
}

/** Returns a part's name, with its length where it has one. */
export function nameOf(scene: Scene, plan: PlanBody, part: PlanElement): string {
  const words = editorTexts(scene);
  const length = formatPlanLength(measureOf(plan, part) ?? 0, scene);
  const number = (all: readonly { id: string }[], id: string) => all.findIndex((each) => each.id === id) + 1;
  switch (part.kind) {
    case "corner":
      return words.corner(part.index + 1);
    case "edge":
      return words.edge(part.index + 1, length);
    case "wall":
      return words.wall(number(plan.walls, part.id), length);
    case "end":
      return words.end(number(plan.walls, part.id));
    case "door":
      return words.door(number(plan.doors, part.id), length);
    case "window":
      return words.window(number(plan.windows, part.id), length);
  }
}
