// The panels around the plan. They display scenes and call actions; they draw at most once a frame,
// and nothing when only a cursor moves.

import type { SocketState } from "../client/index.ts";
import type { Box } from "../geometry/index.ts";
import type { EditableRoom, ReferenceImage, Scene, Tool } from "../planner/scene.ts";
import { inputLeft } from "../ui/input-keys.ts";
import { Announcer } from "./announcer.ts";
import { bar } from "./bar.ts";
import { type CatalogueState, Context } from "./context.ts";
import { PanelDialog } from "./dialog.ts";
import type { PanelHost } from "./host.ts";
import { onKey } from "./keys.ts";
import { createPart, type Layout } from "./layout.ts";
import { pagesOf, preloadPages } from "./load-pages.ts";
import { MemoView } from "./memo-view.ts";
import { sharePageScroll } from "./page-scroll.ts";
import { sidebar } from "./sidebar.ts";
import { stageTools } from "./stage-tools.ts";
import { tabBar } from "./tab-bar.ts";
import { addToast, toasts } from "./toasts.ts";

export type { CatalogueState } from "./context.ts";

/** Milliseconds without a change after which the reference image is stored, as a slider changes it often. */
const keepMs = 500;

export class Panels {
  readonly #regions: readonly MemoView[];
  readonly #context: Context;
  readonly #announcer: Announcer;
  readonly #dialog = new PanelDialog();
  readonly #covering: ResizeObserver;
  #drawing: number | undefined;
  readonly #ended = new AbortController();
  #tool: Tool = "select";
  #line: SocketState["name"] | undefined;
  #underlay: ReferenceImage | undefined;
  #seen: Scene | undefined;
  #keep: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly layout: Layout,
    private readonly stage: EditableRoom,
    host: PanelHost,
  ) {
    const context = new Context({
      stage,
      host,
      narrow: () => layout.narrow,
      openDialog: (name) => this.#dialog.open(name, this.#context),
      tell: (text, urgent) => this.tell(text, urgent),
      changed: () => this.#soon(),
    });
    this.#context = context;
    this.#announcer = new Announcer(
      (text) => layout.speak(text),
      () => context.words.others,
    );
    const over = createPart("div", "over");
    const chosen = createPart("div", "inspector");
    const told = createPart("div", "toasts");
    this.#regions = [
      new MemoView(layout.bar, context, bar),
      new MemoView(layout.tabs, context, tabBar),
      new MemoView(layout.side, context, sidebar),
      new MemoView(over, context, stageTools),
      new MemoView(chosen, context, (context) =>
        context.scene.selection.size > 0 ? pagesOf(context)?.inspector(context) : undefined,
      ),
      new MemoView(told, context, toasts),
    ];
    layout.cover(over, chosen, told);
    this.#covering = new ResizeObserver(() => host.cover(boxOver(chosen) ?? sheetOver(layout)));
    for (const over of [chosen, layout.side]) this.#covering.observe(over);
    layout.element.append(this.#dialog.element);
    layout.element.addEventListener("keydown", (e) => onKey(e, context.actions, context.scene.tool));
    // Focusable, so that after Enter or Escape in a field of the bar, keys work on the room again.
    layout.element.tabIndex = -1;
    layout.element.addEventListener(inputLeft, (e) => this.#goOn(e.target as HTMLElement));
    // The 3D view reports when a walk begins and ends, as Escape ends one, too.
    layout.element.addEventListener("walk", (event) => {
      if (event instanceof CustomEvent) context.set({ walking: event.detail === true });
    });
    // A user who points at the planner or moves the focus there is likely to edit the room next, and must be
    // able to if the line fails meanwhile.
    for (const first of ["pointerenter", "pointerdown", "focusin", "keydown"]) {
      layout.element.addEventListener(first, () => this.#preload(), {
        once: true,
        signal: this.#ended.signal,
      });
    }
    const hint = () => this.tell(context.words.wheel);
    sharePageScroll(layout.stage, hint, this.#ended.signal);
    if (!layout.narrow) context.set({ tab: "furniture" });
    this.#draw();
  }

  /** Redraws, in the next frame, the parts that depend on what has changed in the scene. */
  update(): void {
    const scene = this.stage.scene();
    if (scene === this.#seen) return;
    this.#seen = scene;
    this.#followTool();
    this.#followLine();
    this.#keepUnderlay();
    this.#soon();
  }

  /** Notes whether the room's history is open. */
  history(historyOpen: boolean): void {
    this.#context.set({ historyOpen });
  }

  catalogue(catalogue: CatalogueState): void {
    this.#context.set({ catalogue });
  }

  /** Displays a toast, which is also announced; `urgent` interrupts a screen reader. */
  tell(text: string, urgent = false): void {
    addToast(this.#context, text, urgent);
  }

  /** Announces a text to screen readers without displaying it. */
  say(text: string): void {
    this.#announcer.say(text);
  }

  /** Asks the user for a name. */
  askName(): void {
    this.#context.openDialog("rename");
  }

  /** Displays what is taking a while; undefined when it is over. */
  busy(busy: string | undefined): void {
    this.#context.set({ busy });
  }

  dispose(): void {
    this.#ended.abort();
    if (this.#drawing !== undefined) cancelAnimationFrame(this.#drawing);
    clearTimeout(this.#keep);
    this.#announcer.stop();
    this.#covering.disconnect();
  }

  /** Loads what most users' first action needs. */
  #preload(): void {
    preloadPages(this.#context.scene.lang);
    this.#context.actions.prepare();
  }

  #soon(): void {
    if (!this.#ended.signal.aborted) this.#drawing ??= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#drawing = undefined;
    const held = this.#withFocus();
    for (const region of this.#regions) region.draw();
    if (held !== undefined && this.#withFocus() === undefined) this.#backToWork();
    const { scene, local } = this.#context;
    const state = {
      tab: local.tab ?? "",
      chosen: String(scene.selection.size > 0),
      tool: scene.tool,
      walking: String(local.walking),
    };
    Object.assign(this.layout.element.dataset, state);
  }

  /** Returns the part that has the focus; undefined when it is on the plan, or nowhere. */
  #withFocus(): MemoView | undefined {
    return this.#regions.find((region) => region.focused);
  }

  /** Focuses the selected item, e.g. after the focused element was removed with the previous selection. */
  #backToWork(): void {
    const { element } = this.#context.host.view();
    focus(element.querySelector(".handle.chosen") ?? element.querySelector("[tabindex='0']"));
  }

  /** Moves the focus on from a field: from one over the plan to the selected item, else to its panel. */
  #goOn(field: HTMLElement): void {
    if (this.layout.stage.parentElement?.contains(field)) this.#backToWork();
    else focus(field.closest("[tabindex='-1']"));
  }

  /** Opens the room panel when another tool than "select" was chosen, except in a narrow planner. */
  #followTool(): void {
    const { tool } = this.#context.scene;
    if (tool === this.#tool) return;
    this.#tool = tool;
    if (tool !== "select" && !this.#context.narrow()) this.#context.set({ tab: "room" });
  }

  /** Announces when the connection is lost or restored, as the status in the bar is only visible. */
  #followLine(): void {
    const { status, ready } = this.#context.scene;
    if (!ready || status.name === this.#line) return;
    const first = this.#line === undefined;
    this.#line = status.name;
    const words = this.#context.words.status;
    if (!first) this.say(status.name === "online" ? words.back : words[status.name]);
  }

  /** Stores the reference image when its scale, place or opacity changed; a new one is stored elsewhere. */
  #keepUnderlay(): void {
    const { referenceImage } = this.#context.scene;
    const before = this.#underlay;
    this.#underlay = referenceImage;
    if (!referenceImage || !before || referenceImage === before || referenceImage.url !== before.url) return;
    clearTimeout(this.#keep);
    this.#keep = setTimeout(() => this.#context.host.keepReferenceImage(referenceImage), keepMs);
  }
}

function focus(next: Element | null): void {
  if (next instanceof HTMLElement || next instanceof SVGElement) next.focus({ preventScroll: true });
}

/** Returns an element's box over the plan, in CSS pixels; undefined while it is empty. */
function boxOver({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): Box | undefined {
  return offsetHeight === 0
    ? undefined
    : { x: offsetLeft, y: offsetTop, width: offsetWidth, height: offsetHeight };
}

/** Returns the box of the sheet at the bottom of the stage; undefined without one. */
function sheetOver({ narrow, side, stage }: Layout): Box | undefined {
  const { offsetWidth: width, offsetHeight: height } = side;
  return narrow && height > 0 ? { x: 0, y: stage.offsetHeight - height, width, height } : undefined;
}
