// The fields of the selected part.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Door, Fixture, PlanWindow, Point, Slope } from "../../model/index.ts";
import type { Scene } from "../../planner/scene.ts";
import { angleField } from "../../ui/angle-field.ts";
import { type LengthField, lengthField, type Range } from "../../ui/length-field.ts";
import { editorTexts } from "../editor-texts.ts";
import { measureOf, offsetOfPart } from "../floorplan/change.ts";
import { type Details, withDetails } from "../floorplan/details.ts";
import {
  type FixedElement,
  fixedOf,
  isFixed,
  isOpening,
  isWall,
  keyOf,
  type OpeningElement,
  openingOf,
  type PlanElement,
  spotOf,
} from "../floorplan/elements.ts";
import { withFixedSize } from "../floorplan/fixed.ts";
import type { RoomDraft } from "../tools/room-draft.ts";

/** Coordinates may be negative. */
const anywhere: Range = { least: Number.NEGATIVE_INFINITY };
/** Ranges of depths, of heights, and of heights above the floor, millimetres: the server's limits. */
const sizes = { least: 10, most: 20_000 };
const heights = { least: 10, most: 10_000 };
const levels = { least: 0, most: 10_000 };

const doorKinds = ["hinged", "double", "sliding", "opening"] as const;

/** Returns a field for a length of the part; `name` and `label` as of `LengthField`. */
type MakeField = (
  name: string,
  label: string,
  value: number | undefined,
  /** Returns the reason for refusing the value, or undefined. */
  commit: (mm: number) => string | undefined,
  range?: Range,
) => TemplateResult;

export function partFields(scene: Scene, draft: RoomDraft, part: PlanElement): TemplateResult {
  const words = editorTexts(scene);
  const { plan } = draft;
  const measure = measureOf(plan, part);
  const of = keyOf(part);
  const field: MakeField = (name, label, value, commit, range) =>
    lengthField(scene, { name, label, value, of, ...range, commit: (mm = 0) => commit(mm) });
  const label = isWall(part) ? words.length : words.width;
  return html`<div class="plan-fields">
    ${measure === undefined ? nothing : field("measure", label, measure, (mm) => draft.measure(part, mm))}
    ${part.kind === "wall" ? thicknessField(draft, part.id, field, words.thickness) : nothing}
    ${isOpening(part) ? openingFields(scene, draft, part, field) : nothing}
    ${isFixed(part) ? fixedFields(scene, draft, part, field) : nothing}
    ${part.kind === "corner" || part.kind === "end" ? spotFields(draft, part, field, [words.x, words.y]) : nothing}
  </div>`;
}

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

function openingFields(
  scene: Scene,
  draft: RoomDraft,
  part: OpeningElement,
  field: MakeField,
): TemplateResult | typeof nothing {
  const words = editorTexts(scene);
  const opening = openingOf(draft.plan, part);
  if (!opening) return nothing;
  return html`
    ${field("offset", words.offset, offsetOfPart(draft.plan, part), (mm) => draft.offset(part, mm))}
    ${part.kind === "door" ? doorFields(scene, draft, opening as Door) : windowFields(scene, draft, opening)}`;
}

function fixedFields(
  scene: Scene,
  draft: RoomDraft,
  part: FixedElement,
  field: MakeField,
): TemplateResult | typeof nothing {
  const words = editorTexts(scene);
  const one = fixedOf(draft.plan, part);
  if (!one) return nothing;
  const offset = offsetOfPart(draft.plan, part);
  const resize = (depth: number) => draft.storeTyped((plan) => withFixedSize(plan, part, { depth }) ?? plan);
  return html`
    ${field("depth", words.depth, one.depth, resize, sizes)}
    ${"low" in one ? slopeFields(scene, draft, one, field) : fixtureFields(scene, draft, one, field)}
    ${offset === undefined ? spotFields(draft, part, field, [words.x, words.y]) : field("offset", words.offset, offset, (mm) => draft.offset(part, mm))}`;
}

function fixtureFields(scene: Scene, draft: RoomDraft, fixture: Fixture, field: MakeField): TemplateResult {
  const words = editorTexts(scene);
  const part = { kind: "fixture", id: fixture.id } as const;
  const set = (details: Details<Fixture>) => draft.storeTyped((plan) => withDetails(plan, part, details));
  const turned = {
    name: "degrees",
    label: words.degrees,
    value: fixture.rotation,
    of: keyOf(part),
    commit: (rotation = 0) => set({ rotation }),
  };
  return html`
    ${field("height", words.height, fixture.height, (height) => set({ height }), heights)}
    ${more(
      scene,
      html`${field("level", words.level, fixture.z, (z) => set({ z }), levels)}
      ${fixture.kind === "pillar" ? angleField(scene, turned) : nothing}`,
    )}`;
}

function slopeFields(scene: Scene, draft: RoomDraft, slope: Slope, field: MakeField): TemplateResult {
  const part = { kind: "slope", id: slope.id } as const;
  const set = (low: number) => draft.storeTyped((plan) => withDetails(plan, part, { low }));
  const most = draft.plan.ceiling ?? heights.most;
  return field("low", editorTexts(scene).low, slope.low, set, { ...heights, most });
}

function doorFields(scene: Scene, draft: RoomDraft, door: Door): TemplateResult {
  const words = editorTexts(scene);
  const part = { kind: "door", id: door.id } as const;
  const set = (details: Details<Door>) => draft.storeTyped((plan) => withDetails(plan, part, details));
  const choose = ({ currentTarget }: Event) => {
    const { value } = currentTarget as HTMLSelectElement;
    set({
      kind: doorKinds.find((kind): kind is NonNullable<Door["kind"]> => kind === value && kind !== "hinged"),
    });
  };
  const check = ({ currentTarget }: Event) =>
    set({ balcony: (currentTarget as HTMLInputElement).checked || undefined });
  const details = html`
    ${detailField(scene, part, { name: "height", label: words.height, value: door.height, ...heights, commit: (height) => set({ height }) })}
    <label class="field"><span>${words.kind}</span>
      <select data-field="door-kind" @change=${choose}>
        ${doorKinds.map((kind) => html`<option value=${kind} .selected=${kind === (door.kind ?? "hinged")}>${words.kinds[kind]}</option>`)}
      </select></label>
    <label class="plan-check"><input type="checkbox" data-field="balcony" .checked=${door.balcony === true} @change=${check} />
      <span>${words.balcony}</span></label>`;
  return more(scene, details);
}

function windowFields(scene: Scene, draft: RoomDraft, window: PlanWindow): TemplateResult {
  const words = editorTexts(scene);
  const part = { kind: "window", id: window.id } as const;
  const set = (details: Details<PlanWindow>) => draft.storeTyped((plan) => withDetails(plan, part, details));
  const details = html`
    ${detailField(scene, part, { name: "sill", label: words.sill, value: window.sill, ...levels, commit: (sill) => set({ sill }) })}
    ${detailField(scene, part, { name: "height", label: words.height, value: window.height, ...heights, commit: (height) => set({ height }) })}`;
  return more(scene, details);
}

/** Returns the part of the fields that few need: it opens, so that the bar covers less of the plan. */
function more(scene: Scene, fields: TemplateResult): TemplateResult {
  return html`<details class="plan-more"><summary class="button quiet">${editorTexts(scene).addMore}</summary>
    <div class="plan-fields">${fields}</div></details>`;
}

/** Returns a field for a length that may be unknown. */
function detailField(scene: Scene, part: PlanElement, field: Omit<LengthField, "of">): TemplateResult {
  return lengthField(scene, { ...field, optional: true, of: keyOf(part) });
}
