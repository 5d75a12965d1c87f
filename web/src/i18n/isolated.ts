// Inserts names into sentences, so that a name's direction of writing doesn't change that of the sentence.

/** Letters that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Characters that change the direction of text; the server allows none of them in a name (AC9). */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const firstStrongIsolate = "\u2068";
const popIsolate = "\u2069";

/** Returns a name to insert into a sentence: isolated if it has letters written from right to left. */
export function isolated(name: string): string {
  const plain = name.replace(directions, "");
  return rightToLeft.test(plain) ? firstStrongIsolate + plain + popIsolate : plain;
}
