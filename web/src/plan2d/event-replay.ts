// What is done before there are hands to do it: kept, and done again when they come.

export const pointing = ["pointerdown", "pointermove", "pointerup", "pointercancel"];
export const typing = ["keydown", "keyup"];

/** Keeps an element's events of some kinds until the returned function lets them happen, or forgets them. `wanted` hears of all but moves. */
export function recordEvents(
  element: Element,
  kinds: readonly string[],
  wanted?: () => void,
): (happen?: boolean) => void {
  const kept: { event: Event; target: EventTarget }[] = [];
  const ended = new AbortController();
  const take = (event: Event) => {
    const moves = event.type === "pointermove";
    if (!moves) wanted?.();
    // Where a pointer went on its way is no matter, only where it is.
    if (moves && kept.at(-1)?.event.type === "pointermove") kept.pop();
    kept.push({ event, target: event.composedPath()[0] ?? element });
    // Its release is to be heard, wherever it is.
    if (event.type === "pointerdown") element.setPointerCapture((event as PointerEvent).pointerId);
  };
  for (const kind of kinds) element.addEventListener(kind, take, { signal: ended.signal, passive: false });
  return (happen = true) => {
    ended.abort();
    const all = kept.splice(0);
    if (happen) for (const { event, target } of all) target.dispatchEvent(copied(event));
  };
}

/** An event can't be sent twice. */
function copied(event: Event): Event {
  if (event instanceof PointerEvent) return new PointerEvent(event.type, event);
  return new KeyboardEvent(event.type, event);
}
