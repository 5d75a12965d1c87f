// Types of the dictionaries: English defines the keys and arguments, the others must have the same.

import type { first } from "./critical/en.ts";
import type { en } from "./en.ts";
import type { Worded } from "./language.ts";

/** Texts that are needed to display a room. English is in the first chunk, others are loaded on demand. */
export type FirstTexts = Worded<typeof first>;

/** All texts. */
export type Texts = Worded<typeof en>;
