import { expect, test } from "vitest";
import { pieceOf } from "../../src/catalog/index.ts";
import { writeMoment, writeName, writePiece, writeStep } from "../../src/history/format.ts";
import { en } from "../../src/i18n/en.ts";
import { catalog } from "../planner/harness.ts";
import { plan } from "./life-fixture.ts";

const scene = { texts: en, catalog, pieceOf: () => ({ name: "Klinte" }) as never };

test("HS6 what a program of the shop did is told of the shop, never of the program", () => {
  const by = { name: "", at: 1 };
  const step = {
    at: 1,
    names: [""],
    changes: [{ kind: "plan", by, plan: plan(1) }],
    deeds: [{ kind: "plan" }],
  };
  expect(writeStep(step as never, scene)).toMatch(/^Prov /);
  expect(writeName("", scene)).toBe("Prov");
  expect(writeName("Anna", scene)).toBe("Anna");
});

test("AC9 an own piece is told as one, and its name keeps its direction to itself", () => {
  const own = { kind: "sofa", name: "ספה", colour: "#aabbcc", width: 2000, depth: 900, height: 800 };
  const item = { product: "", variant: "", own };
  expect(writePiece(item, { texts: en, pieceOf: pieceOf(catalog, "en") })).toBe("\u2068ספה\u2069 (yours)");
});

test.each([
  ["en-US", "9:09 AM"],
  ["en-GB", "09:09"],
  ["de", "09:09"],
  ["sv", "09:09"],
])("in %s a morning hour is written %s", (lang, hour) => {
  const at = new Date(2026, 10, 28, 9, 9).getTime();
  expect(writeMoment(at, lang, at).replace(/\s/gu, " ")).toMatch(new RegExp(` ${hour}$`));
});
