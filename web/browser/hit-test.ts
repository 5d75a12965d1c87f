// Finds controls that lie under something else: a user who presses them would reach that instead.

const selector = "button, input, select, textarea, summary, a[href]";
/** Distance of a corner's point from the edges, so that it is inside of rounded corners, too: pixels, and a part of the size. */
const cornerPx = 8;
const cornerPart = 0.3;

/** Returns the visible controls below a root that can't be pressed at their centre or near a corner, each with what covers it. */
export function coveredControls(root: Document | ShadowRoot): string[] {
  return controlsOf(root).flatMap((control) => {
    const seen = seenBox(control);
    if (!seen) return [];
    const over = pointsOf(seen)
      .map(([x, y]) => hitAt(x, y))
      .find((hit) => !belongs(hit, control));
    return over === undefined ? [] : [`${describe(control)} under ${over ? describe(over) : "nothing"}`];
  });
}

/** Returns the controls that can be used, with those in shadow roots. */
function controlsOf(root: Document | ShadowRoot | Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("*")].flatMap((element) => {
    const usable =
      element.matches(selector) &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const within = element.shadowRoot ? controlsOf(element.shadowRoot) : [];
    return usable && !element.closest("[inert]") ? [element, ...within] : within;
  });
}

/** Returns the box of a control; undefined if a scrolled or clipped parent hides a part of it. */
function seenBox(control: HTMLElement): DOMRect | undefined {
  const box = control.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return undefined;
  for (let parent = parentOf(control); parent; parent = parentOf(parent)) {
    if (getComputedStyle(parent).clipPath !== "none") return undefined;
    if (!scrolls(parent)) continue;
    const frame = parent.getBoundingClientRect();
    const whole =
      box.left >= frame.left - 1 &&
      box.right <= frame.right + 1 &&
      box.top >= frame.top - 1 &&
      box.bottom <= frame.bottom + 1;
    if (!whole) return undefined;
  }
  return box;
}

function scrolls(element: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  return [overflowX, overflowY].some((way) => way === "auto" || way === "scroll");
}

/** Returns the centre of a box and a point near each corner. */
function pointsOf({ left, top, right, bottom, width, height }: DOMRect): [number, number][] {
  const [dx, dy] = [Math.min(cornerPx, cornerPart * width), Math.min(cornerPx, cornerPart * height)];
  const corners = [left + dx, right - dx].flatMap((x) =>
    [top + dy, bottom - dy].map((y): [number, number] => [x, y]),
  );
  return [[left + width / 2, top + height / 2], ...corners];
}

/** Returns the innermost element at a point of the window, also in shadow roots. */
function hitAt(x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit; inner?.shadowRoot; ) {
    inner = inner.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return hit;
}

/** Reports whether a press on an element reaches the control: the control, a part of it, or its label. */
function belongs(hit: Element | null, control: HTMLElement): boolean {
  if (!hit) return false;
  return control.contains(hit) || hit.closest("label")?.control === control || hit.contains(control);
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function describe(element: Element): string {
  const name = element.getAttribute("data-action") ?? element.getAttribute("data-field") ?? element.id;
  const label = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 24) ?? "";
  return `${element.localName}.${String(element.getAttribute("class") ?? "").trim()}[${name}] “${label}”`;
}
