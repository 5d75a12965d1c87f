import { expect, test } from "vitest";
import { writeName, writeStep } from "../../src/history/format.ts";
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
