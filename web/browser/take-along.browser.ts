// Exports from the menu and the inspector, and Quick Look.

import { afterEach, expect, test, vi } from "vitest";
import type { HomstylePlanner } from "../src/element/index.ts";
import { count, furnished, inside, newRoom, open } from "./fixture.ts";

interface Followed {
  rel: string;
  file: string;
  href: string;
  first: string | undefined;
  bytes: Blob;
}

afterEach(() => vi.restoreAllMocks());

/** Notes the links that are followed from now on, and follows none. */
function followed(): Followed[] {
  const found: Followed[] = [];
  const blobs = new Map<string, Blob>();
  const { createObjectURL } = URL;
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const url = createObjectURL(blob);
    if (blob instanceof Blob) blobs.set(url, blob);
    return url;
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    const { rel, href, download: file } = this;
    const bytes = blobs.get(href.replace(/#.*/, ""));
    if (bytes) found.push({ rel, href, file, bytes, first: this.firstElementChild?.localName });
  });
  return found;
}

function press(element: HomstylePlanner, action: string): void {
  inside(element, `[data-action=${action}]`).click();
}

async function firstBytes({ bytes }: Followed, length: number): Promise<string> {
  return await bytes.slice(0, length).text();
}

test("the menu saves the room as both kinds of model, under its name", async () => {
  const { element } = await furnished();
  const links = followed();
  for (const [i, [kind, begins]] of (
    [
      ["glb", "glTF"],
      ["usdz", "PK"],
    ] as const
  ).entries()) {
    inside(element, "[data-menu=export]").click();
    await expect.poll(() => count(element, `[data-action=export-${kind}]`)).toBe(1);
    press(element, `export-${kind}`);
    await expect.poll(() => links.length).toBe(i + 1);
    const [link] = links.slice(i);
    expect(link?.file).toMatch(new RegExp(`\\.${kind}$`));
    expect(link && (await firstBytes(link, begins.length))).toBe(begins);
  }
});

test("the inspector saves the piece as a model, under its name; no device is offered what it can't do", async () => {
  const { element, id } = await furnished();
  const links = followed();
  element.select([id]);
  await expect.poll(() => count(element, "[data-action=item-usdz]")).toBe(1);
  expect(count(element, "[data-action=ar]")).toBe(0);
  press(element, "item-usdz");
  await expect.poll(() => links.map(({ file }) => file)).toEqual(["Klinte.usdz"]);
});

test("a desktop says which phones can show the piece, and opens the invitation, which has a code for them", async () => {
  const { element, id } = await furnished();
  element.select([id]);
  await expect.poll(() => count(element, "[data-ar=needs-iphone]")).toBe(1);
  expect(inside(element, "[data-ar]").textContent).toMatch(/iPhones and iPads .* Safari\. .* code/);
  press(element, "ar-invite");
  await expect.poll(() => count(element, "[data-action=make-link]")).toBe(1);
});

test("Android says why it can't show a piece that has no model", async () => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (Linux; Android 15) Chrome/140.0");
  const { element, id } = await furnished();
  element.select([id]);
  await expect.poll(() => count(element, "[data-ar=no-model]")).toBe(1);
  expect(inside(element, "[data-ar]").textContent).toContain("no 3D model");
  expect(count(element, "[data-action=ar], [data-action=ar-invite]")).toBe(0);
});

test("where links can open Quick Look, the inspector's button opens the piece in it, in its true size", async () => {
  const { supports } = DOMTokenList.prototype;
  vi.spyOn(DOMTokenList.prototype, "supports").mockImplementation(function (this: DOMTokenList, token) {
    return token === "ar" || Reflect.apply(supports, this, [token]);
  });
  const { element, id } = await furnished();
  const links = followed();
  element.select([id]);
  await expect.poll(() => count(element, "[data-action=ar]")).toBe(1);
  press(element, "ar");
  await expect.poll(() => links.length).toBe(1);
  expect(links[0]).toMatchObject({ rel: "ar", first: "img", file: "model.usdz" });
  expect(links[0]?.href).toMatch(/^blob:.*#allowsContentScaling=0$/);
  expect(links[0]?.bytes.type).toBe("model/vnd.usdz+zip");
});

test("the menu offers a 4K picture in the 3D view alone", async () => {
  const element = await open(newRoom());
  inside(element, "[data-menu=export]").click();
  await expect.poll(() => count(element, "[data-action=export-glb]")).toBe(1);
  expect(count(element, "[data-action=export-4k]")).toBe(0);
  element.setView("3d");
  await expect.poll(() => count(element, "[data-action=export-4k]")).toBe(1);
});
