import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { liftOf, readPairs } from "../../src/recommend/pairs.ts";

const folder = new URL("../../../shared/pairs/testdata/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

test("RC10 reads the file that Go writes", () => {
  const pairs = readPairs(read("pairs.json"));
  expect(liftOf(pairs, "sofa.klinte", "rug.ljung")).toBe(1.84);
  expect(liftOf(pairs, "rug.ljung", "sofa.klinte")).toBe(1.84);
  expect(liftOf(pairs, "armchair.myrten", "lamp.manljus")).toBe(2.5);
  expect(liftOf(pairs, "armchair.myrten", "rug.ljung")).toBe(1);
  expect([...pairs.keys()].sort()).toEqual(["armchair.myrten", "lamp.manljus", "rug.ljung", "sofa.klinte"]);
});

test.each(readdirSync(new URL("bad/", folder)))("RC10 refuses %s as Go does", (name) => {
  expect(() => readPairs(read(`bad/${name}`))).toThrow();
});

test("RC7 without pairs every lift is that of chance", () => {
  expect(liftOf(undefined, "a", "b")).toBe(1);
});
