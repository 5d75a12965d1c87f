// What can be done with one piece outside the planner: see it where the person is, and have its model.

import { html, nothing, type TemplateResult } from "lit-html";
import { follow, openQuickLook, sceneViewerUrl } from "../ar/open.ts";
import { arObstacle, arWay } from "../ar/way.ts";
import type { ItemView } from "../client/index.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import { mayInvite } from "./display-names.ts";
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
  return html`<div class="inspector-choice"><h4>${context.pageWords.inspector.ar.title}</h4>${seeWhereYouAre(context, item)}</div>
    <div class="inspector-choice"><h4>${bar.export}</h4>${model("glb")}${model("usdz")}</div>`;
}

/** Draws the button that opens the piece in the device's program; where there is none, why, and what to do. */
function seeWhereYouAre(context: Context, item: ItemView): TemplateResult {
  const { scene, pageWords, words, openDialog } = context;
  const say = pageWords.inspector.ar;
  const { model } = scene.pieceOf(item);
  const way = arWay(model);
  if (way) {
    const see = ({ currentTarget }: MouseEvent) =>
      way === "quick-look"
        ? void quickLook(context, item, (currentTarget as HTMLElement).getRootNode())
        : sceneViewer(context, item);
    return button({ label: say.open, action: "ar", icon: "cube", kind: "primary", run: see });
  }
  const obstacle = arObstacle(model);
  const elsewhere = obstacle === "needs-phone" || obstacle === "needs-iphone";
  const invites = elsewhere && mayInvite(scene.you);
  return html`<p class="hint" data-ar=${obstacle}>${say.obstacle[obstacle]}${invites ? ` ${say.code}` : nothing}</p>
    ${invites ? button({ label: words.bar.invite, action: "ar-invite", icon: "invite", run: () => openDialog("invite") }) : nothing}`;
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
