// Exports of the room as files; loaded on demand.

import { coverage } from "../catalog/coverage.ts";
import { floorFinish } from "../catalog/finishes.ts";
import { loadPageTexts, nearest, pageTexts } from "../i18n/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Editor } from "../planner/editor.ts";
import type { View3d } from "../view3d/index.ts";
import type { ExportKind } from "./types.ts";

export interface Exported {
  editor: Editor;
  view3d: View3d | undefined;
  /** Name for a plan without one. */
  room: string;
  /** Id of the only item in the file; undefined for the whole room. */
  item: string | undefined;
}

/** Creates a file. Rejects for an item that the room does not have, and for a 4K picture without the 3D view. */
export async function fileOf(kind: ExportKind, from: Exported): Promise<Blob> {
  switch (kind) {
    case "glb":
    case "usdz":
      return await modelOf(kind, from);
    case "4k":
      return await pictureOf(from);
    default:
      return await documentOf(kind, from);
  }
}

async function modelOf(format: "glb" | "usdz", { editor, room, item }: Exported): Promise<Blob> {
  const { plan, catalog, items, pieceOf } = editor.scene();
  const one = item === undefined ? undefined : items.get(item);
  if (item !== undefined && !one) throw new Error(`The room has no item ${item}.`);
  const { exportPiece, exportRoom } = await loadModule("export-3d", () => import("../export3d/index.ts"));
  if (one) return await exportPiece(format, pieceOf(one));
  return await exportRoom(format, { name: plan.name || room, plan, catalog, items: items.values(), pieceOf });
}

async function pictureOf({ editor, view3d }: Exported): Promise<Blob> {
  if (editor.scene().view !== "3d" || !view3d) throw new Error("A 4K picture needs the 3D view.");
  return await view3d.still();
}

async function documentOf(kind: "png" | "pdf" | "list", { editor, view3d, room }: Exported): Promise<Blob> {
  editor.checkNow();
  const scene = editor.scene();
  const { plan, items, pieceOf, fit, texts, lang, currency, units, catalog } = scene;
  const name = plan.name || room;
  if (kind === "png" && scene.view === "3d" && view3d) {
    return await view3d.snapshot({ name, shop: catalog.shop });
  }
  const [{ exportPdf, exportPng, shoppingList }] = await Promise.all([
    loadModule("export", () => import("../export/index.ts")),
    loadModule("texts", () => loadPageTexts(nearest(lang))),
  ]);
  const input = {
    plan,
    items,
    pieceOf,
    covered: coverage(plan, catalog),
    floor: floorFinish(catalog, plan.finishes)?.colour,
    fit,
    texts,
    words: pageTexts(lang).export,
    lang,
    currency,
    units,
    name,
    shop: catalog.shop,
    date: new Date(),
  };
  if (kind === "png") return await exportPng(input);
  if (kind === "pdf") return await exportPdf(input);
  return new Blob([shoppingList(input).text], { type: "text/plain;charset=utf-8" });
}

/** Prints a picture alone, without the page that contains the planner. */
export async function printPicture(picture: Blob): Promise<void> {
  const frame = document.createElement("iframe");
  frame.ariaHidden = "true";
  frame.tabIndex = -1;
  // Laid out, but invisible: some browsers do not print what is not laid out.
  frame.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 0; height: 0; border: 0";
  const url = URL.createObjectURL(picture);
  const end = () => {
    frame.remove();
    URL.revokeObjectURL(url);
  };
  try {
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    const window = frame.contentWindow;
    if (!window) throw new Error("The page to print can't be had.");
    const image = window.document.createElement("img");
    image.style.cssText = "display: block; max-width: 100%; max-height: 100vh; margin: 0 auto";
    image.src = url;
    window.document.body.append(image);
    await image.decode();
    window.addEventListener("afterprint", end, { once: true });
    window.print();
  } catch (error) {
    end();
    throw error;
  }
}
