// Interprets key events independently of the keyboard's layout and of input methods.

type Composing = Pick<KeyboardEvent, "isComposing" | "keyCode">;

/**
 * Returns the key to look up as a shortcut. For a letter or digit of another alphabet, that is what a US
 * keyboard has on the key, as menus and help display it. While an input method composes, it is "Process",
 * which no shortcut has.
 */
export function shortcutKey(event: Pick<KeyboardEvent, "key" | "code"> & Partial<Composing>): string {
  const { key, code } = event;
  if (isComposing(event)) return "Process";
  const foreign = /^(?![0-9\p{Script=Latin}])[\p{L}\p{Nd}]$/u.test(key);
  return (foreign ? /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() : undefined) ?? key;
}

/** Reports whether a key belongs to an input method that composes text, so that a field must ignore it. */
export function isComposing({ isComposing = false, keyCode }: Partial<Composing>): boolean {
  // Safari sends the key that ended the composition after its end, with keyCode 229.
  return isComposing || keyCode === 229;
}
