// Exports of the room as files; loaded on demand.

import { coverage } from "../catalog/coverage.ts";
import { floorFinish } from "../catalog/finishes.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Editor } from "../planner/editor.ts";
import type { View3d } from "../view3d/index.ts";

/** Creates a picture, a plan to scale or a shopping list; `room` is the name for a plan without one. */
export async function fileOf(
  kind: "png" | "pdf" | "list",
  editor: Editor,
  view3d: View3d | undefined,
  room: string,
): Promise<Blob> {
  editor.checkNow();
  const scene = editor.scene();
  const { plan, items, pieceOf, fit, texts, lang, currency, units, catalog } = scene;
  const name = plan.name || room;
  if (kind === "png" && scene.view === "3d" && view3d) {
    return await view3d.snapshot({ name, shop: catalog.shop });
  }
  const { exportPdf, exportPng, shoppingList } = await loadModule(
    "export",
    () => import("../export/index.ts"),
  );
  const input = {
    plan,
    items,
    pieceOf,
    covered: coverage(plan, catalog),
    floor: floorFinish(catalog, plan.finishes)?.colour,
    fit,
    texts,
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
