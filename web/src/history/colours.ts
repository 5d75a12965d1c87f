// History names people and not peers: who is here keeps the colour they have, others get that of their name.

import { colourOfName, type PeerView } from "../client/index.ts";

export function colourOf(name: string, peers: readonly PeerView[]): number {
  return peers.find((p) => p.name === name)?.colour ?? colourOfName(name);
}
