// The planner in somebody's frame: its events go out to the one page it was made for,
// and only that page's messages are heard.

import type { PlannerElement } from "../element/types.ts";
import { type FromParent, readMessage, type ToParent } from "./protocol.ts";

/** As much of a window as is needed; tests bring their own. */
export interface FrameWindow extends EventTarget {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
}

/** As much of the element as is needed. */
export type Framed = Pick<PlannerElement, "add" | "setView" | "cart" | "ready" | "getToken"> & EventTarget;

const told = ["change", "cart", "invite", "error"] as const;

/** The room gives an attempt to connect up after so long, and asks again. */
const answerMs = 10_000;

export class FrameBridge {
  readonly #questions = new Map<number, (token: string) => void>();
  #asked = 0;

  /** `origin` is the parent's: nothing is said to, or heard from, any other. */
  constructor(
    private readonly window: FrameWindow,
    private readonly planner: Framed,
    private readonly origin: string,
  ) {}

  /** Begins to talk; ends with the signal. */
  start(signal?: AbortSignal): void {
    const ending = signal ? { signal } : {};
    this.window.addEventListener("message", (event) => this.#hear(event), ending);
    for (const type of told) {
      this.planner.addEventListener(type, (event) => this.#tell(event), ending);
    }
    void this.planner.ready.then(() => this.#post({ homstyle: 1, type: "ready" }));
  }

  /** The parent gives the tokens: a frame has no session with the shop. */
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
    // A control inside fires a plain `change` or `error`, too; ours have a detail.
    if (!(event instanceof CustomEvent)) return;
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
