// What a key means that is the same on every keyboard and in every way of typing.

type Composing = Pick<KeyboardEvent, "isComposing" | "keyCode">;

/**
 * The key of a shortcut. A keyboard of another alphabet writes its own letters and digits: then it is
 * what a US keyboard has on that key, which is what menus and help show. "Process" is no shortcut.
 */
export function shortcutKey(event: Pick<KeyboardEvent, "key" | "code"> & Partial<Composing>): string {
  const { key, code } = event;
  if (isComposing(event)) return "Process";
  const foreign = /^(?![0-9\p{Script=Latin}])[\p{L}\p{Nd}]$/u.test(key);
  return (foreign ? /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() : undefined) ?? key;
}

/** True for a key that chooses or ends what an input method composes: the field must not take it. */
export function isComposing({ isComposing = false, keyCode }: Partial<Composing>): boolean {
  // Safari sends the key that ended it after that, as 229.
  return isComposing || keyCode === 229;
}
