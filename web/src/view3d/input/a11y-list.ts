// The items as visually hidden buttons: a canvas has no content for a screen reader and
// no focusable elements for the keyboard. The focused item is outlined in the canvas.

import type { ItemView } from "../../client/index.ts";
import { pageTexts } from "../../i18n/index.ts";
import { isolated } from "../../i18n/isolated.ts";
import { placeWords } from "../../planner/place-words.ts";
import { nextStop } from "../../planner/roving-focus.ts";
import type { Scene } from "../../planner/scene.ts";
import { formatLength } from "../../units/index.ts";

export interface ListHost {
  /** Called when an item got the focus; with undefined when it lost it. */
  focused(id: string | undefined): void;
  chosen(id: string, toggle: boolean): void;
  /** Handles a key on an item; returns false when the key has no meaning there. */
  key(id: string, event: KeyboardEvent): boolean;
}

export class A11yList {
  readonly element = document.createElement("ul");
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #stop: string | undefined;

  constructor(private readonly host: ListHost) {
    this.element.className = "view3d-list";
  }

  update(scene: Scene, ids: Iterable<string>): void {
    this.element.setAttribute("aria-label", pageTexts(scene.lang).view3d.items);
    for (const [id, button] of this.#buttons) if (!scene.items.has(id)) this.#drop(id, button);
    for (const id of ids) {
      const item = scene.items.get(id);
      if (item) dress(this.#buttons.get(id) ?? this.#make(id), item, scene);
    }
    const [first] = this.#buttons.keys();
    if (this.#stop === undefined || !this.#buttons.has(this.#stop)) this.#stopAt(first);
  }

  focus(id: string): void {
    this.#buttons.get(id)?.focus({ preventScroll: true });
  }

  /** Makes an item the only one that Tab reaches: the one that had the focus last. */
  #stopAt(id: string | undefined): void {
    const before = this.#stop === undefined ? undefined : this.#buttons.get(this.#stop);
    if (before) before.tabIndex = -1;
    this.#stop = id;
    const now = id === undefined ? undefined : this.#buttons.get(id);
    if (now) now.tabIndex = 0;
  }

  /** Moves the focus to the next item, or to the previous one. */
  go(by: 1 | -1): void {
    const ids = [...this.#buttons.keys()];
    const next = nextStop(ids, this.#stop, by) ?? nextStop(ids, undefined, by);
    if (next !== undefined) this.focus(next);
  }

  #make(id: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.item3d = id;
    button.tabIndex = -1;
    button.addEventListener("focus", () => {
      this.#stopAt(id);
      this.host.focused(id);
    });
    button.addEventListener("blur", () => this.host.focused(undefined));
    button.addEventListener("click", (event) => this.host.chosen(id, event.shiftKey));
    button.addEventListener("keydown", (event) => {
      if (this.host.key(id, event)) event.preventDefault();
    });
    const entry = document.createElement("li");
    entry.append(button);
    this.element.append(entry);
    this.#buttons.set(id, button);
    return button;
  }

  /** Removes a button; moves its focus to a neighbour instead of losing it to the page. */
  #drop(id: string, button: HTMLButtonElement): void {
    const entry = button.parentElement;
    const next = entry?.nextElementSibling ?? entry?.previousElementSibling;
    if (button.matches(":focus")) next?.querySelector("button")?.focus({ preventScroll: true });
    entry?.remove();
    this.#buttons.delete(id);
  }
}

function dress(button: HTMLButtonElement, item: ItemView, scene: Scene): void {
  const { lock } = item;
  button.setAttribute("aria-label", words(item, scene));
  button.setAttribute("aria-pressed", String(scene.selection.has(item.id)));
  button.dataset.lock = lock.state;
  button.dataset.verdict = scene.fit.items.get(item.id)?.verdict ?? "fits";
  if (lock.state === "held") button.dataset.holder = lock.name;
  else delete button.dataset.holder;
}

/** Returns an item's description: name, size, place, lock, and whether it fits. */
function words(item: ItemView, scene: Scene): string {
  const { texts, units, lang, pieceOf, fit } = scene;
  const { name, size, own } = pieceOf(item);
  const { lock } = item;
  const mm = (length: number) => formatLength(length, units, lang);
  const says = texts.seen;
  const verdict = fit.items.get(item.id)?.verdict;
  const parts = [
    name,
    own ? says.own : "",
    says.size(mm(size.width), mm(size.depth)),
    placeWords(item, size, scene),
    lockWords(lock, says.lock),
    verdict && verdict !== "fits" ? says.verdict[verdict] : "",
  ];
  return parts.filter(Boolean).join(", ");
}

function lockWords(lock: ItemView["lock"], says: Scene["texts"]["seen"]["lock"]): string {
  switch (lock.state) {
    case "free":
      return "";
    case "held":
      return says.held(isolated(lock.name));
    case "lost":
      return says.lost(lock.name && isolated(lock.name));
    default:
      return says[lock.state];
  }
}
