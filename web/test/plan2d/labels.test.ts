import { describe, expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { itemLabel, tagOf } from "../../src/plan2d/labels.ts";
import { rectangle } from "./rooms.ts";

const wording = { texts: en, units: "cm", lang: "en", plan: rectangle } as const;
const at = { x: 1500, y: 2000, z: 0, rotation: 0 };
const piece = { name: "Klinte", what: "sofa", size: { width: 2100, depth: 1450, height: 800 }, own: false };

describe("an item in words", () => {
  test("says what it is, how large, how it stands, whether it fits and who holds it", () => {
    const lock = { state: "held", holder: "p", name: "Anna", colour: 1 } as const;
    expect(itemLabel({ ...at, z: 0, rotation: 90, lock }, piece, "fits", wording)).toBe(
      "Klinte sofa, 210 cm by 145 cm, 77.5 cm from the left, 95 cm from the top, turned 90 degrees, fits, Anna holds it",
    );
  });

  test("says how high it is, unless it stands on the floor", () => {
    expect(itemLabel({ ...at, z: 740, lock: { state: "free" } }, piece, undefined, wording)).toBe(
      "Klinte sofa, 210 cm by 145 cm, 45 cm from the left, 127.5 cm from the top, 74 cm above the floor",
    );
  });

  test("leaves out what there is not to say", () => {
    expect(itemLabel({ ...at, lock: { state: "free" } }, piece, undefined, wording)).toBe(
      "Klinte sofa, 210 cm by 145 cm, 45 cm from the left, 127.5 cm from the top",
    );
  });

  test("says of an own piece that it is one", () => {
    const own = { ...piece, name: "Grandma's sofa", what: "", own: true };
    expect(itemLabel({ ...at, lock: { state: "free" } }, own, undefined, wording)).toMatch(
      /^Grandma's sofa, yours, 210 cm by 145 cm/,
    );
  });

  test("AC9 keeps the direction of a name to itself", () => {
    const name = "דנה";
    const held = { state: "held", holder: "p", name, colour: 1 } as const;
    const label = itemLabel({ ...at, lock: held }, piece, undefined, wording);
    expect(label).toContain("\u2068דנה\u2069 holds it");
    const lost = { state: "lost", name } as const;
    expect(itemLabel({ ...at, lock: lost }, piece, undefined, wording)).toContain("\u2068דנה\u2069");
    expect(tagOf(lost, en)).toBe("lost to \u2068דנה\u2069");
  });

  test("CL6 every lock that is not free or mine has a tag with words", () => {
    expect(tagOf({ state: "held", holder: "p", name: "Anna", colour: 1 }, en)).toBe("Anna");
    expect(tagOf({ state: "expiring", expiresAt: 0 }, en)).not.toBe("");
    expect(tagOf({ state: "lost", name: "Bo" }, en)).toBe("lost to Bo");
    expect(tagOf({ state: "lost" }, en)).toBe("lost");
    expect([tagOf({ state: "free" }, en), tagOf({ state: "mine" }, en)]).toEqual(["", ""]);
  });
});
