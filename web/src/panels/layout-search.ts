// Looks for layouts of the room. It runs in slices between frames, not in a worker: a script of another origin,
// as the planner's is in a shop's page, can be a worker only by a blob: address, which strict policies forbid.

import type { Layout, Progress } from "../arrange/arranger.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import { placeOf } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { runInSlices } from "../planner/time-slicing.ts";

type Room = Pick<Scene, "plan" | "items" | "pieceOf">;

export class LayoutSearch {
  /** The part that is done, from 0 to 1. */
  done = 0;
  layouts: readonly Layout[] = [];
  state: "looking" | "ended" | "failed" = "looking";
  #stop: () => void = () => {};

  /** Starts at once; `changed` is called when a layout was found, at each percent, and at the end. */
  constructor(
    private readonly room: Room,
    chosen: Iterable<string>,
    seed: number,
    private readonly changed: () => void,
  ) {
    void this.#run(new Set(chosen), seed);
  }

  /** Ends the search; what was found so far remains. */
  stop(): void {
    if (this.state === "looking") this.#end("ended");
  }

  /** Reports whether a room is still the one for which the layouts were found and checked. */
  isOf({ plan, items }: Pick<Scene, "plan" | "items">): boolean {
    const [was, is] = [stateOf(this.room.items), stateOf(items)];
    return plan.version === this.room.plan.version && was === is;
  }

  async #run(chosen: ReadonlySet<string>, seed: number): Promise<void> {
    try {
      const { arrange } = await loadModule("arrange", () => import("../arrange/arranger.ts"));
      if (this.state !== "looking") return;
      const items = [...this.room.items.values()];
      const held = new Set(items.flatMap(({ id, lock }) => (lock.state === "held" ? [id] : [])));
      const placed = items.map((item) => ({
        id: item.id,
        place: placeOf(item.home ?? item),
        piece: this.room.pieceOf(item),
      }));
      const steps = arrange({ plan: this.room.plan, items: placed, chosen, held }, seed);
      this.#stop = runInSlices(
        told(steps, (progress) => this.#tell(progress)),
        (layouts) => {
          this.#show(layouts);
          this.#end("ended");
        },
      );
    } catch (error) {
      console.warn("arrange:", error);
      this.#end("failed");
    }
  }

  #tell({ done, layouts }: Progress): void {
    const percent = Math.floor(done * 100) / 100;
    if (percent === this.done && layouts.length === this.layouts.length) return;
    this.done = percent;
    this.#show(layouts);
    this.changed();
  }

  /** Those that are shown already keep their order, so that nobody presses another than they meant to. */
  #show(layouts: readonly Layout[]): void {
    const shown = this.layouts.filter((layout) => layouts.includes(layout));
    this.layouts = [...shown, ...layouts.filter((layout) => !shown.includes(layout))];
  }

  #end(state: "ended" | "failed"): void {
    this.#stop();
    this.state = state;
    this.changed();
  }
}

/** Runs steps to their end, and tells of each. */
function* told<S, T>(steps: Iterator<S, T>, tell: (step: S) => void): Generator<void, T, void> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    tell(step.value);
    yield;
  }
}

/** Returns a text that differs when an item was added, removed, changed or moved. */
function stateOf(items: Scene["items"]): string {
  return JSON.stringify(
    [...items.values()].map(({ id, version, home, ...at }) => [id, version, placeOf(home ?? at)]),
  );
}
