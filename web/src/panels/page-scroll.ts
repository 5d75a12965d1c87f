// Decides whether a wheel event over the room zooms it or scrolls the page. It zooms if nothing around
// it scrolls, after a press in the room, and always with Ctrl or by a pinch; else the page scrolls.

/** Filters wheel events over `element` until `signal` aborts; calls `passed` at the first for the page. */
export function sharePageScroll(element: HTMLElement, passed: () => void, signal: AbortSignal): void {
  let pressed = false;
  let told = false;
  const press = (event: Event) => {
    pressed = event.composedPath().includes(element);
  };
  const wheel = (event: WheelEvent) => {
    const mine = event.ctrlKey || event.metaKey || pressed || element.matches(":focus-within");
    if (mine || !scrollsAround(element)) return;
    // Hidden from the views, so that the browser handles it as usual.
    event.stopPropagation();
    if (!told) passed();
    told = true;
  };
  document.addEventListener("pointerdown", press, { signal, capture: true });
  element.addEventListener("wheel", wheel, { signal, capture: true, passive: true });
}

/** Reports whether an ancestor of an element can scroll; always true in a frame, as the outer page might. */
function scrollsAround(element: Element): boolean {
  for (let at: Element | undefined = parentOf(element); at; at = parentOf(at)) {
    // Nothing behind a modal dialog scrolls.
    if (at.matches(":modal")) return false;
    const root = at === document.scrollingElement;
    const { overflowY } = getComputedStyle(at);
    const may = root ? overflowY !== "hidden" : overflowY === "auto" || overflowY === "scroll";
    if (may && at.scrollHeight > at.clientHeight + 1) return true;
  }
  return window !== window.top;
}

function parentOf(element: Element): Element | undefined {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
