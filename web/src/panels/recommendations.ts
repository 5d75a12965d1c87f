// Draws recommendations: each with its reason, and a press that puts it where it was checked. A chunk of its own.

import { html, type TemplateResult } from "lit-html";
import type { RecommendTexts } from "../i18n/recommend/index.ts";
import type { Recommendation } from "../recommend/index.ts";
import { sentenceOf } from "../recommend/sentence.ts";
import { listedSide } from "../symbols/front-view.ts";
import { listed } from "../symbols/thumbnail.ts";
import type { Context } from "./context.ts";
import { nameOf } from "./fit-reasons.ts";
import { priceOf } from "./format.ts";
import recommendedSheet from "./recommended.css?inline";
import { type Question, Recommender, stillFits } from "./recommender.ts";
import { derived } from "./tracked.ts";

export const sheets: readonly string[] = [recommendedSheet];

export function goesWithSection(
  context: Context,
  words: RecommendTexts,
  id: string,
): TemplateResult | undefined {
  return section(context, words, words.goesWith, { about: "goesWith", id });
}

export function finishSection(context: Context, words: RecommendTexts): TemplateResult | undefined {
  const question: Question = { about: "finish" };
  const begins = ({ reason }: Recommendation) => reason.code === "begin";
  const toBegin = derived(() => recommenderOf(context).found(question).every(begins));
  return section(context, words, toBegin ? words.begin : words.finish, question);
}

export function smallerSection(
  context: Context,
  words: RecommendTexts,
  id: string,
): TemplateResult | undefined {
  return section(context, words, words.smaller, { about: "smaller", id });
}

/** Draws what was found for a question, and asks it again when the room has changed; nothing if nothing fits. */
function section(
  context: Context,
  words: RecommendTexts,
  title: string,
  question: Question,
): TemplateResult | undefined {
  const { items, plan, catalog, pieceOf, currency } = context.scene;
  const recommender = recommenderOf(context);
  recommender.ask(question, { items, plan, catalog, pieceOf, currency });
  const found = derived(() => recommender.found(question));
  if (found.length === 0) return undefined;
  const rows = found.map((each) => row(context, words, each, question));
  // A block of the room panel, or a part of the inspector.
  return question.about === "finish"
    ? html`<section class="panel-block recommended" data-recommended="finish"><h3>${title}</h3><ul>${rows}</ul></section>`
    : html`<section class="recommended" data-recommended=${question.about}><h4>${title}</h4><ul>${rows}</ul></section>`;
}

function row(
  context: Context,
  words: RecommendTexts,
  recommendation: Recommendation,
  question: Question,
): TemplateResult {
  const { piece } = recommendation;
  const { units, lang, currency } = context.scene;
  const nameOfItem = (id: string) => nameOf(context, id);
  const why = sentenceOf(recommendation, { why: words.why, nameOf: nameOfItem, units, lang });
  const instead = question.about === "smaller" ? question.id : undefined;
  const label = instead === undefined ? words.add(piece.name) : words.replace(piece.name);
  const price = piece.prices[currency];
  return html`<li><button type="button" class="recommended-piece" data-product=${piece.product} data-variant=${piece.variant}
      @click=${() => take(context, words, recommendation, instead)}>
    ${listed(piece, Math.max(listedSide(piece), leastSpan))}
    <span class="recommended-text"><span class="recommended-head"><span class="spoken">${label}:</span><strong>${piece.name}</strong>
        <span class="price">${price === undefined ? context.words.noPrice : priceOf(context, price)}</span></span>
      <span class="muted">${piece.what}</span><span class="recommended-why">${why}</span></span></button></li>`;
}

/** Least side of a drawing's frame in millimetres, as small pieces would fill theirs. */
const leastSpan = 700;

/** Adds a recommended piece, if it still fits (RC2): the room may have changed since it was checked. */
function take(
  context: Context,
  words: RecommendTexts,
  recommendation: Recommendation,
  instead: string | undefined,
): void {
  const { piece, place } = recommendation;
  if (!stillFits(context.scene, recommendation, instead)) return context.tell(words.changed, true);
  void context.actions.add(piece.product, piece.variant, place, { instead });
}

const recommenders = new WeakMap<Context, Recommender>();

function recommenderOf(context: Context): Recommender {
  const made = recommenders.get(context) ?? new Recommender(() => context.set({}));
  recommenders.set(context, made);
  return made;
}
