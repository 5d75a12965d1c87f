import type { Worded } from "../../i18n/language.ts";
import type { en } from "./en.ts";

/** Texts of a language; keys and arguments are the same in each. */
export type Words = Worded<typeof en>;
