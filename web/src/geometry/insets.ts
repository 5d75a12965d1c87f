// The part of a view that a panel or sheet covers.

import type { Box } from "./index.ts";

/** Pixels at a view's edges that are not available for the room. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
}

const noInsets: Insets = { top: 0, right: 0, bottom: 0 };

/**
 * Returns the insets of a panel at the side or a sheet at the
 * bottom, whichever leaves more space; zeros without a cover.
 */
export function insetsOf(cover: Box | undefined, area: { width: number; height: number }): Insets {
  if (!cover) return noInsets;
  const sheet = cover.y * area.width > cover.x * area.height;
  return { ...noInsets, ...(sheet ? { bottom: area.height - cover.y } : { right: area.width - cover.x }) };
}
