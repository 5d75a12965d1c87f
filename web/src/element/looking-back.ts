// The room's past, in a visit: the timeline, which is loaded when somebody looks back, and
// moves the lens that everything is seen through.

import type { Room } from "../client/index.ts";
import type { Frame } from "../panels/frame.ts";
import type { Changes } from "../planner/scene.ts";
import type { TimelinePanel } from "../timeline/index.ts";
import type { Lens } from "../timeline/lens.ts";
import type { Working } from "./session.ts";
import { dress } from "./sheets.ts";

/** The HTTP API: its address, and tokens for it; `fresh` after one was refused. */
export interface Api {
  url: string;
  token: (fresh: boolean) => Promise<string>;
}

export interface LookingBackParts {
  root: ShadowRoot;
  frame: Frame;
  room: Room;
  roomId: string;
  api: Api | undefined;
  lens: Lens;
  working: Working;
  /** What is shown is another. */
  shown: (changes: Changes) => void;
}

export class LookingBack {
  #panel: TimelinePanel | undefined;
  #loading = false;
  #closed = false;

  constructor(private readonly parts: LookingBackParts) {}

  get open(): boolean {
    return this.#panel !== undefined;
  }

  /** Opens the timeline, or puts it away. */
  async toggle(): Promise<void> {
    const { api } = this.parts;
    if (this.#panel) this.#panel.close();
    else if (api && !this.#loading) await this.#load(api);
  }

  /** Something in the room changed. */
  update(): void {
    this.#panel?.update();
  }

  close(): void {
    this.#closed = true;
    this.#panel?.close();
  }

  async #load(api: Api): Promise<void> {
    const { root, frame, room, roomId, lens, shown } = this.parts;
    const { work, stage, panels } = this.parts.working;
    this.#loading = true;
    try {
      const { TimelinePanel, css } = await import("../timeline/index.ts");
      if (this.#closed) return;
      dress(root, css);
      const places = { frame, room, roomId, lens, now: work, seen: stage };
      const tell = (text: string) => panels.tell(text);
      this.#panel = new TimelinePanel({ ...places, api, shown, tell, closed: () => this.#left() });
      this.#redraw();
    } catch (error) {
      console.warn("planner:", error);
      work.tell(work.scene().texts.timeline.errors.unreachable, true);
    } finally {
      this.#loading = false;
    }
  }

  #left(): void {
    this.#panel = undefined;
    this.#redraw();
    // Where it was opened from; on a narrow screen that is in a menu.
    const buttons = this.parts.frame.bar.querySelectorAll<HTMLElement>(
      "[data-action=history], [data-menu=more]",
    );
    if (!this.#closed) [...buttons].find((b) => b.offsetParent !== null)?.focus();
  }

  #redraw(): void {
    this.parts.shown({ items: new Set(), plan: false, rest: true, cursors: false });
  }
}
