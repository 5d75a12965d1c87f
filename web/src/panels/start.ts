// How to begin with a room that nobody has touched yet: by its size, by drawing it, by a picture of a plan, or
// by a scan.

import { html, type TemplateResult } from "lit-html";
import { button } from "../ui/button.ts";
import { iconButton } from "../ui/icon-button.ts";
import { type IconName, icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";
import { KeptState } from "./kept-state.ts";
import { pictureInput, pictureProblem, setScale } from "./reference-image.ts";
import { roomTextsOf } from "./room-texts.ts";
import { scanInput, scanProblem } from "./scan.ts";

const states = new KeptState<{ dismissed: boolean }>({ dismissed: false });

/** Draws the choices; undefined once the user has dismissed them. */
export function start(context: Context): TemplateResult | undefined {
  if (states.of(context).dismissed) return undefined;
  const { start: say, room } = context.pageWords;
  const traced = context.scene.referenceImage !== undefined;
  const dismiss = () => states.set(context, { dismissed: true });
  const drawing = button({
    kind: traced ? "primary" : "quiet",
    icon: "draw",
    label: say.draw,
    action: "start-draw",
    run: () => draw(context),
  });
  return html`<section class="start-card" aria-label=${say.title}>
    <header><strong>${traced ? say.onPicture : say.title}</strong>
      ${iconButton({ label: say.keep, icon: "close", action: "start-keep", run: dismiss })}</header>
    <div class="start-choices">${
      traced
        ? html`${button({ icon: "ruler", label: room.scale, action: "start-scale", run: () => setScale(context) })}${drawing}`
        : html`${button({ icon: "ruler", label: say.size, action: "start-size", run: (event) => typeSize(context, event) })}${drawing}
          ${file(say.picture, "picture", pictureInput(context))}${file(say.scan, "cube", scanInput(context, roomTextsOf(context)?.scan))}`
    }</div>
    ${pictureProblem(context)}${scanProblem(context)}</section>`;
}

function file(label: string, symbol: IconName, input: TemplateResult): TemplateResult {
  return html`<label class="button quiet room-choose">${icon(symbol)}<span>${label}</span>${input}</label>`;
}

function draw(context: Context): void {
  if (context.narrow()) context.set({ tab: undefined });
  context.actions.setTool("outline");
}

/** Opens the room panel, and focuses the first size in it once it is drawn. */
function typeSize(context: Context, { currentTarget }: Event): void {
  const root = (currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  context.open("room");
  requestAnimationFrame(() => root.querySelector<HTMLElement>('[data-field="shape-width"]')?.focus());
}
