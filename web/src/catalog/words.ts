// The words of texts as the search compares them: without case and accents.

const letters: Readonly<Record<string, string>> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l" };

/** Removes accents and converts to lower case: `lovsta` finds `Lövsta`. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæœł]/g, (letter) => letters[letter] ?? letter);
}

export function wordsOf(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Fewest letters of a word that may be mistyped: shorter ones are too much like each other. */
const leastLetters = 4;

/** Reports whether a word may be searched for with a typing error. Numbers may not: they are other articles. */
export function mayBeMistyped(word: string): boolean {
  return word.length >= leastLetters && !/\p{N}/u.test(word);
}

/**
 * Reports whether `asked` is `word` with one letter more, less or different, or with two neighbours exchanged. From
 * five letters on it may be so the beginning or the end of `word`, as of a compound: `soffaa` of `hörnsoffa`.
 */
export function isNear(asked: string, word: string): boolean {
  if (word.length < leastLetters) return false;
  if (atMostOneEdit(asked, word)) return true;
  if (asked.length <= leastLetters || word.length <= asked.length) return false;
  return [asked.length - 1, asked.length, asked.length + 1].some(
    (length) => atMostOneEdit(asked, word.slice(0, length)) || atMostOneEdit(asked, word.slice(-length)),
  );
}

/** Reports whether the restricted Damerau-Levenshtein distance of two words is at most 1. */
export function atMostOneEdit(a: string, b: string): boolean {
  if (a.length < b.length) return atMostOneEdit(b, a);
  if (a.length > b.length + 1) return false;
  let same = 0;
  while (same < b.length && a[same] === b[same]) same++;
  if (a.length > b.length) return a.slice(same + 1) === b.slice(same);
  if (a.slice(same + 1) === b.slice(same + 1)) return true;
  const exchanged = a[same] === b[same + 1] && a[same + 1] === b[same];
  return exchanged && a.slice(same + 2) === b.slice(same + 2);
}
