// How people are written.

import type { PeerView } from "../client/index.ts";

/** You first, the others by name as the language has it. */
export function inOrder(peers: readonly PeerView[], lang: string): PeerView[] {
  const { compare } = new Intl.Collator(lang);
  return peers.toSorted((a, b) => Number(b.you) - Number(a.you) || compare(a.name, b.name));
}

/** Two letters for a face: of the first and the last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? "?"];
  return chosen.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}

/** A name that files may have everywhere: no signs that a system forbids, not empty, not long. */
export function fileName(name: string, otherwise: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return plain.slice(0, 60) || otherwise;
}

/** Only who may edit lets others in (AC10). */
export function mayInvite(you: Pick<PeerView, "role"> | undefined): boolean {
  return you?.role !== "viewer";
}
