import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEvent } from "../../src/client/decode.ts";
import { type Item, isLive, type Row } from "../../src/client/protocol.ts";
import {
  digestOf,
  emptyReplica,
  mergeRows,
  mergeState,
  type Replica,
  rowOf,
  syncStarted,
} from "../../src/client/replica.ts";
import { item } from "../fake/world.ts";

/** Returns the live items, in the order of their ids. */
function liveItems(r: Replica): Item[] {
  const rows = [...r.entries.values()].map(rowOf);
  return rows.filter(isLive).sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Case {
  name: string;
  rule: string;
  events: { type: string }[];
  want: { items: Row[]; planVersion: number; digest: number };
}

const golden = new URL("../../../shared/wire/testdata/merge.json", import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(golden, "utf8"));

function apply(replica: Replica, json: { type: string }): Replica {
  if (json.type === "syncStarted") return syncStarted(replica);
  const decoded = decodeEvent(JSON.stringify(json));
  if (decoded.kind !== "event") throw new Error(`${json.type} can't be read`);
  const { event } = decoded;
  switch (event.type) {
    case "state":
      return mergeState(replica, { items: event.items, plan: event.plan ?? replica.plan });
    case "ack":
    case "error":
    case "edited":
      return mergeRows(replica, event.items ?? [], event.plan);
    case "moved":
    case "locked":
    case "unlocked":
      return mergeRows(replica, event.items);
    default:
      return replica;
  }
}

describe("the merge cases that Go runs too", () => {
  test.each(cases)("$rule $name", ({ events, want }) => {
    const replica = events.reduce(apply, emptyReplica);
    expect(liveItems(replica)).toEqual(want.items.map((item) => ({ z: 0, ...item })));
    expect(replica.plan.version).toBe(want.planVersion);
    expect(digestOf(replica)).toBe(want.digest);
  });
});

/** Rows that one item may have: version determines the place, token and stage the lease. */
const row: fc.Arbitrary<Row> = fc
  .record({
    id: fc.constantFrom("a", "b", "c"),
    version: fc.integer({ min: 1, max: 6 }),
    token: fc.integer({ min: 0, max: 4 }),
    stage: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ id, version, token, stage }): Row => {
    if (version % 3 === 0) return { id, version, token, removed: true };
    const lease =
      stage === 3 ? {} : { holder: `p-${token}`, holderName: `P${token}`, expiresAt: 1000 * token + stage };
    return { ...item(id, { version, token, x: version * 10 }), ...lease };
  });

function merged(rows: readonly Row[]): Replica {
  return rows.reduce((r, one) => mergeRows(r, [one]), emptyReplica);
}

const sorted = (r: Replica) => [...r.entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

test("SY2 any order and any doubling of the same rows ends the same", () => {
  const shuffled = fc
    .array(row, { maxLength: 12 })
    .chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2, maxLength: rows.length * 2 }),
      ),
    );
  fc.assert(
    fc.property(shuffled, ([rows, other]) => {
      expect(sorted(merged(other))).toEqual(sorted(merged(rows)));
    }),
  );
});

test("SY2 merging what is known already changes nothing, not even identity", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const once = merged(rows);
      const twice = mergeRows(once, rows);
      for (const [id, entry] of once.entries) expect(twice.entries.get(id)).toBe(entry);
    }),
  );
});

test("SY2 versions and tokens never go down", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      let replica = emptyReplica;
      for (const one of rows) {
        const before = replica.entries.get(one.id);
        replica = mergeRows(replica, [one]);
        const after = replica.entries.get(one.id);
        expect(after?.body.version).toBeGreaterThanOrEqual(before?.body.version ?? 0);
        expect(after?.lease.token).toBeGreaterThanOrEqual(before?.lease.token ?? 0);
      }
    }),
  );
});

test("SY6 events in any order around a state end as the table stands", () => {
  const history = fc.array(row, { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(history, fc.nat(10), (rows, cut) => {
      const table = merged(rows);
      const state = [...table.entries.values()].map((e) => {
        const live = liveItems(table).find((i) => i.id === e.id);
        return live ?? { id: e.id, version: e.body.version, token: e.lease.token, removed: true as const };
      });
      const before = merged(rows.slice(0, cut));
      const after = mergeState(syncStarted(before), { items: state, plan: emptyReplica.plan });
      expect(liveItems(after)).toEqual(state.filter(isLive).sort((a, b) => (a.id < b.id ? -1 : 1)));
      expect(digestOf(after)).toBe(digestOf(table));
    }),
  );
});

test("SY5 an item that the state lacks is dropped unless an event touched it since", () => {
  const start = syncStarted(mergeRows(emptyReplica, [item("kept"), item("touched"), item("gone")]));
  const touched = mergeRows(start, [item("touched")]);
  const after = mergeState(touched, { items: [item("kept")], plan: emptyReplica.plan });
  expect(liveItems(after).map((i) => i.id)).toEqual(["kept", "touched"]);
});

/** Returns a copy that knew items, after a state that lacks them. */
function dropped(...rows: Row[]): Replica {
  return mergeState(syncStarted(mergeRows(emptyReplica, rows)), { items: [], plan: emptyReplica.plan });
}

const ids = (r: Replica) => liveItems(r).map((i) => i.id);

test("SY5 a late event does not bring back what a state left out", () => {
  const live = dropped(item("a", { version: 4, token: 2 }));
  for (const version of [3, 4]) expect(ids(mergeRows(live, [item("a", { version, token: 3 })]))).toEqual([]);
  const tombstone = dropped({ id: "a", version: 5, token: 2, removed: true });
  expect(ids(mergeRows(tombstone, [item("a", { version: 4 })]))).toEqual([]);
  expect(digestOf(mergeRows(live, [item("a", { version: 4 })]))).toBe(digestOf(emptyReplica));
});

test("ED1 SY5 what was left out returns by a newer event, or by any later state", () => {
  const gone = dropped(item("a", { version: 4 }));
  expect(ids(mergeRows(gone, [item("a", { version: 6 })]))).toEqual(["a"]);
  for (const version of [1, 4]) {
    const back = mergeState(syncStarted(gone), { items: [item("a", { version })], plan: emptyReplica.plan });
    expect(ids(back)).toEqual(["a"]);
    expect(back.dropped.size).toBe(0);
  }
});

test("SY5 what was left out is remembered over the next state, and not without bound", () => {
  const twice = mergeState(syncStarted(dropped(item("a"))), { items: [], plan: emptyReplica.plan });
  expect(ids(mergeRows(twice, [item("a")]))).toEqual([]);
  const many = dropped(...Array.from({ length: 3_000 }, (_, n) => item(`i${n}`)));
  expect(many.dropped.size).toBe(1_000);
  expect(many.entries.size).toBe(0);
});
