import { expect, test } from "vitest";
import { formatUsd, rowsOf } from "../../src/demo/meter.ts";
import { readUsage, usedSince } from "../../src/demo/usage.ts";

const day = {
  day: "2026-11-28",
  usd: 0.5,
  invocations: 10,
  millis: 100,
  messagesIn: 8,
  messagesOut: 20,
  minutes: 0,
  bytesOut: 1000,
  readUnits: 2.5,
  writeUnits: 3,
};

test("days are added up", () => {
  const answer = { days: [day, { ...day, day: "2026-11-29" }], usd: 1, prices: "2026-11" };
  expect(readUsage(answer)).toEqual({
    usd: 1,
    invocations: 20,
    messagesIn: 16,
    messagesOut: 40,
    readUnits: 5,
    writeUnits: 6,
  });
  expect(readUsage({ days: [] }).invocations).toBe(0);
});

test.each([undefined, null, "no", {}, { days: [{ ...day, usd: "1" }] }, { days: [null] }])(
  "the response %j is refused",
  (answer) => {
    expect(() => readUsage(answer)).toThrow(TypeError);
  },
);

test("what was used since a reading is displayed, and what a thousand such rooms cost", () => {
  const before = readUsage({ days: [day] });
  const now = readUsage({ days: [{ ...day, usd: 0.50012, messagesIn: 1234, writeUnits: 4.5 }] });
  const rows = Object.fromEntries(rowsOf(usedSince(before, now), false));
  expect(rows).toMatchObject({
    "Messages in": "1,226",
    "Messages out": "0",
    "Table writes": "1.5",
    "Cost so far": "$0.00012",
    "1,000 such rooms": "$0.12",
    Now: "in use",
  });
});

test.each([
  [0, "$0"],
  [0.000_001_23, "$0.0000012"],
  [0.42, "$0.42"],
  [12.345, "$12.35"],
])("%d dollars are %s", (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});
