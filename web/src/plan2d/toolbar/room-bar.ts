// Toolbar of the room tool: actions and fields for the selected part, as alternatives to dragging.

import { html, nothing, type TemplateResult } from "lit-html";
import { hasPaints, wallPaint } from "../../finishes/wall-paint.ts";
import type { EditableRoom, Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";
import { iconButton } from "../../ui/icon-button.ts";
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

/** The buttons that add parts. */
export interface Addition {
  add(what: Adding): void;
  /** True while the buttons that few rooms need take the place of the usual ones. */
  more: boolean;
  showMore(more: boolean): void;
}

export function roomBar(
  room: Pick<EditableRoom, "scene" | "actions">,
  draft: RoomDraft,
  addition: Addition,
): TemplateResult {
  const scene = room.scene();
  const words = editorTexts(scene);
  const part = draft.selected;
  return html`
    <p class=${part ? "plan-bar-title" : "plan-bar-title plan-bar-hint"}>${part ? nameOf(scene, draft.plan, part) : words.roomHint}</p>
    ${part ? iconButton({ label: scene.texts.panels.close, icon: "close", action: "close-part", run: () => draft.select(undefined) }) : nothing}
    ${part ? partFields(scene, draft, part) : nothing}
    <div class="plan-buttons">
      ${part && !addition.more ? partButtons(scene, draft, part) : nothing}
      ${adding(scene, addable(part), addition)}
      ${part && removable(draft.plan, part) && !addition.more ? button({ kind: "danger", label: words.remove, action: "remove-part", run: () => draft.remove(part) }) : nothing}
    </div>
    ${isWall(part) && hasPaints(scene) ? html`<div class="finishes-paints">${wallPaint(room, wallRefOf(part))}</div>` : nothing}`;
}

function partButtons(scene: Scene, draft: RoomDraft, part: PlanElement): TemplateResult {
  const words = editorTexts(scene);
  return html`
    ${part.kind === "door" ? doorButtons(scene, draft, part.id) : nothing}
    ${part.kind === "edge" ? button({ label: words.addCorner, action: "add-corner", run: () => draft.insertCorner(part.index) }) : nothing}
    ${isOpening(part) || isFixed(part) ? button({ label: words.duplicate, action: "duplicate-part", run: () => draft.duplicate(part) }) : nothing}`;
}

/** Returns the buttons that add the usual parts, or in their place the others; one button changes between them. */
function adding(
  scene: Scene,
  some: readonly Adding[],
  { add, more, showMore }: Addition,
): TemplateResult | typeof nothing {
  const words = editorTexts(scene);
  const draw = (what: Adding) =>
    button({ label: words.add[what], action: `add-${what}`, run: () => add(what) });
  const usual = some.filter((what) => everyRoom.includes(what));
  const rest = some.filter((what) => !everyRoom.includes(what));
  if (some.length === 0) return nothing;
  // One element in both states, so that it keeps the focus.
  return html`${more ? nothing : usual.map(draw)}
    ${button({ label: more ? words.addUsual : words.addMore, action: "add-more", run: () => showMore(!more) })}
    ${more ? rest.map(draw) : nothing}`;
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
