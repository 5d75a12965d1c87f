import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FrameBridge, type Framed, type FrameWindow } from "../../src/embed/frame.ts";

const shop = "https://shop.example";

/** A fake parent page that records the messages posted to it. */
class Around extends EventTarget {
  readonly told: { message: Record<string, unknown>; to: string }[] = [];
  postMessage(message: unknown, to: string): void {
    this.told.push({ message: message as Record<string, unknown>, to });
  }
}

class FakeWindow extends EventTarget implements FrameWindow {
  readonly parent = new Around();
  /** Dispatches a message from `source` at `origin`, as a browser does. */
  hears(data: unknown, origin = shop, source: unknown = this.parent): void {
    const event = new MessageEvent("message", { data, origin });
    Object.defineProperty(event, "source", { value: source });
    this.dispatchEvent(event);
  }
}

class FakePlanner extends EventTarget implements Framed {
  readonly called: unknown[][] = [];
  readonly ready = Promise.resolve();
  getToken: Framed["getToken"];
  async add(product: string, variant?: string): Promise<string> {
    this.called.push(["add", product, variant]);
    if (product === "sofa.nope") throw new Error("There is no sofa.nope.");
    return "sofa-1";
  }
  setView(...args: unknown[]): void {
    this.called.push(["setView", ...args]);
  }
  cart(): never {
    this.called.push(["cart"]);
    return undefined as never;
  }
}

let window: FakeWindow;
let planner: FakePlanner;
let frame: FrameBridge;
/** Resolves when all pending promise callbacks have run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(async () => {
  window = new FakeWindow();
  planner = new FakePlanner();
  frame = new FrameBridge(window, planner, shop);
  frame.start();
  await settled();
});

afterEach(() => vi.useRealTimers());

describe("out", () => {
  test("ready comes when the room is there", () => {
    expect(window.parent.told).toEqual([{ message: { homstyle: 1, type: "ready" }, to: shop }]);
  });

  test.each(["change", "cart", "invite", "copied", "error"])("%s goes to the shop's origin alone", (type) => {
    const detail = { total: 12 };
    planner.dispatchEvent(new CustomEvent(type, { detail }));
    expect(window.parent.told.at(-1)).toEqual({ message: { homstyle: 1, type, detail }, to: shop });
  });

  test("a plain change event of a control stays inside", () => {
    planner.dispatchEvent(new Event("change"));
    expect(window.parent.told).toHaveLength(1);
  });

  test("a question for a token that the page doesn't answer ends, and a late answer harms nothing", async () => {
    vi.useFakeTimers();
    frame.askForTokens();
    const request = { room: "vardagsrum", name: "Anna", sub: "8c1f" };
    const unanswered = planner.getToken?.(request).catch((error: Error) => error.message);
    const answered = planner.getToken?.(request);
    window.hears({ homstyle: 1, type: "token", id: 2, token: "two" });
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(10_000);
    window.hears({ homstyle: 1, type: "token", id: 1, token: "one" });
    vi.useRealTimers();
    expect(await unanswered).toBe("The page around gave no token.");
    expect(await answered).toBe("two");
  });

  test("the planner asks the page for a token, and takes the answer to its own question", async () => {
    frame.askForTokens();
    const request = { room: "vardagsrum", name: "Anna", sub: "8c1f" };
    const first = planner.getToken?.(request);
    const second = planner.getToken?.({ ...request, name: "Annika" });
    const asked = window.parent.told.slice(1).map(({ message }) => message);
    expect(asked).toEqual([
      { homstyle: 1, type: "token", id: 1, ...request },
      { homstyle: 1, type: "token", id: 2, ...request, name: "Annika" },
    ]);
    window.hears({ homstyle: 1, type: "token", id: 2, token: "two" });
    window.hears({ homstyle: 1, type: "token", id: 1, token: "one" });
    expect(await Promise.all([first, second])).toEqual(["one", "two"]);
  });
});

describe("in", () => {
  test("the shop's messages are carried out", async () => {
    window.hears({ homstyle: 1, type: "add", product: "sofa.klinte", variant: "moss" });
    window.hears({ homstyle: 1, type: "setView", view: "3d" });
    window.hears({ homstyle: 1, type: "cart" });
    await settled();
    expect(planner.called).toEqual([["add", "sofa.klinte", "moss"], ["setView", "3d"], ["cart"]]);
  });

  test("what can't be added is told", async () => {
    window.hears({ homstyle: 1, type: "add", product: "sofa.nope" });
    await settled();
    const detail = { code: "not_added", message: "Error: There is no sofa.nope." };
    expect(window.parent.told.at(-1)?.message).toEqual({ homstyle: 1, type: "error", detail });
  });

  test("no other origin is heard, and no other window", async () => {
    const add = { homstyle: 1, type: "add", product: "sofa.klinte" };
    window.hears(add, "https://evil.example");
    window.hears(add, "https://shop.example.evil.example");
    window.hears(add, shop, new Around());
    window.hears(add, shop, null);
    await settled();
    expect(planner.called).toEqual([]);
    expect(window.parent.told).toHaveLength(1);
  });

  test("a wrong message is answered with an error", () => {
    window.hears({ homstyle: 1, type: "setView", view: "4d" });
    const { message } = window.parent.told.at(-1) ?? {};
    expect(message).toMatchObject({ type: "error", detail: { code: "bad_message" } });
  });
});
