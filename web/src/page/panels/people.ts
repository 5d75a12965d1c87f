// Who is in the room, in the colours of their cursors; and one's own name.

import type { PeerView } from "../../client/index.ts";
import { html, Keyed, set, setText } from "../dom.ts";
import { strings } from "../strings.ts";

export class People {
  readonly element = html("ul", { class: "people", "aria-label": strings.people });
  readonly #keyed: Keyed<PeerView, HTMLLIElement>;

  constructor(private readonly rename: () => void) {
    this.#keyed = new Keyed<PeerView, HTMLLIElement>(
      (id, peer) => this.#make(id, peer),
      (li, peer) => {
        const name = peer.you ? `${peer.name} (${strings.you})` : peer.name;
        set(li, { class: `person colour-${peer.colour}`, "data-you": peer.you, title: name });
        for (const part of li.querySelectorAll(".initials")) setText(part, initials(peer.name));
        for (const part of li.querySelectorAll(".spoken")) setText(part, name);
      },
      () => this.element,
    );
  }

  show(peers: readonly PeerView[]): void {
    this.#keyed.putAll(new Map(peers.map((p) => [p.id, p])));
  }

  #make(id: string, peer: PeerView): HTMLLIElement {
    const face = [
      html("span", { class: "initials", "aria-hidden": "true" }),
      html("span", { class: "spoken" }),
    ];
    if (!peer.you) return html("li", { "data-peer": id }, ...face);
    const button = html("button", { type: "button", class: "self", title: strings.rename }, ...face);
    button.addEventListener("click", this.rename);
    return html("li", { "data-peer": id }, button);
  }
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((w) => [...(w ?? "?")][0]?.toLocaleUpperCase() ?? "?").join("");
}
