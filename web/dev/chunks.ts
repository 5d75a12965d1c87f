// Decides which modules share a chunk. One large file compresses better than ten small ones, so what
// is needed to display a room is in two: what the shop's page needs, too, and the rest. What is needed
// to edit is in a third, loaded afterwards; chunks that need parts of it import them from there.

import { posix, resolve } from "node:path";
import type { Plugin, Rolldown } from "vite";

interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

const planner = resolve("src/element/index.ts");
const work = resolve("src/element/workspace.ts");
const shop = resolve("src/demo-shop/main.ts");

/** Returns the chunk of a module; null for modules that the bundler may place. */
export function chunkOf(id: string, graph: Graph): string | null {
  const sold = imported(shop, graph).has(id);
  if (imported(planner, graph).has(id)) return sold ? "drawn" : "seen";
  return imported(work, graph).has(id) && !sold ? "work" : null;
}

/** Returns a module and all its static imports, transitively. */
function imported(id: string, graph: Graph, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) imported(next, graph, found);
  return found;
}

/**
 * Makes the named entries, and chunks that are loaded later, import all that their chunks import, so that a
 * browser requests everything at once instead of one level after the other. In our own pages, vite's
 * `modulepreload` links do that.
 */
export function hoistImports(named: readonly string[]): Plugin {
  return {
    name: "hoist-imports",
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        if (!chunk.isDynamicEntry && !(chunk.isEntry && named.includes(chunk.name))) continue;
        const deeper = chunk.imports
          .flatMap((file) => importsOf(file, bundle))
          .filter((file) => file in bundle);
        const missing = [...new Set(deeper)].filter((file) => !chunk.imports.includes(file));
        const folder = posix.dirname(chunk.fileName);
        chunk.code =
          missing.map((file) => `import"./${posix.relative(folder, file)}";`).join("") + chunk.code;
      }
    },
  };
}

/**
 * Leaves out vite's helper for dynamic imports, 1 KB of every page: it preloads the imports and the style
 * sheets of a chunk. hoistImports does the first, and our style sheets are texts in their chunks.
 */
export function plainDynamicImports(): Plugin {
  return {
    name: "plain-dynamic-imports",
    apply: "build",
    transform: (_, id) =>
      id.endsWith("vite/preload-helper.js") ? "export const __vitePreload = (load) => load();" : null,
  };
}

/** Returns a chunk's imports, transitively. */
function importsOf(file: string, bundle: Rolldown.OutputBundle): string[] {
  const chunk = bundle[file];
  if (chunk?.type !== "chunk") return [];
  return chunk.imports.flatMap((next) => [next, ...importsOf(next, bundle)]);
}
