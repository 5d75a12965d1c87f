import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pictures } from "../../src/element/pictures.ts";
import type { PlanPicture } from "../../src/model/index.ts";
import type { ReferenceImage } from "../../src/planner/scene.ts";

// Node.js has no canvas: browser/without-metadata tests the real one.
vi.mock("../../src/element/without-metadata.ts", () => ({ withoutMetadata: async (file: Blob) => file }));

const upload = `${"a".repeat(26)}.png`;
const mine: ReferenceImage = {
  url: "blob:mine",
  x: 100.4,
  y: -50,
  mmPerPixel: 12.5,
  width: 400,
  height: 200,
  opacity: 0.3,
};
const shared: PlanPicture = { upload, x: 10, y: 20, width: 8_000, height: 4_000 };

beforeEach(() => {
  vi.stubGlobal("createImageBitmap", async () => ({ width: 400, height: 200, close() {} }));
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:fetched");
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A user in a room; `answers` are those of the API and of the store of files, by method and address. */
function user(answers: Record<string, () => Response>, image?: ReferenceImage, picture?: PlanPicture) {
  const asked: string[] = [];
  const kept: (ReferenceImage | undefined)[] = [];
  const state = { image, picture, editable: true };
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const { authorization = "" } = (init.headers ?? {}) as Record<string, string>;
    const what = `${init.method ?? "GET"} ${address}`;
    asked.push(authorization ? `${what} ${authorization}` : what);
    return (answers[what] ?? (() => new Response("", { status: 404 })))();
  });
  const editor = {
    planner: {
      settings: {
        get referenceImage() {
          return state.image;
        },
      },
    },
    mayEdit: () => state.editable,
    scene: () => ({ plan: { name: "Flat", picture: state.picture } }),
    setReferenceImage: (next: ReferenceImage | undefined) => {
      state.image = next;
    },
    actions: {
      setPlan: (plan: { picture?: PlanPicture }) => {
        state.picture = plan.picture;
      },
    },
  };
  const pictures = new Pictures({
    editor: editor as never,
    api: { url: "https://api/", token: async (fresh) => (fresh ? "new" : "old") },
    room: "flat 12",
    keep: (next) => kept.push(next),
    signal: new AbortController().signal,
  });
  return { pictures, state, asked, kept };
}

const api = "https://api/rooms/flat%2012/uploads";
const file = () => new Response(new Blob(["…"], { type: "image/png" }));
const stores = {
  "GET blob:mine": file,
  [`POST ${api}`]: () =>
    Response.json({ upload, url: "https://files/put", headers: { "if-none-match": "*" } }, { status: 201 }),
  "PUT https://files/put": () => new Response(),
};
const serves = {
  [`GET ${api}/${upload}`]: () => Response.json({ url: "https://files/get" }),
  "GET https://files/get": file,
};

test("a shared picture is uploaded once, and the plan says where it lies", async () => {
  const { pictures, state, asked, kept } = user(stores, mine);
  await pictures.share();
  expect(state.picture).toEqual({ upload, x: 100, y: -50, width: 5_000, height: 2_500 });
  expect(state.image).toEqual({ ...mine, upload });
  expect(kept).toEqual([{ ...mine, upload }]);
  state.image = { ...mine, upload, x: 700 };
  await pictures.share();
  expect(state.picture?.x).toBe(700);
  expect(asked.filter((a) => a.startsWith("PUT"))).toHaveLength(1);
});

test("a token that is refused is replaced once", async () => {
  let tries = 0;
  const refusing = { ...stores, [`POST ${api}`]: () => (tries++ ? stores[`POST ${api}`] : refused)() };
  const refused = () => new Response("", { status: 401 });
  const { pictures, state, asked } = user(refusing as never, mine);
  await pictures.share();
  expect(state.picture?.upload).toBe(upload);
  expect(asked.filter((a) => a.startsWith("POST"))).toEqual([
    `POST ${api} Bearer old`,
    `POST ${api} Bearer new`,
  ]);
});

test.each(["POST", "PUT"])("a picture whose %s fails is not shared", async (method) => {
  const failing = Object.fromEntries(
    Object.entries(stores).map(([what, answer]) => [
      what,
      what.startsWith(method) ? () => new Response("", { status: 413 }) : answer,
    ]),
  );
  const { pictures, state, kept } = user(failing, mine);
  await expect(pictures.share()).rejects.toThrow("413");
  expect(state).toMatchObject({ image: mine, picture: undefined });
  expect(kept).toEqual([]);
});

test("another user's picture is fetched and shown, and goes when it is shared no more", async () => {
  const { pictures, state, kept } = user(serves, undefined, shared);
  await pictures.show();
  expect(state.image).toEqual({
    fetched: true,
    url: "blob:fetched",
    upload,
    x: 10,
    y: 20,
    mmPerPixel: 20,
    width: 400,
    height: 200,
    opacity: 0.5,
  });
  state.picture = { ...shared, x: 500, width: 4_000 };
  await pictures.show();
  expect(state.image).toMatchObject({ x: 500, mmPerPixel: 10 });
  state.picture = undefined;
  await pictures.show();
  expect(state.image).toBeUndefined();
  expect(kept).toEqual([undefined]);
});

test("one's own picture is not covered by that of others, and stays when it is shared no more", async () => {
  const other = user(serves, mine, shared);
  await other.pictures.show();
  expect(other.state.image).toBe(mine);
  expect(other.asked).toEqual([]);
  const own = user({}, { ...mine, upload });
  await own.pictures.show();
  expect(own.state.image).toEqual(mine);
  expect(own.kept).toEqual([mine]);
});

test("a picture that was chosen while another one loads stays", async () => {
  const { pictures, state } = user(serves, undefined, shared);
  const showing = pictures.show();
  state.image = mine;
  await showing;
  expect(state.image).toBe(mine);
});

test("a viewer shares nothing", async () => {
  const { pictures, state, asked } = user(stores, mine);
  state.editable = false;
  await pictures.share();
  expect(asked).toEqual([]);
  expect(state.picture).toBeUndefined();
});
