// The room as a file: loaded when somebody asks for one.

import { loadModule } from "../loading/lazy-modules.ts";
import type { Editor } from "../planner/editor.ts";
import type { View3d } from "../view3d/index.ts";

/** Makes a picture, a plan to scale or a shopping list; `room` names what has no name. */
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
