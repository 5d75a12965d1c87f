// The body of the dialog that adds a piece that somebody has already.

import { html, type TemplateResult } from "lit-html";
import type { Kind, Own, Size } from "../model/index.ts";
import { ownLength } from "../model/limits.ts";
import { storedName } from "../model/own.ts";
import { listed } from "../symbols/thumbnail.ts";
import { button } from "../ui/button.ts";
import { readLength } from "../ui/length-field.ts";
import { explain } from "../ui/live-value.ts";
import type { Context } from "./context.ts";
import { KeptState } from "./kept-state.ts";
import { colourField, sides, sizeFields } from "./own-fields.ts";

/** The offered kinds with their usual sizes: width, depth and height in millimetres. */
const usual = {
  other: [600, 600, 600],
  sofa: [2100, 900, 800],
  armchair: [800, 850, 850],
  bed: [1600, 2050, 900],
  table: [1600, 900, 740],
  "round-table": [1100, 1100, 740],
  chair: [450, 520, 850],
  desk: [1400, 700, 740],
  wardrobe: [1500, 600, 2000],
  drawers: [1000, 480, 800],
  shelf: [800, 300, 1800],
  rug: [2000, 1400, 10],
} as const satisfies Partial<Record<Kind, readonly [width: number, depth: number, height: number]>>;
type OwnKind = keyof typeof usual;
const offered = Object.keys(usual) as OwnKind[];

/** The choices in the dialog. */
interface OwnDraft {
  kind: Kind;
  /** `#rrggbb` */
  colour: string;
  /** The typed lengths; the others are usual for the kind. */
  typed: Partial<Size>;
}

const drafts = new KeptState<OwnDraft>({ kind: "other", colour: "#d2b08a", typed: {} });

export function ownDialog(context: Context, close: () => void, redraw: () => void): TemplateResult {
  const { pageWords, words } = context;
  const say = pageWords.own;
  const { kind, colour } = drafts.of(context);
  const set = (change: Partial<OwnDraft>) => {
    drafts.set(context, change);
    redraw();
  };
  const type = (side: keyof Size, length: number) =>
    set({ typed: { ...drafts.of(context).typed, [side]: length } });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const own = readOwn(event.currentTarget as HTMLFormElement, context);
    if (!own) return;
    close();
    drafts.set(context, { typed: {} });
    if (context.narrow()) context.open(undefined);
    context.actions.addOwn(own);
  };
  return html`<form class="dialog-form" novalidate @submit=${submit}><p class="hint">${say.why}</p>
    <fieldset class="own-kinds"><legend>${say.kind}</legend>${offered.map((k) => choice(context, k, k === kind, () => set({ kind: k })))}</fieldset>
    <label class="field"><span>${say.name}</span>
      <input name="name" maxlength="60" autocomplete="off" placeholder=${say.kinds[kindOf(drafts.of(context))]} dir="auto" /></label>
    ${sizeFields(context, sizeOf(drafts.of(context)), { of: kind }, type)}
    ${colourField(context, colour, (chosen) => set({ colour: chosen }))}
    <div class="button-row end">${button({ label: words.cancel, action: "cancel", run: close })}
      ${button({ kind: "primary", label: say.add, action: "put-own" })}</div></form>`;
}

function kindOf({ kind }: OwnDraft): OwnKind {
  return offered.find((k) => k === kind) ?? "other";
}

function sizeOf(draft: OwnDraft): Size {
  const [width, depth, height] = usual[kindOf(draft)];
  return { width, depth, height, ...draft.typed };
}

function choice(context: Context, kind: OwnKind, chosen: boolean, choose: () => void): TemplateResult {
  const name = context.pageWords.own.kinds[kind];
  const { colour } = drafts.of(context);
  const piece = context.scene.pieceOf({
    product: "",
    variant: "",
    own: { kind, name, colour, ...sizeOf({ kind, colour, typed: {} }) },
  });
  const span = Math.max(piece.size.width, piece.size.depth) * 1.2;
  return html`<label class="own-kind"><input type="radio" name="kind" class="spoken" .value=${kind} .checked=${chosen}
      ?autofocus=${chosen} @change=${choose} />${listed(piece, span)}<span>${name}</span></label>`;
}

/** Reads the form; if a length can't be used, displays the reason in its field and returns undefined. */
function readOwn(form: HTMLFormElement, context: Context): Own | undefined {
  const { scene, pageWords } = context;
  const size = sizeOf(drafts.of(context));
  for (const side of sides) {
    const input = form.querySelector<HTMLInputElement>(`[data-field="own-${side}"]`);
    // A text that was not changed may be rounded.
    if (!input || input.value === input.dataset.shown) continue;
    const typed = readLength(input.value, ownLength, scene);
    if ("why" in typed) {
      explain(input, typed.why);
      input.focus();
      return undefined;
    }
    size[side] = typed.value ?? size[side];
  }
  const { colour } = drafts.of(context);
  const kind = kindOf(drafts.of(context));
  const name = storedName(String(new FormData(form).get("name") ?? "")) || pageWords.own.kinds[kind];
  return { kind, name, colour, ...size };
}
