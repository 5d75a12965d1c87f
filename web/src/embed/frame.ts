// Connects a planner in a frame to the parent page: posts its events to that page's origin alone, and
// accepts messages from that alone.

import type { PlannerElement } from "../element/types.ts";
import { type FromParent, readMessage, type ToParent } from "./protocol.ts";

/** The part of a window that is used; tests have a fake. */
export interface FrameWindow extends EventTarget {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
}

/** The part of the element that is used. */
export type Framed = Pick<PlannerElement, "add" | "setView" | "cart" | "ready" | "getToken"> & EventTarget;

const told = ["change", "cart", "invite", "copied", "error"] as const;

/** Milliseconds to wait for a token; then the room gives up its attempt to connect, and asks again. */
const answerMs = 10_000;

export class FrameBridge {
  readonly #questions = new Map<number, (token: string) => void>();
  #asked = 0;

  /** `origin` is the parent's; no messages are sent to any other, or accepted from it. */
  constructor(
    private readonly window: FrameWindow,
    private readonly planner: Framed,
    private readonly origin: string,
  ) {}

  /** Starts to exchange messages; ends when the signal aborts. */
  start(signal?: AbortSignal): void {
    const ending = signal ? { signal } : {};
    this.window.addEventListener("message", (event) => this.#hear(event), ending);
    for (const type of told) {
      this.planner.addEventListener(type, (event) => this.#tell(event), ending);
    }
    void this.planner.ready.then(() => this.#post({ homstyle: 1, type: "ready" }));
  }

  /** Gets tokens from the parent, as a frame has no session with the shop. */
  askForTokens(): void {
    this.planner.getToken = (request) =>
      new Promise((resolve, reject) => {
        const id = ++this.#asked;
        const late = setTimeout(() => {
          this.#questions.delete(id);
          reject(new Error("The page around gave no token."));
        }, answerMs);
        this.#questions.set(id, (token) => {
          clearTimeout(late);
          resolve(token);
        });
        this.#post({ homstyle: 1, type: "token", id, ...request });
      });
  }

  #tell(event: Event): void {
    // A control inside fires a plain `change` or `error`, too; the planner's are CustomEvents.
    if (!(event instanceof CustomEvent)) return;
    event.preventDefault(); // the parent opens the copy of a room
    this.#post({ homstyle: 1, type: event.type, detail: event.detail } as ToParent);
  }

  #hear(event: Event): void {
    if (!(event instanceof MessageEvent) || event.source !== this.window.parent) return;
    if (event.origin !== this.origin) return;
    const message = readMessage(event.data);
    if (message?.type === "bad") this.#refuse("bad_message", message.message);
    else if (message) void this.#obey(message);
  }

  async #obey(message: FromParent): Promise<void> {
    if (message.type === "token") {
      this.#questions.get(message.id)?.(message.token);
      this.#questions.delete(message.id);
      return;
    }
    await this.planner.ready;
    if (message.type === "add") {
      this.planner
        .add(message.product, message.variant)
        .catch((error: unknown) => this.#refuse("not_added", String(error)));
    } else if (message.type === "setView") this.planner.setView(message.view);
    else this.planner.cart();
  }

  #refuse(code: string, message: string): void {
    this.#post({ homstyle: 1, type: "error", detail: { code, message } });
  }

  #post(message: ToParent): void {
    this.window.parent.postMessage(message, this.origin);
  }
}
