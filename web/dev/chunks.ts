// Which modules share a chunk. One large file is packed better than ten small ones, so all
// that comes before a room is seen is two: what the shop's page needs as well, and the rest.
// What one works with comes after that, and is one: whatever else needs a part of it finds it there.

import { resolve } from "node:path";
import type { Plugin, Rolldown } from "vite";

interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

const planner = resolve("src/element/index.ts");
const work = resolve("src/element/workspace.ts");
const shop = resolve("src/demo-shop/main.ts");

/** The chunk of a module; null for those that the bundler may put where it likes. */
export function chunkOf(id: string, graph: Graph): string | null {
  const sold = imported(shop, graph).has(id);
  if (imported(planner, graph).has(id)) return sold ? "drawn" : "seen";
  return imported(work, graph).has(id) && !sold ? "work" : null;
}

/** A module and all that it imports at once. */
function imported(id: string, graph: Graph, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) imported(next, graph, found);
  return found;
}

/**
 * Has the named entries import what their chunks import: a browser asks for all of it at once, and
 * not for one after the other. In our own pages, vite's `modulepreload` does that.
 */
export function hoistImports(named: readonly string[]): Plugin {
  return {
    name: "hoist-imports",
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || !chunk.isEntry || !named.includes(chunk.name)) continue;
        const deeper = chunk.imports
          .flatMap((file) => importsOf(file, bundle))
          .filter((file) => file in bundle);
        const missing = [...new Set(deeper)].filter((file) => !chunk.imports.includes(file));
        chunk.code = missing.map((file) => `import"./${file}";`).join("") + chunk.code;
      }
    },
  };
}

/** What a chunk imports, and what that imports. */
function importsOf(file: string, bundle: Rolldown.OutputBundle): string[] {
  const chunk = bundle[file];
  if (chunk?.type !== "chunk") return [];
  return chunk.imports.flatMap((next) => [next, ...importsOf(next, bundle)]);
}
