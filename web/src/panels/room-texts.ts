// Texts of the room panel that are loaded with it, as they are not needed before.

import { type Language, nearest } from "../i18n/index.ts";
import { type RoomPanelTexts, roomPanelTextsOf } from "../i18n/room-panel/index.ts";
import { loadRequired } from "../loading/lazy-modules.ts";
import type { Context } from "./context.ts";
import { derived } from "./tracked.ts";

/** Shared by all planners of the document. */
const loaded = new Map<Language, RoomPanelTexts>();
const loading = new Map<Language, Promise<void>>();

/** Returns the texts in the user's language; undefined until they have loaded, then the panel is drawn again. */
export function roomTextsOf(context: Context): RoomPanelTexts | undefined {
  const language = nearest(context.scene.lang);
  // Tracks the map's entry alone: tracked reads are repeated at each frame, and must load nothing.
  const texts = derived(() => loaded.get(language));
  if (!texts) void load(language).then(() => context.set({}));
  return texts;
}

/** Loads the texts once, as the panel may be drawn often before they are there. */
function load(language: Language): Promise<void> {
  const begun =
    loading.get(language) ??
    loadRequired("room-panel-texts", () => roomPanelTextsOf(language)).then((all) => {
      loaded.set(language, all);
    });
  loading.set(language, begun);
  return begun;
}
