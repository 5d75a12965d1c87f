import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMessage } from "../../src/embed/protocol.ts";

describe("readMessage", () => {
  test.each([
    [
      { type: "add", product: "sofa.klinte" },
      { type: "add", product: "sofa.klinte", variant: "" },
    ],
    [
      { type: "add", product: "sofa.klinte", variant: "moss" },
      { type: "add", product: "sofa.klinte", variant: "moss" },
    ],
    [
      { type: "setView", view: "3d" },
      { type: "setView", view: "3d" },
    ],
    [{ type: "cart" }, { type: "cart" }],
    [
      { type: "token", id: 1, token: "a.b.c" },
      { type: "token", id: 1, token: "a.b.c" },
    ],
  ])("reads %j", (message, read) => {
    expect(readMessage({ homstyle: 1, ...message })).toEqual(read);
  });

  test.each([
    ["no type", {}],
    ["an unknown type", { type: "eval" }],
    ["an add without a product", { type: "add" }],
    ["an add of markup", { type: "add", product: "<b>" }],
    ["an add of a list", { type: "add", product: ["sofa"] }],
    ["a variant of another type", { type: "add", product: "sofa", variant: 3 }],
    ["an unknown view", { type: "setView", view: "4d" }],
    ["a token without an id", { type: "token", token: "a.b.c" }],
    ["an empty token", { type: "token", id: 1, token: "" }],
  ])("says what is wrong with %s", (_, message) => {
    expect(readMessage({ homstyle: 1, ...message })).toEqual({ type: "bad", message: expect.any(String) });
  });

  test("leaves everybody else's messages alone", () => {
    for (const other of [
      undefined,
      null,
      "add",
      7,
      [],
      {},
      { type: "add", product: "sofa" },
      { homstyle: 2 },
    ]) {
      expect(readMessage(other)).toBeUndefined();
    }
  });

  test("never throws", () => {
    const near = fc.record({
      homstyle: fc.constant(1),
      type: fc.string(),
      product: fc.anything(),
      view: fc.anything(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), near), (data) => {
        readMessage(data);
      }),
    );
  });
});
