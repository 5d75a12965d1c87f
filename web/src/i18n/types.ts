// Types of the dictionaries: English defines the keys and arguments, the others must have the same.

import type { first } from "./critical/en.ts";
import type { en } from "./en.ts";
import type { Worded } from "./language.ts";
import type { pages } from "./pages/en.ts";

/** Texts that are needed to display a room. English is in the first chunk, others are loaded on demand. */
export type FirstTexts = Worded<typeof first>;

/** All texts but those that are loaded later. */
export type Texts = Worded<typeof en>;

/** Texts of what is opened by a user's action. */
export type PageTexts = Worded<typeof pages>;
