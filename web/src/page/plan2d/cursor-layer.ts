// Where the others point: a coloured arrow with a name, the same size on any screen.

import type { CursorView, PeerView } from "../../client/index.ts";
import { Keyed, set, setText, svg } from "../dom.ts";

interface Shown {
  cursor: CursorView;
  peer: PeerView;
}

const arrow = "M0 0L0 17.5L4.6 13.4L7.6 20.2L10.8 18.8L7.9 12.2L13.8 11.6Z";

export class CursorLayer {
  readonly element = svg("g", { class: "cursors", "aria-hidden": "true" });
  #mmPerPixel = 10;
  readonly #keyed = new Keyed<Shown, SVGGElement>(
    make,
    (g, { cursor, peer }) => {
      set(g, {
        class: `cursor colour-${peer.colour}`,
        transform: `translate(${cursor.x.toFixed(1)} ${cursor.y.toFixed(1)}) scale(${this.#mmPerPixel})`,
      });
      const [pill, text] = [g.querySelector("rect"), g.querySelector("text")];
      if (!pill || !text) return;
      setText(text, peer.name);
      set(pill, { width: peer.name.length * 7 + 18 });
    },
    () => this.element,
  );

  scale(mmPerPixel: number): void {
    this.#mmPerPixel = mmPerPixel;
  }

  /** Draws all; true while one is moving. */
  draw(cursors: readonly CursorView[], peers: readonly PeerView[]): boolean {
    const shown = cursors.flatMap((cursor): [string, Shown][] => {
      const peer = peers.find((p) => p.id === cursor.peer && !p.you);
      return peer ? [[peer.id, { cursor, peer }]] : [];
    });
    this.#keyed.putAll(new Map(shown));
    return shown.some(([, { cursor }]) => cursor.moving);
  }
}

function make(id: string): SVGGElement {
  return svg(
    "g",
    { "data-cursor": id },
    svg("path", { d: arrow }),
    svg("rect", { x: 11, y: 18, height: 21, rx: 10.5 }),
    svg("text", { x: 20, y: 32.5 }),
  );
}
