import { afterEach, expect, test, vi } from "vitest";
import { copierOf, linkTo } from "../../src/element/copying.ts";

afterEach(() => vi.unstubAllGlobals());

test("the link to a copy is the page's own with the other room, and without an invitation", () => {
  expect(linkTo("https://shop.example/plan?lang=sv&room=demo#invite=CODE", "copy-1")).toBe(
    "https://shop.example/plan?lang=sv&room=copy-1",
  );
  expect(linkTo("https://shop.example/", "copy-1")).toBe("https://shop.example/?room=copy-1");
});

const state = { at: 1_795_507_200_000, digest: 7 };
const token = async () => "TOKEN";

/** Returns an element with that `copy-url` in a page, and the requests that it sends, which are answered so. */
function page(copyUrl: string | null, status = 200, answer: object = { room: "copy-1" }) {
  const requests: [string, unknown][] = [];
  vi.stubGlobal("document", { baseURI: "https://shop.example/plan" });
  vi.stubGlobal("location", { href: "https://shop.example/plan?room=demo" });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    requests.push([url, JSON.parse(String(init.body))]);
    return new Response(JSON.stringify(answer), { status });
  });
  const element = Object.assign(new EventTarget(), { getAttribute: () => copyUrl }) as unknown as Element;
  return { element, requests };
}

test("the shop is asked for a copy with the token, and the page is told", async () => {
  const { element, requests } = page("/api/copy");
  const told: unknown[] = [];
  element.addEventListener("copied", (event) => event instanceof CustomEvent && told.push(event.detail));
  expect(await copierOf(element, "demo", token)?.(state)).toBe("https://shop.example/plan?room=copy-1");
  expect(requests).toEqual([["https://shop.example/api/copy", { token: "TOKEN", ...state }]]);
  expect(told).toEqual([{ room: "demo", ...state, copy: "copy-1" }]);
});

test("a page that opens the copy itself gives no link", async () => {
  const { element } = page("/api/copy");
  element.addEventListener("copied", (event) => event.preventDefault());
  expect(await copierOf(element, "demo", token)?.(state)).toBeUndefined();
});

test.each([
  ["a refusal", 403, {}],
  ["a failure", 502, {}],
  ["an answer without a room", 200, { link: "x" }],
])("%s makes no copy", async (_, status, answer) => {
  const { element } = page("/api/copy", status, answer);
  const told = vi.fn();
  element.addEventListener("copied", told);
  await expect(copierOf(element, "demo", token)?.(state)).rejects.toMatchObject({ code: "not_copied" });
  expect(told).not.toHaveBeenCalled();
});

test("a page without copy-url makes no copies", () => {
  expect(copierOf(page(null).element, "demo", token)).toBeUndefined();
});
