// What a key means that is the same on every keyboard and in every way of typing.

/**
 * The letter of a shortcut. A keyboard of another alphabet writes its own letters: then it is the
 * one that a US keyboard has on that key, which is what menus and help show.
 */
export function shortcutKey({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  const foreign = key.length === 1 && /\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return (foreign ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined) ?? key;
}

/** True for a key that chooses or ends what an input method composes: the field must not take it. */
export function isComposing({
  isComposing,
  keyCode,
}: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  // Safari sends the key that ended it after that, as 229.
  return isComposing || keyCode === 229;
}
