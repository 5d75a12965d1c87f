// Names among other words: what somebody is called must not turn the sentence around.

/** Letters that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What changes the direction of text; the server lets none of them into a name (AC9). */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const firstStrongIsolate = "\u2068";
const popIsolate = "\u2069";

/** A name as it may stand in a sentence: isolated, where its direction isn't that of our languages. */
export function isolated(name: string): string {
  const plain = name.replace(directions, "");
  return rightToLeft.test(plain) ? firstStrongIsolate + plain + popIsolate : plain;
}
