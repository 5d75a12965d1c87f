// Handles keys in an input: Enter commits the text and Escape restores the previous one, then the focus
// moves on. In a form, Enter and a second Escape are left to the form.

import { isComposing } from "../i18n/key-event.ts";
import { isRefused, isUntouched, restore } from "./live-value.ts";

/** Name of the event of an input that was left by Enter or Escape, to continue work on the room. */
export const inputLeft = "inputleft";

export function onInputKey(event: KeyboardEvent): void {
  const input = event.currentTarget as HTMLInputElement;
  const { key, ctrlKey, metaKey } = event;
  const escapes = key === "Escape";
  // No key gets out of the input, as Delete must not remove the selected item. But while nothing is typed,
  // Ctrl+Z undoes the last change of the room.
  const passes = ctrlKey || metaKey || (escapes && input.form);
  if (!passes || !isUntouched(input)) event.stopPropagation();
  if (isComposing(event)) return;
  if (escapes) restore(input);
  if (!input.form && (escapes || key === "Enter")) leave(input);
}

/** Moves the focus on; an input whose text was refused keeps it, so that the text can be corrected. */
function leave(input: HTMLInputElement): void {
  input.blur();
  if (isRefused(input)) input.focus();
  else input.dispatchEvent(new Event(inputLeft, { bubbles: true }));
}
