// From piece to piece by keys: all of them together are one stop of Tab.

/** The piece after or before another, in a circle that passes the whole view once: undefined stands for that. */
export function nextStop(ids: readonly string[], now: string | undefined, by: 1 | -1): string | undefined {
  const at = now === undefined ? -1 : ids.indexOf(now);
  const count = ids.length + 1;
  return ids[((at + 1 + by + count) % count) - 1];
}
