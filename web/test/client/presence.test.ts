import fc from "fast-check";
import { expect, test } from "vitest";
import { assignColours, colourOfName, Presence, paletteSize } from "../../src/client/presence.ts";
import type { Peer } from "../../src/client/protocol.ts";

const peer = (id: string, colour = 0): Peer => ({ id, name: id.toUpperCase(), role: "editor", colour });

test("PR1 a peer has the colour of its name while nobody else has it, in each visit", () => {
  const colours = assignColours([peer("a", 3), peer("b", 3)]);
  expect(colours.get("a")).toBe(colourOfName("A"));
  expect(colours.get("b")).toBe(colourOfName("B"));
  expect(assignColours([{ ...peer("x"), name: "A" }]).get("x")).toBe(colourOfName("A"));
});

test("PR1 of two with one colour, the later id takes the next free one", () => {
  const named = (id: string) => ({ ...peer(id), name: "Anna" });
  const first = colourOfName("Anna");
  expect([...assignColours([named("b"), named("c"), named("a")])]).toEqual([
    ["a", first],
    ["b", (first + 1) % paletteSize],
    ["c", (first + 2) % paletteSize],
  ]);
});

test("PR1 names are spread over the colours", () => {
  const names = Array.from({ length: 120 }, (_, n) => `Guest ${n}`);
  expect(new Set(names.map(colourOfName)).size).toBe(paletteSize);
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
      expect(new Set(assigned.values()).size).toBe(Math.min(paletteSize, peers.length));
    }),
  );
});

test("PR1 the list has you first, and is the same while nobody is another", () => {
  const presence = new Presence();
  presence.reset(peer("m"), [peer("z"), peer("m"), peer("a")]);
  expect(presence.list().map((p) => [p.id, p.you])).toEqual([
    ["m", true],
    ["a", false],
    ["z", false],
  ]);
  const list = presence.list();
  presence.reset(peer("m"), [peer("a"), peer("z")]);
  presence.joined(peer("z"));
  presence.left("nobody");
  expect(presence.list()).toBe(list);
  presence.left("z");
  expect(presence.list()).not.toBe(list);
  presence.left("m");
  expect(presence.size).toBe(2);
  expect(presence.you?.id).toBe("m");
});
