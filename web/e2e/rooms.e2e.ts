// Rooms as people have them, as whole journeys: on a desktop and on a phone, as a second person sees them.

import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Own } from "../src/model/index.ts";
import { checkedGlb, checkedUsdz } from "../test/models/checks.ts";
import { type Piece, phone, test, type Visit } from "./fixture.ts";
import type { Spot } from "./in-page.ts";
import type { Person } from "./planner-page.ts";

interface Device {
  name: string;
  visit: Visit;
  /** Whether Anna has fingers instead of a mouse, and a narrow screen. */
  phone: boolean;
}

const devices: Device[] = [
  { name: "a desktop", visit: { locale: "en-GB" }, phone: false },
  {
    name: "a phone",
    visit: { locale: "en-GB", ...phone },
    phone: true,
  },
];
/** Small, because without a graphics card each pixel of the 3D view takes time. */
const small: Visit = { locale: "en-GB", viewport: { width: 770, height: 360 } };

/** With its back to the left wall; 82 cm high. */
const sofa: Piece = ["sofa.klinte", { x: 465, y: 2000, z: 0, rotation: 270 }];
const table: Piece = ["table.akero", { x: 2500, y: 2000, z: 0, rotation: 0 }];
const tableTop = 740;

/** Drags from one point of the plan to another; `meanwhile` runs before the piece is let go. */
async function drag(
  person: Person,
  { phone }: Device,
  from: Spot,
  to: Spot,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  if (phone) {
    await person.touch(from);
    await person.slide(to);
  } else {
    await person.point(from, 1);
    await person.hold();
    await person.point(to);
  }
  await meanwhile();
  if (phone) await person.lift();
  else await person.drop();
}

/** Adds a product from the catalogue by its card; returns the new item's id once the other person sees it. */
async function addProduct(anna: Person, bo: Person, product: string, name: string): Promise<string> {
  const before = new Set(await bo.items());
  await anna.open("furniture");
  await anna.page.getByRole("searchbox").fill(name);
  const card = anna.page.locator("button[data-product]").first();
  await expect.poll(() => card.getAttribute("data-product")).toBe(product);
  await card.click();
  const added = async () => (await bo.items()).filter((id) => !before.has(id));
  await expect.poll(added, { message: `Bo sees ${name}` }).toHaveLength(1);
  const [id = ""] = await added();
  return id;
}

/** Returns how an item is described on the plan. */
async function described(person: Person, id: string): Promise<string | null> {
  return person.page.locator(`svg [data-item="${id}"]`).getAttribute("aria-label");
}

/** Opens what a phone's inspector hides below its buttons. */
async function showDetails(person: Person, { phone }: Device): Promise<void> {
  if (phone) await person.act("more");
}

async function closePanel(person: Person, { phone }: Device): Promise<void> {
  if (phone) await person.act("close-panel");
}

test.for(devices)("on $name a mirror is hung above the sofa, which still fits", async (device, { house }) => {
  const { room, ids } = await house.room(sofa);
  const [id = ""] = ids;
  const anna = await house.visit(room, "Anna", device.visit);
  const bo = await house.visit(room, "Bo", { locale: "en-GB" });
  const mirror = await addProduct(anna, bo, "mirror.vidsyn", "Vidsyn");
  const first = await anna.place(mirror);
  if (!first) throw new Error("There is no mirror.");
  await drag(anna, device, [first.x, first.y], [200, 2000], async () => {
    await expect.poll(() => bo.lock(mirror)).toBe("held by Anna");
  });
  await expect.poll(() => bo.lock(mirror)).toBe("free");
  const stored = async () => (await house.stack.stored(room)).get(mirror);
  await expect.poll(stored).toMatchObject({ x: 20, y: 2000, z: 1150, rotation: 270 });
  for (const one of [anna, bo]) {
    await expect.poll(() => one.place(mirror)).toMatchObject({ x: 20, y: 2000, rotation: 270 });
    await expect.poll(() => described(one, mirror)).toContain("115 cm above the floor");
    for (const piece of [id, mirror]) await expect.poll(() => one.verdict(piece)).toBe("fits");
  }

  // Hung as low as the sofa's back, it is in the sofa.
  await showDetails(anna, device);
  await anna.type("height", "40 cm");
  for (const piece of [id, mirror]) await expect.poll(() => bo.verdict(piece)).toBe("blocked");
  await anna.act("undo");
  for (const piece of [id, mirror]) await expect.poll(() => bo.verdict(piece)).toBe("fits");
  expect(await stored()).toMatchObject({ z: 1150 });
});

test.for(devices)(
  "ST2 ST3 on $name a lamp goes along with its table, and falls when the table is removed",
  async (device, { house }) => {
    const { room, ids } = await house.room(table);
    const [id = ""] = ids;
    const anna = await house.visit(room, "Anna", device.visit);
    const bo = await house.visit(room, "Bo", { locale: "en-GB" });
    const lamp = await addProduct(anna, bo, "lamp.lyktan", "Lyktan");
    const stored = async (which: string) => (await house.stack.stored(room)).get(which);
    await expect.poll(() => stored(lamp)).toMatchObject({ x: 2500, y: 2000, z: tableTop });
    await anna.act("deselect");

    await drag(anna, device, [2100, 2000], [1100, 2500], async () => {
      for (const one of [id, lamp]) await expect.poll(() => bo.lock(one)).toBe("held by Anna");
    });
    await expect.poll(async () => (await stored(id))?.version).toBe(2);
    const moved = await stored(id);
    expect(moved?.x).toBeLessThan(1700);
    const onIt = { x: moved?.x, y: moved?.y };
    expect(await stored(lamp)).toMatchObject({ ...onIt, z: tableTop });
    for (const one of [anna, bo]) {
      await expect.poll(() => one.place(lamp)).toMatchObject(onIt);
      await expect.poll(() => one.verdict(lamp)).toBe("fits");
    }

    await expect.poll(() => anna.selected()).toEqual([id]);
    await anna.act("delete");
    await expect.poll(() => anna.toasts()).toContain("What stood on it was put down: Lyktan.");
    for (const one of [anna, bo]) {
      await expect.poll(() => one.items()).toEqual([lamp]);
      await expect.poll(() => described(one, lamp)).not.toContain("above the floor");
    }
    expect(await stored(lamp)).toMatchObject({ ...onIt, z: 0 });

    await anna.act("undo");
    for (const one of [anna, bo]) {
      await expect.poll(() => one.items()).toEqual([id, lamp].sort());
      await expect.poll(() => described(one, lamp)).toContain("74 cm above the floor");
    }
    expect(await stored(lamp)).toMatchObject({ ...onIt, z: tableTop });
  },
);

test.for(devices)(
  "on $name a wall is painted and a floor chosen, seen by both in 2D and 3D, and bought by the square metre",
  async (device, { house }) => {
    const { room } = await house.room();
    const anna = await house.visit(room, "Anna", device.phone ? device.visit : small);
    const bo = await house.visit(room, "Bo", small);
    await bo.open3d();
    await expect.poll(async () => (await colours(bo)).oak, { timeout: 30_000 }).toBeGreaterThan(0.1);
    const before = await colours(bo);
    expect(before.green).toBeLessThan(0.01);
    expect(before.blue).toBeLessThan(0.01);

    await anna.open("room");
    await anna.page.locator('[data-finishes="floor"] [data-finish="floor.moss"]').click();
    await anna.page.locator('[data-wall="0"]').check();
    await anna.page.locator('[data-finishes="one"] [data-finish="wall.ink"]').click();
    await closePanel(anna, device);
    await anna.open3d();
    for (const one of [anna, bo]) {
      await expect.poll(async () => (await colours(one)).green, { timeout: 30_000 }).toBeGreaterThan(0.05);
      await expect.poll(async () => (await colours(one)).blue, { timeout: 30_000 }).toBeGreaterThan(0.02);
      await one.act("view-2d");
    }
    for (const { page } of [anna, bo]) {
      await expect.poll(() => page.locator(".plan-finish").getAttribute("data-finish")).toBe("floor.moss");
      await expect.poll(() => page.locator('.plan-paint[data-finish="wall.ink"]').count()).toBe(1);
    }

    await anna.open("cart");
    await anna.act("cart");
    await expect.poll(async () => (await anna.heard("cart")).length).toBe(1);
    const [cart] = await anna.heard("cart");
    // 20 m² of floor; 12.5 m² of wall without its window of 1.6 by 1.3 m; 5 % more of each.
    const floor = { finish: "floor.moss", squareMetres: 21, unitPrice: 29_900, price: 627_900 };
    const wall = { finish: "wall.ink", squareMetres: 11, unitPrice: 5_900, price: 64_900 };
    expect(cart).toMatchObject({ lines: [], finishes: [floor, wall], total: 627_900 + 64_900 });
  },
);

/** Returns the shares of the pixels of each colour in the 3D picture. */
async function colours({ page }: Person): Promise<Record<"oak" | "green" | "blue", number>> {
  const png = await page.locator(".view3d canvas").screenshot();
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = bitmap;
    const drawing = new OffscreenCanvas(width, height).getContext("2d");
    drawing?.drawImage(bitmap, 0, 0);
    const data = drawing?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    let [oak, green, blue] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
      if (r > g + 10 && g > b + 10) oak += 1;
      if (g > r + 5 && g > b + 5) green += 1;
      if (b > r + 10 && b > g + 3) blue += 1;
    }
    const all = width * height;
    return { oak: oak / all, green: green / all, blue: blue / all };
  }, png.toString("base64"));
}

test.for(devices)(
  "on $name my old wardrobe comes in: it counts in the fit, and is on no bill",
  async (device, { house }) => {
    const { room, ids } = await house.room(sofa);
    const [id = ""] = ids;
    const anna = await house.visit(room, "Anna", device.visit);
    const bo = await house.visit(room, "Bo", { locale: "en-GB" });
    await anna.open("furniture");
    await anna.act("add-own");
    const dialog = anna.page.locator('dialog[data-dialog="own"]');
    await dialog.locator('.own-kind:has([value="wardrobe"])').click();
    await dialog.locator('[name="name"]').fill("Grandma's wardrobe");
    const width = dialog.locator('[data-field="own-width"]');
    await width.fill("1.2 m");
    await width.press("Tab");
    await dialog.getByRole("button", { name: "blue", exact: true }).click();
    await anna.act("put-own");
    await expect.poll(() => bo.items()).toHaveLength(2);
    const [mine = ""] = (await bo.items()).filter((one) => one !== id);
    for (const one of [anna, bo]) {
      await expect.poll(() => described(one, mine)).toContain("Grandma's wardrobe, yours, 120 cm by 60 cm");
      for (const piece of [id, mine]) await expect.poll(() => one.verdict(piece)).not.toBe("blocked");
    }

    const place = await anna.place(mine);
    if (!place) throw new Error("There is no wardrobe.");
    await drag(anna, device, [place.x, place.y], [800, 2000]);
    for (const piece of [id, mine]) await expect.poll(() => bo.verdict(piece)).toBe("blocked");
    await showDetails(anna, device);
    await expect
      .poll(() => anna.page.locator(".inspector .reason").allTextContents())
      .toContain("Overlaps Klinte.");
    await anna.act("undo");
    for (const piece of [id, mine]) await expect.poll(() => bo.verdict(piece)).not.toBe("blocked");

    await anna.open("cart");
    await expect.poll(() => anna.page.locator('[data-lines="own"] [data-line]').count()).toBe(1);
    await anna.act("cart");
    await expect.poll(async () => (await anna.heard("cart")).length).toBe(1);
    const [cart] = await anna.heard("cart");
    expect(cart?.lines.map(({ product }) => product)).toEqual(["sofa.klinte"]);
    expect(cart).toMatchObject({ total: 849_000 });
  },
);

/** A scan, and what the conversion makes of it. */
const scan = new URL("../../shared/roomplan/testdata/l-room.json", import.meta.url);
const scanned: { outline: Spot[]; doors: unknown[]; windows: unknown[]; pieces: { own: Own }[] } = JSON.parse(
  readFileSync(new URL("l-room.want.json", scan), "utf8"),
);

test.for(devices)(
  "on $name a scanned room is opened, furnished, and leaves as models that other programs read",
  async (device, { house }) => {
    const { room } = await house.room();
    const anna = await house.visit(room, "Anna", device.visit);
    const bo = await house.visit(room, "Bo", { locale: "en-GB" });
    await anna.open("room");
    await anna.page.locator('[data-panel] [data-action="choose-scan"]').setInputFiles({
      name: "Room.json",
      mimeType: "application/json",
      buffer: readFileSync(scan),
    });
    for (const one of [anna, bo]) {
      await expect.poll(() => one.floor()).toEqual(scanned.outline);
      await expect.poll(() => one.items()).toHaveLength(scanned.pieces.length);
      const drawn = (part: string) => one.page.locator(`svg .plan-${part}`).count();
      await expect.poll(() => drawn("door")).toBe(scanned.doors.length);
      await expect.poll(() => drawn("window")).toBe(scanned.windows.length);
    }
    const lamp = await addProduct(anna, bo, "lamp.lyktan", "Lyktan");
    await expect.poll(async () => (await house.stack.stored(room)).get(lamp)?.z).toBe(430);
    await addProduct(anna, bo, "picture.horisont", "Horisont");

    const glb = await exported(anna, device, "glb");
    expect(await checkedGlb(new Uint8Array(glb))).toEqual({ errors: [], warnings: [] });
    const { problems, boxes } = await checkedUsdz(await exported(anna, device, "usdz"));
    expect(problems).toEqual([]);
    const named = (name: string) => Object.entries(boxes).find(([node]) => node.startsWith(name))?.[1] ?? [];
    for (const { own } of scanned.pieces) {
      const [, floor, , , top] = named(own.name);
      expect(floor).toBeCloseTo(0, 2);
      expect(top).toBeCloseTo(own.height / 1000, 1);
    }
    expect(named("Lyktan")[1]).toBeCloseTo(0.43, 2);
    expect(named("Horisont")[1]).toBeGreaterThan(1);
  },
);

/** Returns the bytes of an exported model of the room. */
async function exported(person: Person, { phone }: Device, kind: "glb" | "usdz"): Promise<Buffer> {
  const download = person.page.waitForEvent("download");
  if (phone) await person.choose(`export-${kind}`);
  else {
    await person.page.locator('[data-menu="export"]').click();
    await person.act(`export-${kind}`);
  }
  return readFileSync(await (await download).path());
}
