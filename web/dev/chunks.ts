// Which modules share a chunk. One large file is packed better than ten small ones, so all
// that comes before a room is seen is two: what the shop's page needs as well, and the rest.

import { resolve } from "node:path";

interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

const planner = resolve("src/element/index.ts");
const shop = resolve("src/shop/main.ts");

/** The chunk of a module; null for those that the bundler may put where it likes. */
export function chunkOf(id: string, graph: Graph): string | null {
  if (!imported(planner, graph).has(id)) return null;
  return imported(shop, graph).has(id) ? "drawn" : "seen";
}

/** A module and all that it imports at once. */
function imported(id: string, graph: Graph, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) imported(next, graph, found);
  return found;
}
