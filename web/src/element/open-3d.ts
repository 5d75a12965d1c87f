// The 3D view: loaded when somebody asks for it.

import type { View3d } from "../view3d/index.ts";
import type { Workspace } from "./workspace.ts";

/** Makes the view; undefined where it can't be had or loaded, which is told. */
export async function open3d(root: ShadowRoot, working: Workspace): Promise<View3d | undefined> {
  const { editor, stage, panels } = working;
  const { view3d: words } = editor.scene().texts;
  panels.busy(words.loading);
  try {
    const { createView3d, adopt } = await import("../view3d/index.ts");
    adopt(root);
    return createView3d(stage);
  } catch (error) {
    const known = error instanceof Error && error.name === "NoWebGL";
    const message = known ? words.noWebGL : words.failed;
    editor.notify(message, true);
    working.failed({ code: known ? "no_webgl" : "no_3d", message });
    return undefined;
  } finally {
    panels.busy(undefined);
  }
}
