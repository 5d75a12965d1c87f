// Orders and abbreviates names for display.

import type { PeerView } from "../client/index.ts";

/** Sorts peers: the user's own first, the others by name in the order of the language. */
export function inOrder(peers: readonly PeerView[], lang: string): PeerView[] {
  const { compare } = new Intl.Collator(lang);
  return peers.toSorted((a, b) => Number(b.you) - Number(a.you) || compare(a.name, b.name));
}

/** Returns the initials of the first and the last word, one letter if there is one word, or "?" if none. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? "?"];
  return chosen.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}

/** Reports whether the user may invite others: all but viewers can (AC10). True until the role is known. */
export function mayInvite(you: Pick<PeerView, "role"> | undefined): boolean {
  return you?.role !== "viewer";
}
