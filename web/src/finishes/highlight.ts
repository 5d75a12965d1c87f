// Highlights a wall in the displayed view while somebody points at it elsewhere, as in a list.

import { wallLine } from "../geometry/wall-line.ts";
import type { WallRef } from "../model/finishes.ts";
import type { PlanBody } from "../model/index.ts";
import { svg } from "../symbols/dom.ts";

/** An event at the 3D view: its `detail` is the wall to highlight, undefined for none. */
export const highlightEvent = "wallhighlight";

const highlightClass = "plan-wall-highlight";

/** Highlights a wall in a view, which is the plan or the 3D view; undefined ends the highlight. */
export function highlightWall(view: Element, plan: PlanBody, wall: WallRef | undefined): void {
  view.dispatchEvent(new CustomEvent(highlightEvent, { detail: wall }));
  for (const old of view.querySelectorAll(`.${highlightClass}`)) old.remove();
  const segment = wall && wallLine(plan, wall);
  if (!segment) return;
  const [[x1, y1], [x2, y2]] = segment;
  view.querySelector(".plan-over")?.append(svg("line", { class: highlightClass, x1, y1, x2, y2 }));
}
