// Creates the parts with which a room is edited.

import type { PastView } from "../history/past-view.ts";
import { readOnlyInPast } from "../history/read-only.ts";
import type { PanelHost } from "../panels/host.ts";
import { Panels } from "../panels/index.ts";
import type { Layout } from "../panels/layout.ts";
import type { PlanView } from "../plan2d/index.ts";
import { PlanController } from "../plan2d/plan-controller.ts";
import { Editor, type EditorParts } from "../planner/editor.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { dress } from "../styles/sheets.ts";
import { workSheets } from "./work-sheets.ts";

export interface EditorPlace extends Pick<EditorParts, "planner" | "texts" | "focus"> {
  root: ShadowRoot;
  frame: Layout;
  plan: PlanView;
  pastView: PastView;
  host: PanelHost;
}

/** Creates the editor, panels and plan controller; `stage` is the displayed room, current or past. */
export function createEditor({ root, frame, plan, pastView, host, ...parts }: EditorPlace): {
  editor: Editor;
  stage: EditableRoom;
  panels: Panels;
} {
  dress(root, ...workSheets);
  const editor = new Editor({
    ...parts,
    tell: (text, urgent) => around.tell(text, urgent),
    say: (text) => around.say(text),
  });
  const stage = readOnlyInPast(pastView, editor, () => editor.notify(editor.scene().texts.timeline.refused));
  const around = new Panels(frame, stage, host);
  plan.equip(new PlanController(stage, plan, (sheets) => dress(root, ...sheets)));
  return { editor, stage, panels: around };
}
