// The section of the room panel for a wish in words. It shows the products that the shop's model suggests and
// that fit in the room, and names those that do not; nothing is added before the person presses the button.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Piece } from "../catalog/types.ts";
import { nearest } from "../i18n/index.ts";
import type { RoomPanelTexts } from "../i18n/room-panel/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Arranged } from "../suggest/arrange.ts";
import type { Failure } from "../suggest/client.ts";
import { button } from "../ui/button.ts";
import { formatPrice } from "../units/prices.ts";
import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

type SuggestTexts = RoomPanelTexts["suggest"];

/** What the section displays, by planner; it is kept for the whole visit. */
interface State {
  wish: string;
  asking?: AbortController | undefined;
  failure?: Failure | undefined;
  arranged?: Arranged | undefined;
}

const states = new WeakMap<Context, State>();
const none: State = { wish: "" };
/** Most characters of a wish (WD1). */
const maxWish = 500;

/** Returns access to the API, if the page offers suggestions. */
const apiOf = ({ host }: Context) => (host.offers("suggestions") ? host.api() : undefined);
const stateOf = (context: Context) => states.get(context) ?? none;

function set(context: Context, change: Partial<State>): void {
  states.set(context, { ...stateOf(context), ...change });
  context.set({});
}

/** Draws the section; nothing where the page offers no suggestions. */
export function suggestionsSection(context: Context, texts: SuggestTexts): TemplateResult | typeof nothing {
  if (!apiOf(context)) return nothing;
  const { wish, asking, failure, arranged } = derived(() => stateOf(context));
  const typed = (event: Event) => {
    states.set(context, { ...stateOf(context), wish: (event.target as HTMLTextAreaElement).value });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void ask(context);
  };
  return html`<section class="panel-block" data-part="suggestions"><h3>${texts.title}</h3>
    <p class="hint">${texts.why}</p>
    <form class="room-suggested" @submit=${submit}>
      <textarea class="room-wish" rows="2" maxlength=${maxWish} required aria-label=${texts.title} placeholder=${texts.example}
        data-action="wish" .value=${wish} @input=${typed}></textarea>
      ${button({ label: asking ? texts.asking : texts.ask, action: "suggest", disabled: asking !== undefined })}
    </form>
    <div class="room-suggested" role="status">${failure ? html`<p class="field-problem">${texts.failures[failure]}</p>` : nothing}
      ${arranged ? result(context, texts, arranged) : nothing}</div></section>`;
}

function result(context: Context, texts: SuggestTexts, { placed, left }: Arranged): TemplateResult {
  const { currency, lang } = context.scene;
  const pieces = placed.map((item) => context.scene.pieceOf(item));
  const total = pieces.reduce((sum, { prices }) => sum + (prices[currency] ?? 0), 0);
  const row = ([name, each]: [string, Piece[]]) => html`<li>${texts.piece(each.length, name)}
    <span class="muted">${formatPrice((each[0]?.prices[currency] ?? 0) * each.length, currency, lang)}</span></li>`;
  const without = leftNames(context, texts, left);
  return html`${
    placed.length > 0
      ? html`<ul class="room-suggested" data-list="suggested">${[...grouped(pieces, (piece) => nameOf(context, piece))].map(row)}</ul>
        <p class="room-fact">${texts.total(formatPrice(total, currency, lang))}</p>`
      : nothing
  }${without.length > 0 ? html`<p class="hint" data-list="left">${texts.left(without.join(", "))}</p>` : nothing}
    <div class="button-row">${
      placed.length > 0
        ? button({
            kind: "primary",
            label: texts.place,
            action: "place-suggested",
            run: () => void place(context, texts),
          })
        : nothing
    }${button({ kind: "plain", label: texts.dismiss, action: "dismiss-suggested", run: () => set(context, { arranged: undefined }) })}</div>`;
}

/** Asks for products and finds places for them; another question meanwhile is refused. */
async function ask(context: Context): Promise<void> {
  const api = apiOf(context);
  const { wish, asking } = stateOf(context);
  if (!api || asking || wish.trim() === "") return;
  const current = new AbortController();
  set(context, { asking: current, failure: undefined, arranged: undefined });
  try {
    const { arrange, askForProducts } = await loadModule("suggest", () => import("../suggest/index.ts"));
    const { lang, currency } = context.scene;
    const asked = { room: context.host.room, wish, lang: nearest(lang), currency };
    const { products } = await askForProducts(api, asked, current.signal);
    set(context, { asking: undefined, arranged: await arrange({ ...context.scene }, products) });
  } catch (error) {
    console.warn("suggestions:", error);
    const failure = error instanceof Error && "failure" in error ? (error.failure as Failure) : "failed";
    set(context, { asking: undefined, failure });
  }
}

/** Adds the pieces as one change. Their places are found again, as others may have changed the room meanwhile. */
async function place(context: Context, texts: SuggestTexts): Promise<void> {
  const before = stateOf(context).arranged;
  if (!before) return;
  const { arrange } = await loadModule("suggest", () => import("../suggest/index.ts"));
  const wanted = before.placed.map(({ product, variant }) => ({ product, variant, count: 1 }));
  const { placed, left } = await arrange({ ...context.scene }, wanted);
  if (stateOf(context).arranged !== before) return;
  set(context, { arranged: undefined, wish: "" });
  context.actions.replaceRoom(context.scene.plan, placed, texts.label);
  if (left.length > 0) context.tell(texts.left(leftNames(context, texts, left).join(", ")));
}

function leftNames(context: Context, texts: SuggestTexts, left: readonly string[]): string[] {
  const pieces = left.map((product) => context.scene.pieceOf({ product, variant: "" }));
  return [...grouped(pieces, (piece) => nameOf(context, piece))].map(([name, each]) =>
    texts.piece(each.length, name),
  );
}

/** Returns what a piece is called; with its size if that is not the product's. */
function nameOf({ scene }: Context, piece: Piece): string {
  const { name, what, choice, product, size } = piece;
  const usual = scene.pieceOf({ product, variant: "" }).size;
  const isUsual = size.width === usual.width && size.depth === usual.depth;
  return [name, what, isUsual ? "" : choice].filter((part) => part !== "").join(", ");
}

/** Returns the pieces by their names, in the order of the first of each. */
function grouped(pieces: readonly Piece[], nameOf: (piece: Piece) => string): Map<string, Piece[]> {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) groups.set(nameOf(piece), [...(groups.get(nameOf(piece)) ?? []), piece]);
  return groups;
}
