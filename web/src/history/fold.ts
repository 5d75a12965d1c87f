// Applies changes to a state of the room. As on the server (SN3), a row is only replaced by a newer
// version, so that neither order nor repetition matters.

import type { Change, Past } from "./past.ts";

export function fold(past: Past, changes: Iterable<Change>): Past {
  const items = new Map(past.items);
  const gone = new Map(past.gone);
  let { plan } = past;
  for (const change of changes) {
    if (change.kind === "plan") {
      if (change.plan.version > (plan?.version ?? 0)) plan = change.plan;
      continue;
    }
    const { item, removed } = change;
    const { id, version } = item;
    if (version <= Math.max(items.get(id)?.version ?? 0, gone.get(id) ?? 0)) continue;
    if (removed) {
      items.delete(id);
      gone.set(id, version);
    } else items.set(id, item);
  }
  return { plan, items, gone };
}
