// How much a shopper's browser loads: node ci/size.mjs FOLDER prints it, and fails where
// the planner has grown past its budget. Reads the manifest that vite writes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What comes before anything is clicked: planner.js, all that it imports, and the words. */
const budget = 40 * 1024;
const entry = "src/element/index.ts";
/** Chunks that come when they are asked for. */
const later = { "3D": "src/view3d/index.ts", export: "src/export/index.ts" };
const words = /^src\/i18n\/[a-z]{2}\.ts$/;

const folder = process.argv[2] ?? "web/dist";
const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));

/** The files of a chunk and of everything that it imports at once; of what it may import later as well. */
function files(key, { lazy = false, seen = new Set() } = {}) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${folder} has no chunk ${key}`);
  if (seen.has(chunk.file)) return seen;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  const more = lazy ? (chunk.dynamicImports ?? []) : [];
  for (const imported of [...(chunk.imports ?? []), ...more]) files(imported, { lazy, seen });
  return seen;
}

const size = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
const sum = (list) => [...list].reduce((total, file) => total + size(file), 0);
const show = (name, bytes, of = "") => console.log(`${name.padEnd(8)} ${(bytes / 1024).toFixed(1).padStart(7)} KB${of}`);

const first = files(entry);
// One dictionary is loaded with the rest; the largest counts.
const languages = Object.keys(manifest).filter((key) => words.test(key) && !first.has(manifest[key].file));
const total = sum(first) + Math.max(0, ...languages.map((key) => size(manifest[key].file)));

show("planner", total, ` of ${budget / 1024} KB, gzip`);
for (const [name, key] of Object.entries(later)) {
  const own = (options) => sum([...files(key, options)].filter((file) => !first.has(file)));
  show(name, own(), `, ${(own({ lazy: true }) / 1024).toFixed(1)} KB with all that it may ask for`);
}
if (total > budget) {
  console.error(`The planner is ${total - budget} bytes over its budget: load what is not needed at once later (import()).`);
  process.exitCode = 1;
}
