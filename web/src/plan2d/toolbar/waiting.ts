// Toolbar of a tool that waits for a tap.

import { html, type TemplateResult } from "lit-html";
import type { Scene } from "../../planner/scene.ts";
import { button } from "../../ui/button.ts";

export function waiting({ texts: { plan2d } }: Scene, hint: string, cancel: () => void): TemplateResult {
  return html`
    <p class="plan-bar-title" role="status">${hint}</p>
    <div class="plan-buttons">${button({ kind: "plain", label: plan2d.cancel, action: "cancel-tool", run: cancel })}</div>`;
}
