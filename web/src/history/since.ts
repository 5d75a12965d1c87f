// Counts the changes between two states of the room.

interface Versions {
  plan: { version: number } | undefined;
  items: ReadonlyMap<string, { version: number }>;
}

/**
 * Returns the number of changes from one state to a later one: each raises its row's version by one. An
 * added or removed item counts as one.
 */
export function changesBetween(then: Versions, now: Versions): number {
  const raised = (was: { version: number } | undefined, is: { version: number } | undefined) =>
    Math.max(0, (is?.version ?? 0) - (was?.version ?? 0));
  let changes = raised(then.plan, now.plan);
  for (const [id, item] of now.items) changes += then.items.has(id) ? raised(then.items.get(id), item) : 1;
  for (const id of then.items.keys()) changes += now.items.has(id) ? 0 : 1;
  return changes;
}
