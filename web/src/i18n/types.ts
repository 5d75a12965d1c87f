// The dictionaries' types: English has the keys and arguments, the others must have the same.

import type { first } from "./critical/en.ts";
import type { en } from "./en.ts";
import type { Worded } from "./language.ts";

/** What a room is seen with. In English it is part of the first load; the others come when asked for. */
export type FirstTexts = Worded<typeof first>;

/** Every word that is shown. */
export type Texts = Worded<typeof en>;
