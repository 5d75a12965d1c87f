import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryStorage, TabIdentity, type TabLocks, type TabStorage } from "../../src/client/tab-identity.ts";

let made = 0;
const randomId = () => `tab-${++made}`;

/** Locks as in a browser: all tabs of an origin share them. */
function locks(): TabLocks {
  const held = new Set<string>();
  return {
    async request(name, _, hold) {
      if (held.has(name)) return hold(null);
      held.add(name);
      await hold({});
      // A browser frees it some tasks later.
      for (let i = 0; i < 5; i++) await Promise.resolve();
      held.delete(name);
    },
  };
}

/** Returns a copy of sessionStorage, as a browser makes one for a duplicated tab. */
function copyOf(storage: TabStorage): TabStorage {
  const copy = memoryStorage();
  const id = storage.getItem("homstyle.tab") ?? "";
  for (const key of ["homstyle.tab", `homstyle.op.${id}`]) copy.setItem(key, storage.getItem(key) ?? "");
  return copy;
}

test("CL2 a reloaded tab keeps its id, and its ops go on rising", async () => {
  const storage = memoryStorage();
  const shared = locks();
  const before = await TabIdentity.open({ storage, locks: shared, randomId });
  expect([before.nextOp(), before.nextOp()]).toEqual([1, 2]);
  before.close();
  const after = await TabIdentity.open({ storage, locks: shared, randomId });
  expect(after.id).toBe(before.id);
  expect(after.nextOp()).toBe(3);
});

test("CL2 a copied tab gets a new id and its own ops, and the original keeps its", async () => {
  const storage = memoryStorage();
  const shared = locks();
  const original = await TabIdentity.open({ storage, locks: shared, randomId });
  original.nextOp();
  const copy = await TabIdentity.open({ storage: copyOf(storage), locks: shared, randomId });
  expect(copy.id).not.toBe(original.id);
  expect(copy.nextOp()).toBe(1);
  expect(original.nextOp()).toBe(2);
});

test("CL2 an id that the wire would refuse is replaced", async () => {
  const storage = memoryStorage();
  storage.setItem("homstyle.tab", "no spaces, please");
  const tab = await TabIdentity.open({ storage, randomId });
  expect(tab.id).toMatch(/^tab-\d+$/);
});

test("CL2 refused locks and storage cost nothing but the memory of the tab", async () => {
  const refuse = () => {
    throw new Error("SecurityError");
  };
  const tab = await TabIdentity.open({
    storage: { getItem: refuse, setItem: refuse },
    locks: { request: () => Promise.reject(new Error("SecurityError")) },
    randomId,
  });
  expect([tab.nextOp(), tab.nextOp()]).toEqual([1, 2]);
});

test("CL2 ops rise strictly over any number of reloads, whatever is in the storage", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 }),
      fc.string(),
      async (loads, junk) => {
        const storage = memoryStorage();
        storage.setItem("homstyle.tab", "reloaded");
        storage.setItem("homstyle.op.reloaded", junk);
        let last = 0;
        for (const ops of loads) {
          const tab = await TabIdentity.open({ storage, randomId });
          for (let i = 0; i < ops; i++) {
            const op = tab.nextOp();
            expect(op).toBeGreaterThan(last);
            last = op;
          }
          tab.close();
        }
      },
    ),
  );
});

test("CL2 ID1 two planners that share a tab's storage count each for itself, also after a reload", async () => {
  const storage = memoryStorage();
  const shared = locks();
  const one = await TabIdentity.open({ storage, locks: shared, randomId });
  const two = await TabIdentity.open({ storage, locks: shared, randomId });
  expect(two.id).not.toBe(one.id);
  for (let i = 0; i < 8; i++) two.nextOp();
  expect([one.nextOp(), two.nextOp(), one.nextOp()]).toEqual([1, 9, 2]);
  const last = new Map([
    [one.id, 2],
    [two.id, 9],
  ]);
  for (const tab of [one, two]) tab.close();
  const reloaded = locks();
  for (let i = 0; i < 2; i++) {
    const tab = await TabIdentity.open({ storage, locks: reloaded, randomId });
    expect(tab.nextOp()).toBeGreaterThan(last.get(tab.id) ?? 0);
  }
});

test("CL2 two planners on one page are two peers where the browser has no locks", async () => {
  const storage = memoryStorage();
  const one = await TabIdentity.open({ storage, randomId });
  const two = await TabIdentity.open({ storage, randomId });
  expect(two.id).not.toBe(one.id);
});

test("CL2 a page that comes back from the back button's cache counts on from what others used of its id", async () => {
  const storage = memoryStorage();
  const shared = locks();
  const kept = await TabIdentity.open({ storage, locks: shared, randomId });
  kept.nextOp();
  kept.close();
  const next = await TabIdentity.open({ storage, locks: shared, randomId });
  expect(next.id).toBe(kept.id);
  for (let i = 0; i < 5; i++) next.nextOp();
  expect(await kept.reopen()).toBe(false);
  next.close();
  expect(await kept.reopen()).toBe(true);
  expect(kept.nextOp()).toBe(7);
});
