// Records the events of an element whose code has not loaded, and replays them when it has.

export const pointing = ["pointerdown", "pointermove", "pointerup", "pointercancel"];
export const typing = ["keydown", "keyup"];

/** Either call ends the recording; what follows does nothing. */
export interface EventRecording {
  /** Dispatches the recorded events again, in their order. */
  replay: () => void;
  discard: () => void;
}

/** Records an element's events of some kinds. `wanted` is called at each of them but a pointermove. */
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
    // Where a pointer went on its way is no matter, only where it is.
    if (moves && kept.at(-1)?.event.type === "pointermove") kept.pop();
    kept.push({ event, target: event.composedPath()[0] ?? element });
    // Its release is to be heard, wherever it is.
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

/** An event can't be sent twice. */
function copied(event: Event): Event {
  if (event instanceof PointerEvent) return new PointerEvent(event.type, event);
  return new KeyboardEvent(event.type, event);
}
