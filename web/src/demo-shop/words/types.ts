import type { Worded } from "../../i18n/language.ts";
import type { en } from "./en.ts";

/** The same keys and arguments in every language. */
export type Words = Worded<typeof en>;
