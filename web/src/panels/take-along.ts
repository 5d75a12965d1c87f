// What can be done with one piece outside the planner: see it where the person is, and have its model.

import { html, nothing, type TemplateResult } from "lit-html";
import { follow, openQuickLook, sceneViewerUrl } from "../ar/open.ts";
import { arWay } from "../ar/way.ts";
import type { ItemView } from "../client/index.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import { busily, saveAs, temporaryUrl } from "./files.ts";

export function takeAlong(context: Context, item: ItemView): TemplateResult {
  const { bar } = context.words;
  const model = (kind: "glb" | "usdz") =>
    button({
      label: bar[kind],
      action: `item-${kind}`,
      icon: "export",
      run: () => void saveAs(context, kind, item),
    });
  const way = arWay(context.scene.pieceOf(item).model);
  const see = (event: MouseEvent) =>
    way === "quick-look"
      ? void quickLook(context, item, (event.currentTarget as HTMLElement).getRootNode())
      : sceneViewer(context, item);
  return html`<div class="inspector-choice"><h4>${bar.export}</h4>
    ${way ? button({ label: context.pageWords.inspector.ar, action: "ar", icon: "cube", kind: "primary", run: see }) : nothing}
    ${model("glb")}${model("usdz")}</div>`;
}

async function quickLook(context: Context, item: ItemView, root: Node): Promise<void> {
  await busily(context, async () => {
    openQuickLook(temporaryUrl(await context.host.exportAs("usdz", item.id)), root);
  });
}

function sceneViewer({ scene }: Context, item: ItemView): void {
  const { model, name } = scene.pieceOf(item);
  if (model) follow(sceneViewerUrl({ model, title: name, fallback: location.href }));
}
