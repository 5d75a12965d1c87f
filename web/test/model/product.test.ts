import { expect, test } from "vitest";
import { drawnKind, ownCarries } from "../../src/model/index.ts";

test.each([
  ["table", "table", true],
  ["sofa", "sofa", false],
  ["other", "other", true],
  ["a kind of a later version", "other", true],
])("WR12 an own piece of the kind %s is drawn as %s; others may stand on it: %s", (kind, drawn, carries) => {
  expect(drawnKind(kind)).toBe(drawn);
  expect(ownCarries(kind)).toBe(carries);
});
