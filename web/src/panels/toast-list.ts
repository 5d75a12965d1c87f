// What is told stays a while, and does not pile up.

export interface Toast {
  id: number;
  text: string;
  urgent: boolean;
}

const most = 3;

/** A repeated message moves to the end instead of standing twice; past the most, what is not urgent goes first. */
export function withToast(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  const all = [...toasts.filter((t) => t.text !== toast.text), toast];
  if (all.length <= most) return all;
  const goes = all.find((t) => !t.urgent && t !== toast) ?? all[0];
  return all.filter((t) => t !== goes);
}

/** Long enough to be read twice, in milliseconds. */
export function shownMs({ text, urgent }: Toast): number {
  return (urgent ? 6_000 : 4_000) + 60 * text.length;
}
