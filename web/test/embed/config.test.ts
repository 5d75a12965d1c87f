import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributesOf, ConfigError, readServices } from "../../src/embed/config.ts";

const base = "https://planner.example/p/index.html";
const config = { wsUrl: "wss://api.example/v1" };

describe("readServices", () => {
  test("what config.json leaves out is beside the page", () => {
    expect(readServices(config, base)).toEqual({
      wsUrl: "wss://api.example/v1",
      tokenUrl: "https://planner.example/p/token",
      catalogUrl: "https://planner.example/p/catalog/catalog.json",
    });
  });

  test("other places are taken, relative ones too", () => {
    const told = { ...config, tokenUrl: "https://shop.example/token", catalogUrl: "/sofas.json" };
    expect(readServices(told, base)).toEqual({
      ...config,
      tokenUrl: "https://shop.example/token",
      catalogUrl: "https://planner.example/sofas.json",
    });
  });

  test("suggestions are offered only if config.json says so", () => {
    const offered = (suggestions: unknown) =>
      attributesOf("https://planner.example/", readServices({ ...config, suggestions }, base)).has(
        "suggestions",
      );
    expect([true, false, "yes", undefined].map(offered)).toEqual([true, false, false, false]);
  });

  test.each([
    ["nothing", undefined, "wsUrl"],
    ["a list", [], "wsUrl"],
    ["no endpoint", {}, "wsUrl"],
    ["an empty endpoint", { wsUrl: "" }, "wsUrl"],
    ["an endpoint without wss", { wsUrl: "https://api.example" }, "wsUrl"],
    ["a script as the back end", { ...config, tokenUrl: "javascript:alert(1)" }, "tokenUrl"],
    ["a number as the catalogue", { ...config, catalogUrl: 7 }, "catalogUrl"],
  ])("refuses %s, naming it", (_, told, key) => {
    expect(() => readServices(told, base)).toThrow(ConfigError);
    expect(() => readServices(told, base)).toThrow(key);
  });

  test("never fails in another way", () => {
    const told = fc.oneof(fc.anything(), fc.record({ wsUrl: fc.anything(), tokenUrl: fc.anything() }));
    fc.assert(
      fc.property(told, (value) => {
        try {
          readServices(value, base);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
    );
  });
});

describe("attributesOf", () => {
  const services = readServices(config, base);
  const of = (query: string) => Object.fromEntries(attributesOf(base + query, services));

  test("a plain address opens the demo room", () => {
    expect(of("")).toEqual({
      "room-url": "wss://api.example/v1?room=vardagsrum",
      "token-url": "https://planner.example/p/token",
      "catalog-url": "https://planner.example/p/catalog/catalog.json",
    });
  });

  test("room, name and what else the element takes come from the address", () => {
    const attributes = of(
      "?room=kok&name=%20Anna%20&lang=sv&currency=EUR&view=3d&product=sofa.klinte&variant=moss",
    );
    expect(attributes).toMatchObject({
      "room-url": "wss://api.example/v1?room=kok",
      name: "Anna",
      lang: "sv",
      currency: "EUR",
      view: "3d",
      product: "sofa.klinte",
      variant: "moss",
    });
  });

  test("nothing else does", () => {
    expect(
      of("?onclick=alert(1)&token-url=https://evil.example&invite=x&room-url=wss://evil.example"),
    ).toEqual(of(""));
  });

  test("a role is a wish to whoever gives tokens", () => {
    expect(of("?role=viewer")["token-url"]).toBe("https://planner.example/p/token?role=viewer");
  });

  test("an invitation comes behind the #", () => {
    expect(of("?room=kok#invite=a.b-c_d").invite).toBe("a.b-c_d");
    expect(of("?room=kok#").invite).toBeUndefined();
  });

  test("a room's name can't leave its place in the address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (room) => {
        const query = new URLSearchParams({ room });
        const url = new URL(attributesOf(`${base}?${query}`, services).get("room-url") ?? "");
        const asked = new URLSearchParams(query.toString()).get("room");
        expect([...url.searchParams]).toEqual([["room", asked || "vardagsrum"]]);
        expect(url.host).toBe("api.example");
      }),
    );
  });
});
