// Sets up what one works with in a room.

import { guarded } from "../history/guard.ts";
import type { Lens } from "../history/lens.ts";
import type { Frame } from "../panels/frame.ts";
import type { PanelHost } from "../panels/host.ts";
import { Panels } from "../panels/index.ts";
import bench from "../plan2d/bench.css?inline";
import { Bench } from "../plan2d/bench.ts";
import type { PlanView } from "../plan2d/index.ts";
import type { Stage } from "../planner/scene.ts";
import { Work, type WorkParts } from "../planner/work.ts";
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
