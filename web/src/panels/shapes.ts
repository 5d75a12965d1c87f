// The section of the room panel that makes the room's outline from a shape and its sizes.

import { html, nothing, type TemplateResult } from "lit-html";
import { bounds } from "../geometry/index.ts";
import type { Point } from "../model/index.ts";
import { redraw } from "../plan2d/floorplan/redrawn.ts";
import { button } from "../ui/button.ts";
import { icon } from "../ui/icons.ts";
import { lengthField } from "../ui/length-field.ts";
import type { Context } from "./context.ts";
import { KeptState } from "./kept-state.ts";
import {
  leavesRoom,
  outlineFor,
  outlineOf,
  type Quarter,
  quarters,
  type RoomTemplate,
  type ShapeName,
  type ShapeSizes,
  shapeNames,
} from "./room-templates.ts";
import { derived } from "./tracked.ts";
import { isUntouched } from "./untouched.ts";

const limits = { least: 500, most: 100_000 };
/** Sizes offered before anything is typed, millimetres. */
const usual: ShapeSizes = { width: 4_000, depth: 3_500, cutWidth: 1_500, cutDepth: 1_200 };

interface ShapeDraft {
  kind: ShapeName;
  at: Quarter;
  typed: Partial<ShapeSizes>;
}

const drafts = new KeptState<ShapeDraft>({ kind: "rectangle", at: 2, typed: {} });

/** Draws the section; it is folded once somebody has changed the room, as a shape would replace its walls. */
export function shapesSection(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  const say = pageWords.room;
  const draft = drafts.of(context);
  const shape = shapeOf(context, draft);
  const untouched = derived(() => isUntouched(scene));
  const choice = (
    kind: ShapeName,
  ) => html`<button type="button" class="room-tool" data-action=${`shape-${kind}`}
    aria-pressed=${draft.kind === kind} @click=${() => drafts.set(context, { kind })}>${sketch(kind, usualAt[kind])}${say.shapes[kind]}</button>`;
  return html`<details class="panel-block fold" data-fold="shapes" ?open=${untouched}>
    <summary><h3>${untouched ? say.shape : say.otherShape}</h3>${icon("collapse")}</summary>
    ${untouched ? nothing : html`<p class="hint">${say.otherShapeWhy}</p>`}
    <div class="room-tools" role="group" aria-label=${say.shape}>${shapeNames.map(choice)}</div>
    ${draft.kind === "rectangle" ? nothing : places(context, draft)}
    <div class="fields two">${side(context, shape, "width")}${side(context, shape, "depth")}
      ${draft.kind === "rectangle" ? nothing : html`${side(context, shape, "cutWidth")}${side(context, shape, "cutDepth")}`}</div>
    ${leavesRoom(shape) ? preview(outlineOf(shape)) : nothing}
    ${button({ kind: untouched ? "primary" : "quiet", label: say.use, action: "use-shape", run: () => use(context) })}</details>`;
}

/** The orientation that a shape's own button displays. */
const usualAt: Record<ShapeName, Quarter> = { rectangle: 0, l: 2, u: 0, t: 2 };

/** Draws the choice of the corner that is missing, or of the side that is open or has the stem. */
function places(context: Context, { kind, at }: ShapeDraft): TemplateResult {
  const { where, corners, sides } = context.pageWords.room;
  const names = kind === "l" ? corners : sides;
  const label = kind === "rectangle" ? "" : where[kind];
  return html`<div class="room-tools" role="group" aria-label=${label}>${quarters.map(
    (
      quarter,
    ) => html`<button type="button" class="room-tool" data-action=${`shape-at-${quarter}`} title=${names[quarter]}
      aria-label=${names[quarter]} aria-pressed=${at === quarter} @click=${() => drafts.set(context, { at: quarter })}>${sketch(kind, quarter)}</button>`,
  )}</div><p class="hint">${label}: ${names[at]}</p>`;
}

function side(context: Context, shape: ShapeSizes, name: keyof ShapeSizes): TemplateResult {
  return lengthField(context.scene, {
    label: context.pageWords.room[name],
    value: shape[name],
    ...limits,
    name: `shape-${name}`,
    commit: (length = 0) => drafts.set(context, { typed: { ...drafts.of(context).typed, [name]: length } }),
  });
}

/** Returns the drafted shape, with sizes as typed, else those of the room's bounds, else usual ones. */
function shapeOf({ scene }: Context, { kind, at, typed }: ShapeDraft): RoomTemplate {
  const { outline } = scene.plan;
  const { width, height } = bounds(outline);
  const now = outline.length > 2 ? { width, depth: height } : {};
  return { kind, at, ...usual, ...now, ...typed };
}

function use(context: Context): void {
  const { scene, actions, pageWords } = context;
  const shape = shapeOf(context, drafts.of(context));
  if (!leavesRoom(shape)) return context.tell(pageWords.room.cutTooBig, true);
  redraw(scene, actions, outlineFor(scene.plan, shape));
  // In the next frame, when the view has the new outline, all of it is displayed.
  requestAnimationFrame(() => context.host.view().fit());
  if (context.narrow()) context.open(undefined);
}

/** Draws a shape as an icon. */
function sketch(kind: ShapeName, at: Quarter): TemplateResult {
  const outline = outlineOf({ kind, at, width: 130, depth: 120, cutWidth: 45, cutDepth: 50 }, [35, 40]);
  const path = pathOf(outline.map(([x, y]) => [x / 10, y / 10]));
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${path}></path></svg>`;
}

function preview(outline: readonly Point[]): TemplateResult {
  const { x, y, width, height } = bounds(outline);
  const around = Math.max(width, height) / 50;
  const box = [x - around, y - around, width + 2 * around, height + 2 * around].join(" ");
  return html`<svg class="shape-preview" viewBox=${box} aria-hidden="true"><path d=${pathOf(outline)}></path></svg>`;
}

function pathOf(outline: readonly Point[]): string {
  return `M${outline.map((corner) => corner.join(" ")).join("L")}Z`;
}
