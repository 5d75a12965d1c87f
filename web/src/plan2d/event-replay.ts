// Records the events of an element whose code has not loaded, and replays them when it has.

export const pointing = ["pointerdown", "pointermove", "pointerup", "pointercancel"];
export const typing = ["keydown", "keyup"];

/** A recording in progress. The first call of either method ends it; later calls do nothing. */
export interface EventRecording {
  /** Dispatches the recorded events again, in their order. */
  replay: () => void;
  discard: () => void;
}

/** Records an element's events of the given types. Calls `wanted` for each event except a pointermove. */
export function recordEvents(
  element: Element,
  kinds: readonly string[],
  wanted?: () => void,
): EventRecording {
  const kept: { event: Event; target: EventTarget }[] = [];
  const ended = new AbortController();
  const take = (event: Event) => {
    const moves = event.type === "pointermove";
    if (!moves) wanted?.();
    // Of consecutive pointermove events, only the last is kept.
    if (moves && kept.at(-1)?.event.type === "pointermove") kept.pop();
    kept.push({ event, target: event.composedPath()[0] ?? element });
    // So that the release is received even outside the element.
    if (event.type === "pointerdown") element.setPointerCapture((event as PointerEvent).pointerId);
  };
  for (const kind of kinds) element.addEventListener(kind, take, { signal: ended.signal, passive: false });
  const end = () => {
    ended.abort();
    return kept.splice(0);
  };
  return {
    replay() {
      for (const { event, target } of end()) target.dispatchEvent(copied(event));
    },
    discard: end,
  };
}

/** Returns a copy of an event, because the same event can't be dispatched twice. */
function copied(event: Event): Event {
  if (event instanceof PointerEvent) return new PointerEvent(event.type, event);
  return new KeyboardEvent(event.type, event);
}
