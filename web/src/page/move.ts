// A move in the making: shown at once, told to the others when the lease is granted,
// stored when it ends. The hand never waits for the network.

import type { CommandError, Drag, Place, Room } from "../client/index.ts";

export interface MoveHooks {
  /** Shows a place while the grab is on its way; undefined ends that. */
  preview: (place: Place | undefined) => void;
  /** The grab, or the drop, was refused. */
  failed: (error: CommandError | Error) => void;
}

export class Move {
  #drag: Drag | undefined;
  #end: "drop" | "cancel" | undefined;

  constructor(
    room: Room,
    readonly id: string,
    public place: Place,
    private readonly hooks: MoveHooks,
  ) {
    room.grab([id]).then(
      (drag) => this.#granted(drag),
      (error: CommandError) => {
        this.#end = "cancel";
        hooks.preview(undefined);
        hooks.failed(error);
      },
    );
  }

  /** True when nothing more will come of it. */
  get over(): boolean {
    return this.#end !== undefined || this.#drag?.state === "lost";
  }

  to(place: Place): void {
    if (this.over) return;
    this.place = place;
    if (this.#drag) this.#drag.to({ [this.id]: place });
    else this.hooks.preview(place);
  }

  drop(): void {
    this.#finish("drop");
  }

  cancel(): void {
    this.hooks.preview(undefined);
    this.#finish("cancel");
  }

  #granted(drag: Drag): void {
    this.#drag = drag;
    if (this.#end !== "cancel") drag.to({ [this.id]: this.place });
    if (this.#end) this.#settle(drag, this.#end);
    this.hooks.preview(undefined);
  }

  #finish(end: "drop" | "cancel"): void {
    if (this.over) return;
    this.#end = end;
    if (this.#drag) this.#settle(this.#drag, end);
  }

  #settle(drag: Drag, end: "drop" | "cancel"): void {
    if (end === "drop") drag.drop().catch(this.hooks.failed);
    else void drag.cancel();
  }
}
