// The room panel: tools to draw the outline, its sizes to type, its finishes, a scan to open, and a reference image to trace.

import { html, nothing, type TemplateResult } from "lit-html";
import { area } from "../geometry/index.ts";
import { ceilingHeight } from "../model/limits.ts";
import type { Tool } from "../planner/scene.ts";
import { button } from "../ui/button.ts";
import { type IconName, icon } from "../ui/icons.ts";
import { lengthField } from "../ui/length-field.ts";
import type { Context } from "./context.ts";
import { finishesSection } from "./finishes.ts";
import { finishTheRoom } from "./recommended.ts";
import { referenceImageSection } from "./reference-image.ts";
import { roomTextsOf } from "./room-texts.ts";
import { scanSection } from "./scan.ts";
import { shapesSection } from "./shapes.ts";
import { suggestionsSection } from "./suggestions.ts";
import { derived } from "./tracked.ts";

const icons: Record<Tool, IconName> = { select: "select", room: "room", outline: "draw" };

export function room(context: Context): TemplateResult {
  const { scene, pageWords } = context;
  if (!scene.editable)
    return html`<p class="muted">${scene.texts.notices.viewer}</p>${facts(context)}${finishesSection(context)}`;
  const texts = roomTextsOf(context);
  return html`${tools(context)}${arranging(context)}${shapesSection(context)}
    <section class="panel-block">${facts(context)}
      ${lengthField(context.scene, {
        label: pageWords.room.ceiling,
        value: scene.plan.ceiling,
        ...ceilingHeight,
        optional: true,
        name: "ceiling",
        commit: (ceiling) => setCeiling(context, ceiling),
      })}</section>
    ${finishTheRoom(context) ?? nothing}${finishesSection(context)}${texts ? suggestionsSection(context, texts.suggest) : nothing}${texts ? scanSection(context, texts.scan) : nothing}${referenceImageSection(context, texts?.picture)}`;
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

/** Draws the button that opens the layouts, if there is a room and something to arrange. */
function arranging({ scene, pageWords, actions, openDialog }: Context): TemplateResult | typeof nothing {
  if (scene.plan.outline.length < 3 || derived(() => scene.items.size === 0)) return nothing;
  const open = () => {
    // Other tools draw the furniture faintly.
    actions.setTool("select");
    openDialog("arrange");
  };
  return button({ icon: "room", label: pageWords.room.arrange, action: "arrange", run: open });
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
