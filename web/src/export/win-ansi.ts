// The fonts that every PDF reader has know the letters of Western Europe, and no others.

/** What is in Windows-1252 beyond Latin-1. */
const extras = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Signs that look like one of theirs. */
const lookalikes: Readonly<Record<string, string>> = {
  "\u2032": "'",
  "\u2033": '"',
  "\u2212": "-",
  "\u2010": "-",
  "\u2011": "-",
};

const replacements: Readonly<Record<string, string>> = {
  ...lookalikes,
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
};

/** Whether `winAnsi` prints every letter as it is. */
export function isWinAnsi(text: string): boolean {
  return [...text.normalize("NFC")].every((c) => /\s/u.test(c) || known(c) || c in lookalikes);
}

/** Text that can be printed: other spaces become plain, other accents fall, the rest is a question mark. */
export function winAnsi(text: string): string {
  return [...text.normalize("NFC")].map(printable).join("");
}

function printable(letter: string): string {
  if (/\s/u.test(letter)) return " ";
  if (known(letter)) return letter;
  const replaced = replacements[letter] ?? letter.normalize("NFKD").replace(/\p{M}/gu, "");
  return replaced !== "" && [...replaced].every(known) ? replaced : "?";
}

function known(letter: string): boolean {
  return /^[\u0020-\u007e\u00a1-\u00ff]$/u.test(letter) || extras.includes(letter);
}
