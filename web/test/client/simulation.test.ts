// Several clients at once on an unreliable connection: whatever is lost, all end with the table's rows (SY6),
// and no two ever hold one item (LK9).

import fc from "fast-check";
import { expect, test } from "vitest";
import { acquire, edit } from "../../src/client/changes.ts";
import type { Drag } from "../../src/client/index.ts";
import { isLive } from "../../src/client/protocol.ts";
import { item, type Person, World } from "../fake/world.ts";

const ids = ["a", "b", "c"] as const;
const rug = { product: "rug.round", variant: "", y: 0, z: 0, rotation: 0 };

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom("grab", "drag", "drop", "cancel", "add", "update", "remove", "cut", "wait", "freeze"),
  id: fc.constantFrom(...ids),
  ms: fc.integer({ min: 0, max: 20_000 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class Player {
  drag: Drag | undefined;
  /** Drags that have not ended yet. */
  readonly open = new Set<Drag>();

  constructor(
    readonly person: Person,
    private readonly world: World,
  ) {}

  #grab(id: string): Drag {
    const drag = acquire(this.person.room, [id]);
    this.open.add(drag);
    void drag.done.then(() => this.open.delete(drag));
    return drag;
  }

  async play({ what, id, ms }: Step): Promise<void> {
    const { room } = this.person;
    switch (what) {
      case "grab":
        this.drag = this.#grab(id);
        break;
      case "drag":
        this.drag?.to({ [id]: { x: ms, y: ms, z: 0, rotation: ms % 360 } });
        break;
      case "drop":
        void this.drag?.drop();
        break;
      case "cancel":
        void this.drag?.cancel();
        break;
      case "add":
        edit(room, [{ kind: "add", item: { ...rug, id: room.newId(), x: ms } }]);
        break;
      case "update":
        edit(room, [{ kind: "change", id, change: { variant: `v${ms}` } }]);
        break;
      case "remove":
        edit(room, [{ kind: "remove", id }]);
        break;
      case "cut":
        this.world.server.cut();
        break;
      case "freeze":
        this.world.clock.freeze(ms);
        break;
      case "wait":
        await this.world.clock.advance(ms);
    }
  }
}

function oneHolderEach(players: Player[]): void {
  for (const id of ids) {
    const mine = players.filter(({ person }) => {
      const lock = person.room.snapshot().items.get(id)?.lock;
      return lock?.state === "mine" && lock.expiresAt !== undefined;
    });
    expect(mine.length).toBeLessThanOrEqual(1);
  }
}

test("SY6 LK9 CL10 everybody ends with the table, and every drag ends, whatever was lost on the way", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.infiniteStream(fc.boolean()),
      async (steps, losses) => {
        const world = new World(...ids.map((id) => item(id)));
        const players: Player[] = [];
        for (const name of ["Anna", "Bo", "Cleo"]) players.push(new Player(await world.person(name), world));
        // Half of the events and answers is lost; commands arrive or are cut off.
        world.server.lose = (m) => "type" in m && m.type !== "state" && losses.next().value === true;
        for (const one of steps) {
          await players[one.who]?.play(one);
          await world.clock.advance(30);
          oneHolderEach(players);
        }
        world.server.lose = () => false;
        await world.clock.advance(15_000);
        for (const { open } of players) for (const drag of open) void drag.cancel();
        // A client that missed a `joined` learns of the peer by its first event.
        for (const { person } of players) person.room.point(1, 1);
        await world.clock.advance(150_000);
        const table = [...world.server.table.rows.values()].filter(isLive).map((i) => [i.id, i.version, i.x]);
        for (const { person, open } of players) {
          expect([...open].map((drag) => drag.state)).toEqual([]);
          const shown = [...person.room.snapshot().items.values()].map((i) => [i.id, i.version, i.x]);
          expect(shown.sort()).toEqual(table.sort());
          person.room.close();
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
