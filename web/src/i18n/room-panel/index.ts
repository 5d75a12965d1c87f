// Texts of the room panel that are loaded with it, by language.

import type { Language, Worded } from "../language.ts";
import type { roomPanel } from "./en.ts";

export type RoomPanelTexts = Worded<typeof roomPanel>;

export async function roomPanelTextsOf(language: Language): Promise<RoomPanelTexts> {
  switch (language) {
    case "sv":
      return (await import("./sv.ts")).roomPanel;
    case "de":
      return (await import("./de.ts")).roomPanel;
    default:
      return (await import("./en.ts")).roomPanel;
  }
}
