// Opens the 3D view; loaded on demand.

import { loadPageTexts, nearest } from "../i18n/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { Panels } from "../panels/index.ts";
import type { Editor } from "../planner/editor.ts";
import type { EditableRoom } from "../planner/scene.ts";
import { dress } from "../styles/sheets.ts";
import type { View3d } from "../view3d/types.ts";
import type { ErrorDetail } from "./types.ts";

export interface Open3dParts {
  root: ShadowRoot;
  editor: Editor;
  /** The displayed room. */
  stage: EditableRoom;
  panels: Panels;
  failed: (error: ErrorDetail) => void;
}

/**
 * Creates the view; undefined if it can't be created or loaded, which is reported to the user and the page.
 */
export async function open3d(parts: Open3dParts): Promise<View3d | undefined> {
  const { root, editor, stage, panels } = parts;
  const { view3d: words } = editor.scene().texts;
  panels.busy(words.loading);
  try {
    const [{ createView3d, sheets }] = await Promise.all([
      loadModule("3d", () => import("../view3d/index.ts")),
      loadModule("texts", () => loadPageTexts(nearest(editor.scene().lang))),
    ]);
    dress(root, ...sheets);
    return createView3d(stage);
  } catch (error) {
    const known = error instanceof Error && error.name === "NoWebGL";
    const message = known ? words.noWebGL : words.failed;
    editor.notify(message, true);
    parts.failed({ code: known ? "no_webgl" : "no_3d", message });
    return undefined;
  } finally {
    panels.busy(undefined);
  }
}
