// Looks for layouts of the room: in a worker, or between frames where there can be none, as in a shop's page of
// another origin than the planner's scripts.

import type { ArrangeInput, Layout } from "../arrange/arranger.ts";
import { searchInWorker } from "../arrange/in-worker.ts";
import type { SearchReport } from "../arrange/search.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import { placeOf } from "../model/index.ts";
import type { Scene } from "../planner/scene.ts";
import { runInSlices } from "../planner/time-slicing.ts";

type Room = Pick<Scene, "plan" | "items" | "pieceOf">;

export class LayoutSearch {
  /** The part that is done, from 0 to 1. */
  done = 0;
  /** Those in which all pieces fit; once the search has ended, then the others. */
  layouts: readonly Layout[] = [];
  state: "looking" | "ended" | "failed" = "looking";
  /** All that were found so far. */
  #found: readonly Layout[] = [];
  readonly #stopped = new AbortController();

  /** Starts at once; `changed` is called when a layout was found, at other progress, and at the end. */
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
    const { signal } = this.#stopped;
    const input = { ...this.#input(chosen), seed };
    const hear = (report: SearchReport) => this.#hear(report);
    try {
      if (await searchInWorker(input, hear, signal)) return;
      const { search } = await loadModule("arrange", () => import("../arrange/search.ts"));
      if (signal.aborted) return;
      const cancel = runInSlices(search(input, hear), () => {});
      signal.addEventListener("abort", cancel);
    } catch (error) {
      console.warn("arrange:", error);
      this.#end("failed");
    }
  }

  #input(chosen: ReadonlySet<string>): ArrangeInput {
    const { plan, pieceOf } = this.room;
    const all = [...this.room.items.values()];
    const held = new Set(all.flatMap(({ id, lock }) => (lock.state === "held" ? [id] : [])));
    const items = all.map((item) => {
      return { id: item.id, place: placeOf(item.home ?? item), piece: pieceOf(item) };
    });
    return { plan, items, chosen, held };
  }

  #hear({ done, layouts, ended }: SearchReport): void {
    this.done = done;
    this.#found = layouts;
    if (ended) return this.#end("ended");
    this.#show(layouts.filter(({ tight }) => tight === 0));
    this.changed();
  }

  /** Those that are shown already keep their order, so that nobody presses another than they meant to. */
  #show(layouts: readonly Layout[]): void {
    const shown = this.layouts.filter((layout) => isIn(layout, layouts));
    this.layouts = [...shown, ...layouts.filter((layout) => !isIn(layout, shown))];
  }

  #end(state: "ended" | "failed"): void {
    this.#stopped.abort();
    this.state = state;
    this.#show([...this.#found].sort((a, b) => Number(a.tight > 0) - Number(b.tight > 0)));
    this.changed();
  }
}

/** Reports whether a layout is in a list; one that a worker reports again is another object. */
function isIn({ attempt }: Layout, layouts: readonly Layout[]): boolean {
  return layouts.some((other) => other.attempt === attempt);
}

/** Returns a text that differs when an item was added, removed, changed or moved. */
function stateOf(items: Scene["items"]): string {
  return JSON.stringify(
    [...items.values()].map(({ id, version, home, ...at }) => [id, version, placeOf(home ?? at)]),
  );
}
