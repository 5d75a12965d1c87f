// The room's past during a visit: opens the timeline, which selects the displayed past state. Loaded on
// demand.

import type { Room } from "../client/index.ts";
import { sheets, TimelinePanel } from "../history/index.ts";
import type { PastView } from "../history/past-view.ts";
import type { Panels } from "../panels/index.ts";
import type { Layout } from "../panels/layout.ts";
import type { Editor } from "../planner/editor.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { dress } from "../styles/sheets.ts";
import { copierOf } from "./copying.ts";

/** The HTTP API: its address, and tokens for it; `fresh` after one was refused. */
export interface Api {
  url: string;
  token: (fresh: boolean) => Promise<string>;
}

export interface HistoryControllerParts {
  root: ShadowRoot;
  frame: Layout;
  room: Room;
  roomId: string;
  api: () => Api | undefined;
  pastView: PastView;
  editor: Editor;
  /** The displayed room. */
  stage: EditableRoom;
  panels: Panels;
  /** Called when the displayed state changed. */
  shown: () => void;
}

export class HistoryController {
  #panel: TimelinePanel | undefined;
  #closed = false;

  constructor(private readonly parts: HistoryControllerParts) {}

  /** Opens or closes the timeline. */
  toggle(): void {
    const api = this.parts.api();
    if (this.#panel) this.#panel.close();
    else if (api) this.#open(api);
  }

  /** Updates the timeline after a change of the room. */
  update(): void {
    this.#panel?.update();
  }

  close(): void {
    this.#closed = true;
    this.#panel?.close();
  }

  #open(api: Api): void {
    const { root, frame, room, roomId, pastView, shown } = this.parts;
    const { editor, stage, panels } = this.parts;
    dress(root, ...sheets);
    const places = { frame, room, roomId, pastView, now: editor, seen: stage };
    const tell = (text: string) => panels.tell(text);
    const copier = copierOf(root.host, roomId, api.token);
    this.#panel = new TimelinePanel({ ...places, api, copier, shown, tell, closed: () => this.#left() });
    panels.history(true);
  }

  #left(): void {
    this.#panel = undefined;
    this.parts.panels.history(false);
    // Focus the button that opened it; on a narrow screen that is in a menu.
    const buttons = this.parts.frame.bar.querySelectorAll<HTMLElement>(
      "[data-action=history], [data-menu=more]",
    );
    if (!this.#closed) [...buttons].find((b) => b.offsetParent !== null)?.focus();
  }
}
