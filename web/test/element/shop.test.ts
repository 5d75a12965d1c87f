import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { identity, nameOf, rename } from "../../src/element/shop.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a person is called what the page says, and what they said later where they did", () => {
  expect(nameOf("Anna")).toBe("Anna");
  rename("Anna", "Annika");
  expect(nameOf("Anna")).toBe("Annika");
  rename("Anna", "Ann");
  expect(nameOf(" Anna ")).toBe("Ann");
});

test("another name of the page's is its own later word", () => {
  rename("Anna", "Annika");
  expect(nameOf("Bo")).toBe("Bo");
  // Where the page sets no name, the last one entered counts.
  expect(nameOf()).toBe("Annika");
});

test("who gave no name is the same guest each time, and the same person when they give one", () => {
  const guest = identity(nameOf(), ["Guest Elm"]);
  expect(guest.name).toBe("Guest Elm");
  expect(identity(nameOf(), ["Guest Oak"])).toEqual(guest);
  rename("", "Cleo");
  expect(identity(nameOf(), [])).toEqual({ sub: guest.sub, name: "Cleo" });
});

test.each(["\u200b\u200b", "\ufeff", "\u3164", "\u2800", "\u0301", "\u202e", "   "])(
  "AC9 who is called what nobody can see (%j) is a guest",
  (unseen) => {
    expect(nameOf(unseen)).toBeUndefined();
    rename("", unseen);
    expect(nameOf()).toBeUndefined();
    rename("Anna", unseen);
    expect(nameOf("Anna")).toBe("Anna");
  },
);

test.each(["山田", "👩‍💻", "é", "7", "!"])("AC9 a name that can be seen is one: %s", (seen) => {
  expect(nameOf(seen)).toBe(seen);
});

test("where nothing may be kept, a name is still a name", () => {
  vi.stubGlobal("localStorage", undefined);
  rename("Anna", "Annika");
  expect(nameOf("Anna")).toBe("Anna");
  expect(nameOf()).toBeUndefined();
});
