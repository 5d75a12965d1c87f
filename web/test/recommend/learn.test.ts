import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { learn } from "../../bench/learn.ts";

const file = new URL("../../../shared/pairs/testdata/learn.json", import.meta.url);

test("RC8 the evaluation learns the pairs that Go learns", () => {
  const golden = JSON.parse(readFileSync(file, "utf8"));
  expect(learn(golden.rooms, golden.minRooms).pairs).toEqual(golden.pairs);
});
