import fc from "fast-check";
import { expect, test } from "vitest";
import { assignColours, colours, Presence } from "../../src/client/presence.ts";
import type { Peer } from "../../src/client/protocol.ts";

const peer = (id: string, colour = 0): Peer => ({ id, name: id.toUpperCase(), role: "editor", colour });

test("PR1 a peer keeps its own colour while nobody else has it", () => {
  expect(assignColours([peer("a", 3), peer("b", 7)])).toEqual(
    new Map([
      ["a", 3],
      ["b", 7],
    ]),
  );
});

test("PR1 of two with one colour, the later id takes the next free one", () => {
  const assigned = assignColours([peer("b", 11), peer("a", 11), peer("c", 0)]);
  expect(assigned).toEqual(
    new Map([
      ["a", 11],
      ["b", 0],
      ["c", 1],
    ]),
  );
});

test("PR1 all clients draw the same colours, and no two alike while there are enough", () => {
  const people = fc.uniqueArray(fc.record({ id: fc.uuid(), colour: fc.nat(30) }), {
    selector: (p) => p.id,
    maxLength: 20,
  });
  fc.assert(
    fc.property(people, (list) => {
      const peers = list.map(({ id, colour }) => peer(id, colour));
      const assigned = assignColours(peers);
      expect(assignColours([...peers].reverse())).toEqual(assigned);
      expect(new Set(assigned.values()).size).toBe(Math.min(colours, peers.length));
    }),
  );
});

test("PR1 the list has you first, then the others by name", () => {
  const presence = new Presence();
  presence.reset(peer("m"), [peer("z"), peer("m"), peer("a")]);
  expect(presence.list().map((p) => [p.id, p.you])).toEqual([
    ["m", true],
    ["a", false],
    ["z", false],
  ]);
  presence.left("z");
  presence.left("m");
  expect(presence.size).toBe(2);
  expect(presence.you?.id).toBe("m");
});
