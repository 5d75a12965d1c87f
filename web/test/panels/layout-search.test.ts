import { afterEach, expect, test, vi } from "vitest";
import type { ItemView } from "../../src/client/index.ts";
import { LayoutSearch } from "../../src/panels/layout-search.ts";
import { coffeeTable, livingRoom, sofa } from "../arrange/rooms.ts";

function view(id: string, x: number, more: Partial<ItemView> = {}): [string, ItemView] {
  const place = { x, y: 2000, z: 0, rotation: 0 };
  const shown = { product: id, variant: "", version: 1, lock: { state: "free" }, ...place, ...more };
  return [id, { id, ...shown } as ItemView];
}

const pieceOf = ({ product }: { product: string }) => (product === "sofa" ? sofa : coffeeTable);
const room = { plan: livingRoom, items: new Map([view("sofa", 2600), view("table", 2500)]), pieceOf };

afterEach(() => vi.unstubAllGlobals());

test("finds layouts of the room as it is, and tells of its progress", async () => {
  const changed = vi.fn();
  const search = new LayoutSearch(room, room.items.keys(), 1, changed);
  await expect.poll(() => search.state, { timeout: 20_000 }).toBe("ended");
  expect(search.layouts.length).toBeGreaterThan(0);
  expect([...(search.layouts[0]?.places.keys() ?? [])].sort()).toEqual(["sofa", "table"]);
  expect(changed.mock.calls.length).toBeGreaterThan(1);
});

test("ends when it is stopped, and tells of nothing more", async () => {
  const changed = vi.fn();
  const search = new LayoutSearch(room, room.items.keys(), 1, changed);
  search.stop();
  expect(search.state).toBe("ended");
  await vi.dynamicImportSettled();
  expect(changed).toHaveBeenCalledOnce();
});

test("AR9 if its worker fails, it finds the same layouts in the page", async () => {
  const here = new LayoutSearch(room, room.items.keys(), 1, () => {});
  await expect.poll(() => here.state, { timeout: 20_000 }).toBe("ended");
  const started = vi.fn();
  class FailingWorker {
    onerror: ((event: Event) => void) | undefined;
    terminate(): void {}
    postMessage(): void {
      started();
      queueMicrotask(() => this.onerror?.(new Event("error", { cancelable: true })));
    }
  }
  vi.stubGlobal("Worker", FailingWorker);
  vi.stubGlobal("origin", new URL(import.meta.url).origin);
  const search = new LayoutSearch(room, room.items.keys(), 1, () => {});
  await expect.poll(() => search.state, { timeout: 20_000 }).toBe("ended");
  expect(started).toHaveBeenCalledOnce();
  expect(search.layouts).toEqual(here.layouts);
});

test("AR6 a piece that somebody holds is not in a layout", async () => {
  const lock = { state: "held", name: "Bo" } as ItemView["lock"];
  const items = new Map([view("sofa", 2600, { lock }), view("table", 2500)]);
  const search = new LayoutSearch({ ...room, items }, items.keys(), 1, () => {});
  await expect.poll(() => search.state, { timeout: 20_000 }).toBe("ended");
  for (const { places } of search.layouts) expect([...places.keys()]).toEqual(["table"]);
});

test("AR8 it is of a room until an item was added, removed, changed or moved, or the plan was", () => {
  const search = new LayoutSearch(room, [], 1, () => {});
  search.stop();
  const [sofaThere, tableThere] = [...room.items];
  expect(search.isOf({ plan: livingRoom, items: new Map(room.items) })).toBe(true);
  const others = [
    [sofaThere],
    [sofaThere, tableThere, view("plant", 500)],
    [sofaThere, view("table", 2501)],
    [sofaThere, view("table", 2500, { version: 2 })],
  ].map((views) => new Map(views.flatMap((one) => (one ? [one] : []))));
  for (const items of others) expect(search.isOf({ plan: livingRoom, items })).toBe(false);
  expect(search.isOf({ ...room, plan: { ...livingRoom, version: 2 } })).toBe(false);
});
