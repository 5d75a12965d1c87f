// Moves the focus from item to item by keys: all items together are one tab stop.

/** Returns the item after or before another. In this cycle undefined stands for the view itself. */
export function nextStop(ids: readonly string[], now: string | undefined, by: 1 | -1): string | undefined {
  const at = now === undefined ? -1 : ids.indexOf(now);
  const count = ids.length + 1;
  return ids[((at + 1 + by + count) % count) - 1];
}
