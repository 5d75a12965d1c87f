// The details of the events that the page receives: the items in the room, and their price.

import { coverage, priceOfAll } from "../catalog/coverage.ts";
import { digest } from "../client/digest.ts";
import { placeOf } from "../model/index.ts";
import type { Editor } from "../planner/editor.ts";
import type { BaseScene } from "../planner/scene.ts";
import { cartOf } from "./cart.ts";
import type { CartDetail, ChangeDetail } from "./types.ts";

/** Returns the cart of the current room, after checking what fits. */
export function cartDetail(editor: Editor, room: string): Omit<CartDetail, "state"> {
  editor.checkNow();
  const { items, plan, pieceOf, fit, catalog, currency, texts, units, lang } = editor.scene();
  const say = (finding: Parameters<typeof texts.fit.say>[0]) => texts.fit.say(finding, { units, lang });
  const covered = coverage(plan, catalog);
  const bought = cartOf({ currency, lang, items: items.values(), pieceOf, covered, fit, say });
  return { room, ...stateOf(plan, items), currency, ...bought };
}

export function changeDetail({
  items,
  plan,
  pieceOf,
  catalog,
  currency,
}: BaseScene): Omit<ChangeDetail, "state"> {
  let total = priceOfAll(coverage(plan, catalog), currency);
  const placed = [...items.values()].map((item) => {
    const { id, product, variant, own, mirrored } = item;
    total += pieceOf(item).prices[currency] ?? 0;
    return { id, product, variant, ...(own && { own }), ...(mirrored && { mirrored }), ...placeOf(item) };
  });
  return { items: placed, total, currency, ...stateOf(plan, items) };
}

function stateOf({ version }: BaseScene["plan"], items: BaseScene["items"]) {
  return { version, digest: digest(version, [...items.values()]) };
}
