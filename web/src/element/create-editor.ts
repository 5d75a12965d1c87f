// Sets up what one works with in a room.

import type { Lens } from "../history/past-view.ts";
import { guarded } from "../history/read-only.ts";
import type { PanelHost } from "../panels/host.ts";
import { Panels } from "../panels/index.ts";
import type { Frame } from "../panels/layout.ts";
import bench from "../plan2d/bench.css?inline";
import type { PlanView } from "../plan2d/index.ts";
import { Bench } from "../plan2d/plan-controller.ts";
import { Work, type WorkParts } from "../planner/editor.ts";
import type { Stage } from "../planner/scene.ts";
import inside from "../styles/inside.css?inline";
import panels from "../styles/panels.css?inline";
import { dress } from "./sheets.ts";

export interface Place extends Pick<WorkParts, "planner" | "texts" | "focus"> {
  root: ShadowRoot;
  frame: Frame;
  plan: PlanView;
  lens: Lens;
  host: PanelHost;
}

/** Sets up everything that one works with; `stage` is the work as it is seen, which may be in the past. */
export function setUp({ root, frame, plan, lens, host, ...parts }: Place): {
  work: Work;
  stage: Stage;
  panels: Panels;
} {
  dress(root, panels, bench, inside);
  const work = new Work({
    ...parts,
    tell: (text, urgent) => around.tell(text, urgent),
    say: (text) => around.say(text),
  });
  const stage = guarded(lens, work, () => work.tell(work.scene().texts.timeline.refused));
  const around = new Panels(frame, stage, host);
  plan.equip(new Bench(stage, plan));
  return { work, stage, panels: around };
}
