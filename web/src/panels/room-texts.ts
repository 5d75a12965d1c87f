// Texts of the room panel that are loaded with it, as they are not needed before.

import { type Language, nearest } from "../i18n/index.ts";
import { type RoomPanelTexts, roomPanelTextsOf } from "../i18n/room-panel/index.ts";
import { loadRequired } from "../loading/lazy-modules.ts";
import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

/** Shared by all planners of the document. */
const loaded = new Map<Language, RoomPanelTexts>();

/** Returns the texts in the user's language; undefined until they have loaded, then the panel is drawn again. */
export function roomTextsOf(context: Context): RoomPanelTexts | undefined {
  const language = nearest(context.scene.lang);
  // Tracks the map's entry alone: tracked reads are repeated at each frame, and must load nothing.
  const texts = derived(() => loaded.get(language));
  if (!texts) {
    void loadRequired("room-panel-texts", () => roomPanelTextsOf(language)).then((all) => {
      loaded.set(language, all);
      context.set({});
    });
  }
  return texts;
}
