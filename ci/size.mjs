// Prints the size of the files that a browser loads, and fails if the size is over a budget:
// node ci/size.mjs FOLDER. Reads the manifest that vite writes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** In KB after gzip. `first` is loaded before a room is shown; `2D` is all that is loaded without a user's action. */
const budgets = { first: 40, "2D": 96 };
const [entry, work] = ["src/element/index.ts", "src/element/workspace.ts"];
/** A browser loads the texts of one language, so the largest language counts. */
const [firstWords, allWords] = [/^src\/i18n\/critical\/[a-z]{2}\.ts$/, /^src\/i18n\/[a-z]{2}\.ts$/];
/** Parts that are loaded by a user's action, or when another person comes. */
const later = {
  "3D": "src/view3d/index.ts",
  export: "src/export/index.ts",
  models: "src/export3d/index.ts",
  editor: "src/plan2d/room-editor.ts",
  edits: "src/planner/edits.ts",
  recommend: "src/panels/recommendations.ts",
  direct: "src/client/direct/direct-channels.ts",
};

const folder = process.argv[2] ?? "web/dist";
const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));

/** Returns the files of a chunk and of its static imports; with `lazy` also of its dynamic imports. */
function files(key, { lazy = false, without = new Set(), seen = new Set() } = {}) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${folder} has no chunk ${key}`);
  if (seen.has(chunk.file) || without.has(chunk.file)) return seen;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  const more = lazy ? (chunk.dynamicImports ?? []) : [];
  for (const imported of [...(chunk.imports ?? []), ...more]) files(imported, { lazy, without, seen });
  return seen;
}

const size = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
const sum = (list) => [...list].reduce((total, file) => total + size(file), 0);
const kb = (bytes) => (bytes / 1024).toFixed(1);
const show = (name, bytes, more) => console.log(`${name.padEnd(8)} ${kb(bytes).padStart(7)} KB${more}`);

/** Returns the size of the largest language's texts, without the files in `without`. */
function words(names, without) {
  const languages = Object.keys(manifest).filter((key) => names.test(key));
  return Math.max(0, ...languages.map((key) => sum(files(key, { without }))));
}

const seen = files(entry);
const worked = new Set([...seen, ...files(work)]);
const sizes = { first: sum(seen) + words(firstWords, seen), "2D": sum(worked) + words(allWords, worked) };

for (const [name, most] of Object.entries(budgets)) {
  show(name, sizes[name], ` of ${most} KB, gzip`);
  if (sizes[name] <= most * 1024) continue;
  console.error(
    `${name} is ${sizes[name] - most * 1024} bytes over its budget: load parts that are not needed at the start with import().`,
  );
  process.exitCode = 1;
}
for (const [name, key] of Object.entries(later)) {
  const own = (options) => sum(files(key, { without: worked, ...options }));
  show(name, own(), ` more, ${kb(own({ lazy: true }))} KB with its dynamic imports`);
}
