// Texts for opening a scanned room, by language; loaded with the room panel.

import type { Language, Worded } from "../language.ts";
import type { scan } from "./en.ts";

export type ScanTexts = Worded<typeof scan>;

export async function scanTextsOf(language: Language): Promise<ScanTexts> {
  switch (language) {
    case "sv":
      return (await import("./sv.ts")).scan;
    case "de":
      return (await import("./de.ts")).scan;
    default:
      return (await import("./en.ts")).scan;
  }
}
