// What keys do in an input: Enter takes what is typed and Escape takes it back, then the focus goes on. In
// a form, Enter and a second Escape are the form's.

import { isComposing } from "../i18n/key-event.ts";
import { isRefused, isUntouched, restore } from "./live-value.ts";

/** An input was left by a key, to go on with the room. */
export const inputLeft = "inputleft";

export function onInputKey(event: KeyboardEvent): void {
  const input = event.currentTarget as HTMLInputElement;
  const { key, ctrlKey, metaKey } = event;
  const escapes = key === "Escape";
  // All keys are the input's alone, as Delete must not take the sofa away. But where nothing is typed,
  // Ctrl+Z takes back the last change of the room.
  const passes = ctrlKey || metaKey || (escapes && input.form);
  if (!passes || !isUntouched(input)) event.stopPropagation();
  if (isComposing(event)) return;
  if (escapes) restore(input);
  if (!input.form && (escapes || key === "Enter")) leave(input);
}

/** What was refused is mended where it stands. */
function leave(input: HTMLInputElement): void {
  input.blur();
  if (isRefused(input)) input.focus();
  else input.dispatchEvent(new Event(inputLeft, { bubbles: true }));
}
