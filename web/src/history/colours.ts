// Colours of authors. History has names and no peers: a name of a present peer has that peer's colour,
// any other a colour computed from the name.

import { colourOfName, type PeerView } from "../client/index.ts";

export function colourOf(name: string, peers: readonly PeerView[]): number {
  return peers.find((p) => p.name === name)?.colour ?? colourOfName(name);
}
