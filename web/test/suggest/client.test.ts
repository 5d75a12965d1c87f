import { describe, expect, test } from "vitest";
import { askForProducts, SuggestionError } from "../../src/suggest/client.ts";

const wish = { wish: "cosy", lang: "en", currency: "SEK" } as const;
const answer = { products: [{ product: "rug.a", count: 1, price: 100 }], currency: "SEK", total: 100 };

/** Returns an API whose answers are these, one after the other, and the requests that it got. */
function fake(...answers: [status: number, body: unknown][]) {
  const requests: { url: string; authorization: string; body: unknown }[] = [];
  const send: typeof fetch = async (url, init) => {
    const headers = new Headers(init?.headers);
    const body: unknown = JSON.parse(`${init?.body}`);
    requests.push({ url: `${url}`, authorization: headers.get("authorization") ?? "", body });
    const [status, text] = answers[requests.length - 1] ?? [500, {}];
    return new Response(typeof text === "string" ? text : JSON.stringify(text), { status });
  };
  const token = async (fresh: boolean) => (fresh ? "new" : "old");
  const ask = () =>
    askForProducts(
      { url: "https://api/v1/", token },
      { room: "r", ...wish },
      new AbortController().signal,
      send,
    );
  return { ask, requests };
}

describe("askForProducts", () => {
  test("WD1 sends the wish with the room's token, and returns the products", async () => {
    const { ask, requests } = fake([200, { ...answer, budget: 200 }]);
    expect(await ask()).toEqual({ ...answer, budget: 200 });
    const url = "https://api/v1/rooms/r/suggestions";
    expect(requests).toEqual([{ url, authorization: "Bearer old", body: wish }]);
  });

  test("asks once more with a new token after the first was refused", async () => {
    const { ask, requests } = fake([401, { code: "unauthorized" }], [200, answer]);
    expect(await ask()).toEqual(answer);
    expect(requests.map((r) => r.authorization)).toEqual(["Bearer old", "Bearer new"]);
  });

  test.each([
    ["no_suggestion", 502, { code: "no_suggestion" }],
    ["used_up", 429, { code: "used_up" }],
    ["busy", 503, { code: "busy" }],
    ["bad_field", 400, { code: "bad_field" }],
    ["failed", 500, { code: "internal" }],
    ["failed", 429, { message: "Too Many Requests" }],
    ["failed", 404, { message: "Not Found" }],
    ["failed", 502, "<html>"],
    ["failed", 200, "<html>"],
    ["failed", 200, null],
    ["failed", 200, {}],
    ["failed", 200, { ...answer, products: [{ product: "rug.a", count: 10_000, price: 1 }] }],
    ["failed", 200, { ...answer, products: [{ product: "rug.a", count: -1, price: 1 }] }],
    ["failed", 200, { ...answer, products: [{ product: 7, count: 1, price: 1 }] }],
  ])("WD5 fails with %s for the answer %d %j", async (failure, status, body) => {
    const { ask } = fake([status, body]);
    await expect(ask()).rejects.toMatchObject({ name: "SuggestionError", failure });
  });

  test("fails if there is no connection", async () => {
    const send = async () => Promise.reject(new TypeError("offline"));
    const api = { url: "https://api", token: async () => "t" };
    const asked = askForProducts(api, { room: "r", ...wish }, new AbortController().signal, send);
    await expect(asked).rejects.toBeInstanceOf(SuggestionError);
  });
});
