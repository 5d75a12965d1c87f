// The button beside a reason why an item does not fit: it moves the item to a place where the reason is gone.

import { nothing, type TemplateResult } from "lit-html";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Finding, Place } from "../model/index.ts";
import type { Aim } from "../planner/mend.ts";
import { runInSlices } from "../planner/time-slicing.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import { KeptState } from "./kept-state.ts";

/** What a move can do about each kind of finding; the others need another piece, or another room. */
const aims: Partial<Record<Finding["code"], Aim>> = {
  outside: "inside",
  wall: "inside",
  overlap: "fit",
  fixture: "fit",
  slope: "fit",
  radiator: "fit",
  socket: "fit",
  "door-swing": "fit",
  "door-way": "fit",
  window: "fit",
  walkway: "fit",
  unreachable: "fit",
  clearance: "fit",
};

/** The item for which a place is being searched, if any. */
const searches = new KeptState<{ of?: string | undefined }>({});

/** Returns what a move can do about findings: the lesser aim first, as it changes less; undefined if nothing. */
function aimOf(findings: readonly Finding[]): Aim | undefined {
  const found = findings.flatMap((finding) => {
    if (finding.verdict === "fits") return [];
    // What stands on others finds one; everything else is put down.
    if (finding.code === "unsupported") return finding.mount === "top" ? ["fit" as const] : [];
    return aims[finding.code] ?? [];
  });
  return found.includes("inside") ? "inside" : found[0];
}

/** Draws the button that moves an item because of findings; nothing if a move is of no use. */
export function mendButton(
  context: Context,
  id: string,
  findings: readonly Finding[],
): TemplateResult | typeof nothing {
  const { scene, pageWords } = context;
  const aim = aimOf(findings);
  const free = scene.editable && scene.items.get(id)?.lock.state !== "held";
  if (!aim || !free) return nothing;
  return button({
    label: pageWords.fit.mend[aim],
    action: `mend-${aim}`,
    place: "mend",
    disabled: searches.of(context).of !== undefined,
    run: () => void mend(context, id, aim),
  });
}

async function mend(context: Context, id: string, aim: Aim): Promise<void> {
  searches.set(context, { of: id });
  try {
    const { mendSteps } = await loadModule("mend", () => import("../planner/mend.ts"));
    const before = context.scene.items.get(id);
    const place = await new Promise<Place | undefined>((resolve) => {
      runInSlices(mendSteps({ ...context.scene }, id, aim), resolve);
    });
    const item = context.scene.items.get(id);
    // Whoever has moved it meanwhile has decided where it stands.
    if (!before || !item || item.version !== before.version) return;
    if (place) context.actions.place(id, place);
    else context.tell(context.pageWords.fit.mend.none);
  } catch {
    context.tell(context.scene.texts.reload.notLoaded, true);
  } finally {
    searches.set(context, { of: undefined });
  }
}
