// Toolbar of the room tool: actions and fields for the selected part, as alternatives to dragging.

import { html, nothing, type TemplateResult } from "lit-html";
import { hasPaints, wallPaint } from "../../finishes/wall-paint.ts";
import type { EditableRoom, Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";
import { editorTexts } from "../editor-texts.ts";
import { removable } from "../floorplan/change.ts";
import { isFixed, isOpening, isWall, type PlanElement, wallRefOf } from "../floorplan/elements.ts";
import { nameOf } from "../part-name.ts";
import type { Adding } from "../tools/add-tool.ts";
import type { RoomDraft } from "../tools/room-draft.ts";
import { partFields } from "./part-fields.ts";

/** What is in walls, or at them. */
const atWalls = ["door", "window", "radiator", "socket", "slope"] as const;

const everyRoom: readonly Adding[] = ["door", "window", "wall"];

export function roomBar(
  room: Pick<EditableRoom, "scene" | "actions">,
  draft: RoomDraft,
  add: (what: Adding) => void,
): TemplateResult {
  const scene = room.scene();
  const words = editorTexts(scene);
  const part = draft.selected;
  return html`
    <p class=${part ? "plan-bar-title" : "plan-bar-title plan-bar-hint"}>${part ? nameOf(scene, draft.plan, part) : words.roomHint}</p>
    ${part ? partFields(scene, draft, part) : nothing}
    ${isWall(part) && hasPaints(scene) ? html`<div class="finishes-paints">${wallPaint(room, wallRefOf(part))}</div>` : nothing}
    <div class="plan-buttons">
      ${part?.kind === "door" ? doorButtons(scene, draft, part.id) : nothing}
      ${part?.kind === "edge" ? button({ label: words.addCorner, action: "add-corner", run: () => draft.insertCorner(part.index) }) : nothing}
      ${adding(scene, addable(part), add)}
      ${part && (isOpening(part) || isFixed(part)) ? button({ label: words.duplicate, action: "duplicate-part", run: () => draft.duplicate(part) }) : nothing}
      ${part && removable(draft.plan, part) ? button({ kind: "danger", label: words.remove, action: "remove-part", run: () => draft.remove(part) }) : nothing}
      ${part ? button({ kind: "plain", label: words.done, action: "part-done", run: () => draft.select(undefined) }) : nothing}
    </div>`;
}

/** Returns the buttons that add: those that most rooms need, and the others in a part that opens. */
function adding(
  scene: Scene,
  some: readonly Adding[],
  add: (what: Adding) => void,
): TemplateResult | typeof nothing {
  const words = editorTexts(scene);
  const draw = (what: Adding) =>
    button({ label: words.add[what], action: `add-${what}`, run: () => add(what) });
  const usual = some.filter((what) => everyRoom.includes(what));
  const rest = some.filter((what) => !everyRoom.includes(what));
  if (some.length === 0) return nothing;
  return html`${usual.map(draw)}
    <details class="plan-more"><summary class="button quiet">${words.addMore}</summary><div class="plan-buttons">${rest.map(draw)}</div></details>`;
}

/** Returns what can be added: to the selected wall, or to the room. */
function addable(part: PlanElement | undefined): readonly Adding[] {
  if (isWall(part)) return atWalls;
  return part ? [] : [...atWalls, "wall", "pillar"];
}

/** Returns the buttons that flip a door's leaf; both leaves of a double door are alike, an opening has none. */
function doorButtons(scene: Scene, draft: RoomDraft, id: string): TemplateResult | typeof nothing {
  const door = draft.plan.doors.find((d) => d.id === id);
  if (!door || door.kind === "opening") return nothing;
  const words = editorTexts(scene);
  const slides = door.kind === "sliding";
  const hinge = slides ? words.slides[door.hinge] : words.hinge;
  return html`
    ${door.kind === "double" ? nothing : button({ label: hinge, action: "flip-hinge", run: () => draft.flip(id, "hinge") })}
    ${slides ? nothing : button({ label: words.opens[door.opens], action: "flip-opens", run: () => draft.flip(id, "opens") })}`;
}
