// History names people and not peers: who is here keeps the colour they have, others get one by their name.

import { colours, type PeerView } from "../client/index.ts";

export function colourOf(name: string, peers: readonly PeerView[]): number {
  const here = peers.find((p) => p.name === name);
  return (
    here?.colour ?? [...name].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 9973, 7) % colours
  );
}
