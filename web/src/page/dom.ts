// Making elements without markup: text stays text, and nothing needs inline styles.

const svgNamespace = "http://www.w3.org/2000/svg";

type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string;

/** An HTML element. `true` sets an empty attribute; `false` and undefined none. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

/** Sets attributes that differ from what is there: an untouched attribute costs the browser nothing. */
export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else {
      const text = value === true ? "" : String(value);
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
}

/** Sets text that differs from what is there. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A button with a drawn icon and a spoken name. */
export function iconButton(name: string, icon: string, press: () => void): HTMLButtonElement {
  const button = html("button", { type: "button", class: "icon-button", "aria-label": name, title: name });
  button.append(svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: icon })));
  button.addEventListener("click", press);
  return button;
}

function filled<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  set(element, attributes);
  element.append(...children);
  return element;
}

/**
 * Keeps a parent's children in step with a keyed list: what stays keeps its element
 * (and focus), what is new is made, what is gone is removed.
 */
export class Keyed<T, E extends Element> {
  readonly #elements = new Map<string, E>();

  constructor(
    private readonly make: (key: string, value: T) => E,
    private readonly update: (element: E, value: T, key: string) => void,
    private readonly parentOf: (value: T) => Element,
  ) {}

  get(key: string): E | undefined {
    return this.#elements.get(key);
  }

  /** Puts one in place: makes, updates, or with no value removes it. */
  put(key: string, value: T | undefined): void {
    const element = this.#elements.get(key);
    if (value === undefined) {
      element?.remove();
      this.#elements.delete(key);
    } else if (element) {
      this.update(element, value, key);
    } else {
      const made = this.make(key, value);
      this.#elements.set(key, made);
      this.parentOf(value).append(made);
      this.update(made, value, key);
    }
  }

  /** Puts all in place, and removes every other. */
  putAll(values: ReadonlyMap<string, T>): void {
    for (const key of [...this.#elements.keys()]) if (!values.has(key)) this.put(key, undefined);
    for (const [key, value] of values) this.put(key, value);
  }
}
