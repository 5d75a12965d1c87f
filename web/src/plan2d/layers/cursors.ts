// Draws other peers' cursors: a coloured arrow with a name, of constant size on the screen. Loaded with the first of them.

import type { CursorView, PeerView } from "../../client/index.ts";
import { set, svg } from "../../symbols/dom.ts";
import sheet from "./cursors.css?inline";
import { writeOnPill } from "./pill.ts";

export const sheets: readonly string[] = [sheet];

interface Node {
  g: SVGGElement;
  pill: SVGRectElement;
  text: SVGTextElement;
}

const arrow = "M0 0L0 17.5L4.6 13.4L7.6 20.2L10.8 18.8L7.9 12.2L13.8 11.6Z";
/** Left edge of the name's pill, pixels. */
const pillX = 11;

export class CursorLayer {
  readonly element = svg("g", { class: "cursors", "aria-hidden": "true" });
  readonly #nodes = new Map<string, Node>();

  /** Draws all cursors; returns true while one is moving. */
  draw(cursors: readonly CursorView[], peers: readonly PeerView[]): boolean {
    const here = new Map(peers.filter((p) => !p.you).map((p) => [p.id, p]));
    const shown = cursors.filter((c) => here.has(c.peer));
    this.#keep(new Set(shown.map((c) => c.peer)));
    for (const cursor of shown) this.#put(cursor, here.get(cursor.peer));
    return shown.some((c) => c.moving);
  }

  #put({ peer: id, x, y }: CursorView, peer: PeerView | undefined): void {
    if (!peer) return;
    const { g, pill, text } = this.#nodes.get(id) ?? this.#make(id);
    set(g, {
      class: `cursor colour-${peer.colour}`,
      transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    });
    writeOnPill(text, pill, peer.name, pillX);
  }

  #keep(ids: ReadonlySet<string>): void {
    for (const [id, { g }] of this.#nodes) {
      if (ids.has(id)) continue;
      g.remove();
      this.#nodes.delete(id);
    }
  }

  #make(id: string): Node {
    const pill = svg("rect", { y: 18, height: 21, rx: 10.5 });
    const text = svg("text", { y: 32.5 });
    const body = svg("g", { class: "sized" }, svg("path", { d: arrow }), pill, text);
    const node = { g: svg("g", { "data-cursor": id }, body), pill, text };
    this.#nodes.set(id, node);
    this.element.append(node.g);
    return node;
  }
}
