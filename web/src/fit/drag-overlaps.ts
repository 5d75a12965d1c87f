// Updates the verdicts of the other items during a drag, when dragged items are moved into or out of them.

import type { Finding } from "../model/index.ts";
import type { ItemFit } from "./types.ts";
import { itemFit } from "./verdict.ts";

/**
 * Returns the verdicts of a whole check, updated with those of dragged items, and with
 * the overlaps of the items that they are moved into or out of. A dragged item without
 * findings has no verdict, because doors and walkways are checked only after the drop.
 */
export function withDragged(
  whole: ReadonlyMap<string, ItemFit>,
  dragged: ReadonlyMap<string, ItemFit>,
): Map<string, ItemFit> {
  const bumps = bumpsOf(dragged);
  const fits = new Map(whole);
  for (const [id, { findings }] of whole) {
    const old = (f: Finding) => f.code === "overlap" && dragged.has(f.with);
    if (!bumps.has(id) && !findings.some(old)) continue;
    fits.set(id, itemFit(id, [...(bumps.get(id) ?? []), ...findings.filter((f) => !old(f))]));
  }
  for (const [id, fit] of dragged) {
    if (fit.verdict === "fits") fits.delete(id);
    else fits.set(id, fit);
  }
  return fits;
}

/** Returns the overlaps with dragged items, by the id of the item that isn't dragged. */
function bumpsOf(dragged: ReadonlyMap<string, ItemFit>): Map<string, Finding[]> {
  const bumps = new Map<string, Finding[]>();
  for (const { id, findings } of dragged.values()) {
    for (const finding of findings) {
      if (finding.code !== "overlap" || dragged.has(finding.with)) continue;
      const bump: Finding = { code: "overlap", verdict: "blocked", with: id };
      bumps.set(finding.with, [...(bumps.get(finding.with) ?? []), bump]);
    }
  }
  return bumps;
}
