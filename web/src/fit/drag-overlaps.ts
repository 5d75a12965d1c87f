// What a drag does to the pieces that stand still: they are told at once what is put into them.

import type { Finding } from "../model/index.ts";
import type { ItemFit } from "./types.ts";
import { itemFit } from "./verdict.ts";

/**
 * The verdicts of a whole check, with those of what is dragged since, and of what it is dragged into or out of.
 * What is dragged into nothing has none: doors and ways are checked when it comes to rest.
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

/** By what stands still: the dragged pieces that overlap it. */
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
