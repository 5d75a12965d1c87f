import { expect, test } from "vitest";
import { isolated } from "../../src/i18n/isolated.ts";

test("AC9 a name among other words keeps its direction to itself", () => {
  expect(isolated("Anna Åkerström 👩‍💻")).toBe("Anna Åkerström 👩‍💻");
  expect(isolated("דנה 3")).toBe("\u2068דנה 3\u2069");
  expect(isolated("سارة (A)")).toBe("\u2068سارة (A)\u2069");
});

test("AC9 a name can't turn the words around it", () => {
  expect(isolated("\u202e Mallory")).toBe(" Mallory");
  expect(isolated("\u2067דנה\u2069\u2069")).toBe("\u2068דנה\u2069");
});
