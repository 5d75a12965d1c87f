import { expect, test } from "vitest";
import { roomOfFile } from "../../src/import/file.ts";
import { ScanError, type ScanFault } from "../../src/import/types.ts";
import { captured, lShape, names, ring } from "./scan.ts";

test("a file's room is converted", async () => {
  const { shell } = await roomOfFile(new Blob([JSON.stringify(captured({ walls: ring(lShape) }))]), names);
  expect(shell.outline).toHaveLength(6);
});

test.each<[string, string, ScanFault]>([
  ["a USDZ file", "PK\u0003\u0004…room.usda", "usdz"],
  ["a USDZ file of 20 MB", `PK${" ".repeat(20 * 2 ** 20)}`, "usdz"],
  ["more than 20 MB", " ".repeat(20 * 2 ** 20 + 1), "too-large"],
  ["no JSON", "walls: 4", "not-json"],
])("%s is refused", async (_, text, fault) => {
  const refused = await roomOfFile(new Blob([text]), names).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ScanError);
  expect((refused as ScanError).fault).toBe(fault);
});
