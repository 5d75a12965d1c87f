// Room beside what lies over a view.

import type { Box } from "./index.ts";

/** Pixels of a view's edges that are not for the room. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
}

const noInsets: Insets = { top: 0, right: 0, bottom: 0 };

/** What a panel at the side takes, or a sheet at the foot: whichever leaves more to see. Nothing when there is neither. */
export function insetsOf(cover: Box | undefined, area: { width: number; height: number }): Insets {
  if (!cover) return noInsets;
  const sheet = cover.y * area.width > cover.x * area.height;
  return { ...noInsets, ...(sheet ? { bottom: area.height - cover.y } : { right: area.width - cover.x }) };
}
