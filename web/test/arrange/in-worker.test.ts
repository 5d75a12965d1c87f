// The search for layouts in a worker, as the page sees it. A real one runs in browser/arrange.browser.ts.

import { afterEach, expect, test, vi } from "vitest";
import { searchInWorker } from "../../src/arrange/in-worker.ts";
import { type SearchInput, type SearchReport, search } from "../../src/arrange/search.ts";
import { runSync } from "../../src/fit/task.ts";
import { armchair, coffeeTable, livingRoom, sofa, standing } from "./rooms.ts";

const items = standing(
  ["sofa", sofa, 2600, 2100],
  ["table", coffeeTable, 2600, 2100],
  ["chair", armchair, 2700, 2200],
);
const input: SearchInput = {
  plan: livingRoom,
  items,
  chosen: new Set(["sofa", "table"]),
  held: new Set(["chair"]),
  seed: 3,
};

/** Runs the script of the worker in this thread; all messages are cloned, as between threads. */
class WorkerHere {
  onmessage: ((event: { data: SearchReport }) => void) | undefined;
  onerror: ((event: Event) => void) | undefined;
  terminate = vi.fn();

  async postMessage(input: SearchInput): Promise<void> {
    const data = structuredClone(input);
    let start: ((event: { data: SearchInput }) => void) | undefined;
    vi.stubGlobal("addEventListener", (_: string, listener: typeof start) => {
      start = listener;
    });
    vi.stubGlobal("postMessage", (report: SearchReport) =>
      this.onmessage?.({ data: structuredClone(report) }),
    );
    vi.resetModules();
    await import("../../src/arrange/layouts-worker.ts");
    start?.({ data });
  }
}

/** A worker that gets its input, and whose events the test sends. */
class SilentWorker extends WorkerHere {
  override postMessage = vi.fn();
}

function started(worker: WorkerHere, stopped = new AbortController().signal) {
  const reports: SearchReport[] = [];
  const report = (one: SearchReport) => void reports.push(structuredClone(one));
  const done = searchInWorker(input, report, stopped, () => worker as unknown as Worker);
  return { reports, done };
}

afterEach(() => vi.unstubAllGlobals());

test("AR5 AR9 a worker reports the same layouts as the search in the page, in the same order, and is ended", async () => {
  const worker = new WorkerHere();
  const { reports, done } = started(worker);
  expect(await done).toBe(true);
  const here: SearchReport[] = [];
  runSync(search(input, (report) => here.push(structuredClone(report))));
  expect(here.at(-1)).toMatchObject({ done: 1, ended: true });
  expect(here.at(-1)?.layouts.length).toBeGreaterThan(0);
  expect(reports).toEqual(here);
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test("AR9 the search reports each progress once", () => {
  const told: string[] = [];
  runSync(
    search(input, ({ done, layouts, ended }) =>
      told.push(`${done} ${layouts.map((l) => l.attempt)} ${ended}`),
    ),
  );
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told).size).toBe(told.length);
});

test("AR9 a search that is stopped ends its worker", async () => {
  const stopping = new AbortController();
  const worker = new SilentWorker();
  const { reports, done } = started(worker, stopping.signal);
  expect(worker.postMessage).toHaveBeenCalledWith(input);
  stopping.abort();
  expect(await done).toBe(true);
  expect(worker.terminate).toHaveBeenCalledOnce();
  expect(reports).toEqual([]);
});

test("AR9 a worker that fails is ended, and its error is not reported to the page", async () => {
  const worker = new SilentWorker();
  const { done } = started(worker);
  const event = new Event("error", { cancelable: true });
  worker.onerror?.(event);
  expect(await done).toBe(false);
  expect(event.defaultPrevented).toBe(true);
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test("AR9 there is none where none can be started, nor outside of the planner's origin", async () => {
  const { signal } = new AbortController();
  const refuses = () => {
    throw new DOMException("refused", "SecurityError");
  };
  expect(await searchInWorker(input, () => {}, signal, refuses)).toBe(false);
  const made = vi.fn();
  vi.stubGlobal("Worker", made);
  vi.stubGlobal("origin", "https://shop.example");
  expect(await searchInWorker(input, () => {}, signal)).toBe(false);
  expect(made).not.toHaveBeenCalled();
});
