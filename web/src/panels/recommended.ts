// Where recommendations are displayed. The code that computes and draws them is loaded when the first of these
// places is.

import type { TemplateResult } from "lit-html";
import type { ItemView } from "../client/index.ts";
import type { ItemFit } from "../fit/types.ts";
import { type Language, nearest } from "../i18n/index.ts";
import { type RecommendTexts, recommendTextsOf } from "../i18n/recommend/index.ts";
import { loadRequired } from "../loading/lazy-modules.ts";
import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

type Code = typeof import("./recommendations.ts");

/** Shared by all planners of the document. */
let code: Code | undefined;
const texts = new Map<Language, RecommendTexts>();

/** Draws pieces that go with an item (RC3). */
export function goesWithItem(context: Context, item: ItemView): TemplateResult | undefined {
  return whenLoaded(context, (code, words) => code.goesWithSection(context, words, item.id));
}

/** Draws a smaller piece for an item that does not fit (RC5). */
export function smallerThan(context: Context, fit: ItemFit | undefined): TemplateResult | undefined {
  if (fit?.verdict !== "blocked") return undefined;
  return whenLoaded(context, (code, words) => code.smallerSection(context, words, fit.id));
}

/** Draws pieces that the room lacks (RC4). */
export function finishTheRoom(context: Context): TemplateResult | undefined {
  return whenLoaded(context, (code, words) => code.finishSection(context, words));
}

/** Draws when code and texts have loaded, for those who may edit; until then returns undefined. */
function whenLoaded(
  context: Context,
  draw: (code: Code, words: RecommendTexts) => TemplateResult | undefined,
): TemplateResult | undefined {
  const { scene, local } = context;
  if (!scene.editable || local.catalogue !== "ready") return undefined;
  const language = nearest(scene.lang);
  // Tracks the variables alone: tracked reads are repeated at each frame, and must load nothing.
  const loaded = derived(() => code);
  const words = derived(() => texts.get(language));
  if (loaded && words) {
    context.host.dress(loaded.sheets);
    return draw(loaded, words);
  }
  void load(language).then(() => context.set({}));
  return undefined;
}

async function load(language: Language): Promise<void> {
  const [loaded, words] = await Promise.all([
    loadRequired("recommendations", () => import("./recommendations.ts")),
    loadRequired("recommendation-texts", () => recommendTextsOf(language)),
  ]);
  code = loaded;
  texts.set(language, words);
}
