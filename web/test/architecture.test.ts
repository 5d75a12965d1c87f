// Tests which folder may import which: imports point one way, towards model/ and json/. Biome's
// noImportCycles refuses cycles between files.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** The folders that each folder may import, besides itself. */
const mayImport: Readonly<Record<string, string>> = {
  model: "",
  json: "",
  loading: "",
  geometry: "model",
  units: "model",
  client: "json loading model",
  catalog: "geometry i18n json model",
  undo: "client json model",
  i18n: "model units",
  ui: "geometry i18n model units",
  snap: "geometry model",
  symbols: "catalog geometry model",
  furniture: "catalog geometry model",
  fit: "catalog furniture geometry model",
  arrange: "catalog fit furniture geometry model snap",
  recommend: "arrange catalog fit furniture geometry i18n json model units",
  planner: "arrange catalog client fit furniture geometry i18n json loading model snap undo units",
  finishes: "catalog geometry i18n model planner symbols ui units",
  plan2d: "catalog client finishes geometry i18n json loading model planner snap symbols ui units",
  view3d: "catalog client finishes geometry i18n json loading model planner snap ui units",
  export: "catalog client fit geometry i18n loading model symbols units",
  export3d: "catalog geometry loading model view3d",
  ar: "",
  import: "geometry json model plan2d",
  suggest: "arrange catalog fit json model planner recommend",
  panels:
    "ar arrange catalog client finishes fit furniture geometry i18n import json loading model plan2d planner recommend suggest symbols ui units",
  history: "client i18n json model panels planner ui units",
  element:
    "catalog client export export3d fit geometry history i18n json loading model panels plan2d planner symbols ui units view3d",
  embed: "element i18n",
  react: "element",
  demo: "element embed",
  "demo-shop": "catalog element embed fit i18n model recommend symbols ui units view3d",
};

/** An import from one folder of another, and the file that has it. */
interface Import {
  from: string;
  to: string;
  file: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const specifiers = [...text.matchAll(/(?:from|import|import\()\s*"(\.[^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
  const from = folderOf(file);
  return specifiers
    .map((path) => folderOf(resolve(dirname(file), path)))
    .filter((to) => to !== from)
    .map((to) => ({ from, to, file: relative(src, file) }));
}

function folderOf(file: string): string {
  return relative(src, file).split(sep)[0] ?? "";
}

const folders = readdirSync(src).filter((name) => name !== "styles");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && name.includes(sep))
  .map((name) => resolve(src, name));

test("every folder has its row", () => {
  const known = Object.keys(mayImport);
  expect(folders.filter((name) => !name.includes(".")).sort()).toEqual(known.sort());
});

test("imports point one way", () => {
  const wrong = files
    .flatMap(importsOf)
    .filter(({ from, to }) => to !== "styles" && !mayImport[from]?.split(" ").includes(to))
    .map(({ from, to, file }) => `${from} imports ${to}: ${file}`);
  expect(wrong).toEqual([]);
});

test("no row allows a circle", () => {
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    (mayImport[from] ?? "").split(" ").some((to) => {
      if (to === "" || seen.has(to)) return false;
      seen.add(to);
      return to === goal || reaches(to, goal, seen);
    });
  expect(Object.keys(mayImport).filter((name) => reaches(name, name))).toEqual([]);
});
