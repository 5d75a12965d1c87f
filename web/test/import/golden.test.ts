// The files that the Go conversion reads, too. GOLDEN=write rewrites what is expected: read the diff.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { languages } from "../../src/i18n/language.ts";
import { roomPanelTextsOf } from "../../src/i18n/room-panel/index.ts";
import { convertRoomPlan } from "../../src/import/roomplan.ts";
import { ScanError } from "../../src/import/types.ts";

const folder = new URL("../../../shared/roomplan/", import.meta.url);
const scans = readdirSync(new URL("testdata", folder)).filter((name) => /^[^.]+\.json$/.test(name));
const { names } = (await roomPanelTextsOf("en")).scan;

function converted(text: string): unknown {
  try {
    const { shell, pieces } = convertRoomPlan(text, names);
    return { ...shell, pieces: pieces.map((p) => (p.z === 0 ? { ...p, z: undefined } : p)) };
  } catch (error) {
    if (error instanceof ScanError) return { fault: error.fault };
    throw error;
  }
}

test.each(scans)("%s is converted as Go does", (name) => {
  const expected = new URL(`testdata/${name.replace(".json", ".want.json")}`, folder);
  const got = converted(readFileSync(new URL(`testdata/${name}`, folder), "utf8"));
  if (process.env.GOLDEN === "write") writeFileSync(expected, `${JSON.stringify(got, undefined, 1)}\n`);
  expect(got).toEqual(JSON.parse(readFileSync(expected, "utf8")));
});

test("pieces have the same names as in rooms that a shop makes", async () => {
  const all = await Promise.all(languages.map(async (l) => [l, (await roomPanelTextsOf(l)).scan.names]));
  const file = readFileSync(new URL("names.json", folder), "utf8");
  expect(Object.fromEntries(all)).toEqual(JSON.parse(file));
});
