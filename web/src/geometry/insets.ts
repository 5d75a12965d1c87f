// Room beside a panel that lies over a view.

import type { Box } from "./index.ts";

/** Pixels of a view's edges that are not for the room. */
export interface Beside {
  right: number;
  bottom: number;
}

export const nothingBeside: Beside = { right: 0, bottom: 0 };

/** What a panel at the side takes, or a sheet at the foot; nothing when there is neither. */
export function besideOf(cover: Box | undefined, area: { width: number; height: number }): Beside {
  if (!cover) return nothingBeside;
  const sheet = cover.width > area.width / 2;
  return sheet ? { right: 0, bottom: area.height - cover.y } : { right: area.width - cover.x, bottom: 0 };
}
