// The list of toasts: how many there are at most, and how long each is displayed.

export interface Toast {
  id: number;
  text: string;
  urgent: boolean;
}

const most = 3;

/**
 * Returns the list with a toast added. A repeated text moves to the end; above the maximum, the oldest
 * toast that isn't urgent is removed, else the oldest of all.
 */
export function withToast(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  const all = [...toasts.filter((t) => t.text !== toast.text), toast];
  if (all.length <= most) return all;
  const goes = all.find((t) => !t.urgent && t !== toast) ?? all[0];
  return all.filter((t) => t !== goes);
}

/** Returns how long a toast is displayed, in milliseconds: long enough to be read twice. */
export function shownMs({ text, urgent }: Toast): number {
  return (urgent ? 6_000 : 4_000) + 60 * text.length;
}
