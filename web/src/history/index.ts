// Entry of the timeline, a chunk of its own that is only loaded when the history is opened.

import { render } from "lit-html";
import type { Room } from "../client/index.ts";
import { pageTexts } from "../i18n/index.ts";
import type { Layout } from "../panels/layout.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { Dialog } from "../ui/dialog.ts";
import fieldSheet from "../ui/field.css?inline";
import bannerSheet from "./banner.css?inline";
import { HistoryClient } from "./client.ts";
import type { HistoryContext } from "./context.ts";
import dialogsSheet from "./dialogs.css?inline";
import { askName, askRestore } from "./dialogs.ts";
import { tell } from "./outcome.ts";
import type { PastView } from "./past-view.ts";
import sliderSheet from "./slider.css?inline";
import timelineSheet from "./timeline.css?inline";
import { type Copier, type Outcome, Timeline } from "./timeline.ts";
import timelineBarSheet from "./timeline-bar.css?inline";
import { banner, timelineBar } from "./timeline-bar.ts";

export const sheets: readonly string[] = [
  fieldSheet,
  timelineSheet,
  timelineBarSheet,
  sliderSheet,
  bannerSheet,
  dialogsSheet,
];

export interface Opening {
  /** The HTTP API's address, and tokens for it. */
  api: { url: string; token: (fresh: boolean) => Promise<string> };
  /** Undefined if the page makes no copies. */
  copier: Copier | undefined;
  roomId: string;
  room: Room;
  pastView: PastView;
  frame: Layout;
  /** The present state of the room. */
  now: EditableRoom;
  /** The displayed state of the room, present or past. */
  seen: EditableRoom;
  shown: () => void;
  tell: (text: string) => void;
  /** Called when the timeline was closed. */
  closed: () => void;
}

export class TimelinePanel {
  readonly #element = document.createElement("section");
  readonly #banner = document.createElement("div");
  readonly #dialog = new Dialog();
  readonly #timeline: Timeline;
  readonly #resized: ResizeObserver;
  #drawing: number | undefined;
  #told: Outcome | undefined;
  #looking = false;
  #closed = false;

  constructor(private readonly opening: Opening) {
    const { api, copier, roomId, room, pastView, frame, now, shown } = opening;
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const client = new HistoryClient({
      url: api.url,
      room: roomId,
      token: api.token,
      wait,
      fetch: (...request) => fetch(...request),
    });
    const parts = {
      client,
      copier,
      pastView,
      room,
      shown,
      scene: () => now.scene(),
      changed: () => this.#soon(),
    };
    this.#timeline = new Timeline(parts);
    this.#element.className = "timeline";
    this.#element.setAttribute("part", "timeline");
    this.#banner.className = "past-banner";
    frame.cover(this.#banner, this.#element);
    frame.element.append(this.#dialog.element);
    frame.element.dataset.history = "open";
    this.#resized = new ResizeObserver(() => this.#makeRoom());
    this.#resized.observe(this.#element);
    // Another tool would go on drawing on a state that is not displayed any more.
    now.actions.setTool("select");
    this.#draw();
    this.#element.querySelector<HTMLElement>("[data-action=close-history]")?.focus();
    void this.#timeline.open();
  }

  /** Redraws in the next frame, after a change of the room. */
  update(): void {
    this.#soon();
  }

  close(): void {
    if (this.#drawing !== undefined) cancelAnimationFrame(this.#drawing);
    this.#closed = true;
    this.#resized.disconnect();
    this.#timeline.close();
    const { frame } = this.opening;
    delete frame.element.dataset.history;
    frame.past(false);
    this.#dialog.element.remove();
    this.#banner.remove();
    this.#element.remove();
    this.opening.closed();
  }

  get #context(): HistoryContext {
    const { seen, pastView } = this.opening;
    const scene = seen.scene();
    return {
      timeline: this.#timeline,
      scene,
      words: pageTexts(scene.lang).timeline,
      now: Date.now(),
      selection: pastView.past ? pastView.selection : scene.selection,
      ask: (name) => this.#ask(name),
      close: () => this.close(),
    };
  }

  #soon(): void {
    if (!this.#closed) this.#drawing ??= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#drawing = undefined;
    const context = this.#context;
    this.#element.setAttribute("aria-label", context.scene.texts.timeline.title);
    render(timelineBar(context), this.#element);
    render(banner(context), this.#banner);
    this.#tellLooking(context);
    const { outcome } = this.#timeline;
    if (outcome && outcome !== this.#told) this.opening.tell(tell(outcome, context));
    this.#told = outcome;
  }

  /** When the displayed state becomes past or present, sets that in the layout, and announces it. */
  #tellLooking({ words }: HistoryContext): void {
    const looking = this.#timeline.step !== undefined;
    if (looking === this.#looking) return;
    this.#looking = looking;
    const { frame } = this.opening;
    frame.past(looking);
    frame.speak(looking ? words.lookingBack : words.now);
  }

  #ask(name: "restore" | "name"): void {
    this.#timeline.pause();
    const context = this.#context;
    const { title, body } = (name === "restore" ? askRestore : askName)(context, this.#dialog.close);
    this.#dialog.show({ name, title, closeLabel: context.words.cancel, body });
  }

  /** Reserves the bar's height, so that it doesn't cover the plan. */
  #makeRoom(): void {
    this.opening.frame.element.style.setProperty("--timeline-height", `${this.#element.offsetHeight}px`);
  }
}
