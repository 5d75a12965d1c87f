// The room panel: tools to draw the outline, its sizes to type, its finishes, a scan to open, and a reference image to trace.

import { html, nothing, type TemplateResult } from "lit-html";
import { area, bounds } from "../geometry/index.ts";
import { ceilingHeight } from "../model/limits.ts";
import { redraw } from "../plan2d/floorplan/redrawn.ts";
import type { Tool } from "../planner/scene.ts";
import { button } from "../ui/button.ts";
import { type IconName, icon } from "../ui/icons.ts";
import { lengthField } from "../ui/length-field.ts";
import type { Context } from "./context.ts";
import { finishesSection } from "./finishes.ts";
import { referenceImageSection } from "./reference-image.ts";
import { outlineFor, type RoomTemplate } from "./room-templates.ts";
import { roomTextsOf } from "./room-texts.ts";
import { scanSection } from "./scan.ts";

const icons: Record<Tool, IconName> = { select: "select", room: "room", outline: "draw" };
const sizes = { least: 500, most: 100_000 };
/** Sizes offered before anything is typed, millimetres by the side's name. */
const usual: Record<string, number> = { width: 4_000, depth: 3_500, cutWidth: 1_500, cutDepth: 1_200 };

export function room(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  if (!scene.editable)
    return html`<p class="muted">${scene.texts.notices.viewer}</p>${facts(context)}${finishesSection(context)}`;
  const texts = roomTextsOf(context);
  return html`${tools(context)}${shapes(context)}
    <section class="panel-block">${facts(context)}
      ${lengthField(context.scene, {
        label: pageWords.room.ceiling,
        value: scene.plan.ceiling,
        ...ceilingHeight,
        optional: true,
        name: "ceiling",
        commit: (ceiling) => setCeiling(context, ceiling),
      })}</section>
    ${finishesSection(context)}${texts ? scanSection(context, texts.scan) : nothing}${referenceImageSection(context, texts?.picture)}`;
}

export function setCeiling({ scene, actions }: Context, ceiling: number | undefined): void {
  const { ceiling: _, ...plan } = scene.plan;
  actions.setPlan(ceiling === undefined ? plan : { ...plan, ceiling });
}

function tools(context: Context): TemplateResult {
  const { scene, pageWords, actions } = context;
  const tool = (name: Tool) => {
    const choose = () => {
      // The sheet would cover the plan.
      if (context.narrow()) context.set({ tab: undefined });
      actions.setTool(name);
    };
    return html`<button type="button" class="room-tool" data-action=${`tool-${name}`} aria-pressed=${scene.tool === name} @click=${choose}
      >${icon(icons[name])}${pageWords.room.tools[name]}</button>`;
  };
  return html`<div class="room-tools" role="group" aria-label=${pageWords.room.tool}>${tool("select")}${tool("room")}${tool("outline")}</div>
    <p class="hint">${pageWords.room.hints[scene.tool]}</p>`;
}

function facts({ scene, pageWords }: Context): TemplateResult | typeof nothing {
  if (scene.plan.outline.length < 3) return nothing;
  const squareMetres = Math.abs(area(scene.plan.outline)) / 1e6;
  const imperial = scene.units === "ft" || scene.units === "in";
  const unit = imperial ? "ft²" : "m²";
  const size = imperial ? squareMetres * 10.7639 : squareMetres;
  const written = new Intl.NumberFormat(scene.lang, { maximumFractionDigits: imperial ? 0 : 1 }).format(size);
  return html`<p class="room-fact">${pageWords.room.area(`${written} ${unit}`)}</p>`;
}

function shapes(context: Context): TemplateResult {
  const { local, pageWords } = context;
  const l = local.shape === "l";
  const choice = (
    shape: "rectangle" | "l",
  ) => html`<button type="button" class="room-tool" data-action=${`shape-${shape}`}
    aria-pressed=${local.shape === shape} @click=${() => context.set({ shape })}>${drawn(shape)}${pageWords.room.shapes[shape]}</button>`;
  return html`<section class="panel-block"><h3>${pageWords.room.shape}</h3>
    <div class="room-tools" role="group" aria-label=${pageWords.room.shape}>${choice("rectangle")}${choice("l")}</div>
    <div class="fields two">${side(context, "width")}${side(context, "depth")}
      ${l ? html`${side(context, "cutWidth")}${side(context, "cutDepth")}` : nothing}</div>
    ${button({ kind: "primary", label: pageWords.room.use, action: "use-shape", run: () => use(context) })}</section>`;
}

function side(
  context: Context,
  name: keyof typeof usual & ("width" | "depth" | "cutWidth" | "cutDepth"),
): TemplateResult {
  return lengthField(context.scene, {
    label: context.pageWords.room[name],
    value: sizeOfShape(context, name),
    ...sizes,
    name: `shape-${name}`,
    commit: (length) => context.set({ sizes: { ...context.local.sizes, [name]: length ?? 0 } }),
  });
}

/** Returns a side's length in millimetres: as typed, else that of the room's bounds, else a usual one. */
function sizeOfShape({ local, scene }: Context, name: string): number {
  const { width, height } = bounds(scene.plan.outline);
  const now: Record<string, number> = scene.plan.outline.length > 2 ? { width, depth: height } : {};
  return local.sizes[name] ?? now[name] ?? usual[name] ?? 0;
}

function use(context: Context): void {
  const { local, scene, actions, pageWords } = context;
  const width = sizeOfShape(context, "width");
  const depth = sizeOfShape(context, "depth");
  const cutWidth = sizeOfShape(context, "cutWidth");
  const cutDepth = sizeOfShape(context, "cutDepth");
  const l = local.shape === "l";
  if (l && (cutWidth >= width || cutDepth >= depth)) return context.tell(pageWords.room.cutTooBig, true);
  const shape: RoomTemplate = l
    ? { kind: "l", width, depth, cutWidth, cutDepth }
    : { kind: "rectangle", width, depth };
  redraw(scene, actions, outlineFor(scene.plan, shape));
  // In the next frame, when the view has the new outline, all of it is displayed.
  requestAnimationFrame(() => context.host.view().fit());
  if (context.narrow()) context.open(undefined);
}

function drawn(shape: "rectangle" | "l"): TemplateResult {
  const path = shape === "l" ? "M3.5 4.5h13v6h-6v5.5h-7z" : "M3.5 4.5h13v11h-13z";
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${path}></path></svg>`;
}
