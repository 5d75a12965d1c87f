// The standard PDF fonts have the letters of Western Europe (Windows-1252), and no others.

/** Characters of Windows-1252 beyond Latin-1. */
const extras = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Characters that look like one of Windows-1252. */
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

/** Returns whether `winAnsi` keeps every letter, or replaces it with one that looks the same. */
export function isWinAnsi(text: string): boolean {
  return [...text.normalize("NFC")].every((c) => /\s/u.test(c) || known(c) || c in lookalikes);
}

/**
 * Returns text that can be printed: whitespace becomes spaces, letters lose
 * accents that are not available, everything else becomes a question mark.
 */
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
