// What is needed to work in a room, and not to see it. It is one chunk, which comes as soon
// as the room is there.

import type { Frame } from "../panels/frame.ts";
import type { PanelHost } from "../panels/host.ts";
import { Panels } from "../panels/index.ts";
import bench from "../plan2d/bench.css?inline";
import { Bench } from "../plan2d/bench.ts";
import type { PlanView } from "../plan2d/index.ts";
import { Work, type WorkParts } from "../planner/work.ts";
import inside from "../styles/inside.css?inline";
import panels from "../styles/panels.css?inline";
import { dress } from "./sheets.ts";

export { recallUnderlay, rememberUnderlay } from "../planner/underlay.ts";
export { cartOf } from "./cart.ts";
export { fileOf } from "./files.ts";

export interface Place extends Pick<WorkParts, "planner" | "texts" | "focus"> {
  root: ShadowRoot;
  frame: Frame;
  plan: PlanView;
  host: PanelHost;
}

/** Sets up everything that one works with. */
export function setUp({ root, frame, plan, host, ...parts }: Place): { work: Work; panels: Panels } {
  dress(root, panels, bench, inside);
  const work = new Work({
    ...parts,
    tell: (text, urgent) => around.tell(text, urgent),
    say: (text) => around.say(text),
  });
  const around = new Panels(frame, work, host);
  plan.equip(new Bench(work, plan));
  return { work, panels: around };
}
