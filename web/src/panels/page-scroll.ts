// Who gets the wheel over the room: the room zooms where it is all that scrolls, or once somebody
// has pressed something in it; else the page scrolls past. With Ctrl, and by a pinch, it always zooms.

/** Decides for each wheel event over `element`. `passed` hears of the first that the page got. */
export function sharePageScroll(element: HTMLElement, passed: () => void, signal: AbortSignal): void {
  let pressed = false;
  let told = false;
  const press = (event: Event) => {
    pressed = event.composedPath().includes(element);
  };
  const wheel = (event: WheelEvent) => {
    const mine = event.ctrlKey || event.metaKey || pressed || element.matches(":focus-within");
    if (mine || !scrollsAround(element)) return;
    // The views do not hear of it, and the browser does what it always does.
    event.stopPropagation();
    if (!told) passed();
    told = true;
  };
  document.addEventListener("pointerdown", press, { signal, capture: true });
  element.addEventListener("wheel", wheel, { signal, capture: true, passive: true });
}

/** True where something around an element can be scrolled; in a frame, it may be the page outside. */
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
