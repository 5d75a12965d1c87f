// The patterns of finishes as SVG, in millimetres: planks, herringbone, tiles and carpet.

import { nothing, svg, type TemplateResult } from "lit-html";
import type { Finish } from "../catalog/types.ts";

/** Lines of a pattern, which repeats after `size`. */
interface Seams {
  size: readonly [width: number, height: number];
  path: string;
  degrees?: number;
}

/** Width of a herringbone's block, millimetres, and its length in widths. */
const block = 95;
const blockWidths = 4;

const seams: Readonly<Record<Exclude<Finish["pattern"], "plain">, Seams>> = {
  planks: { size: [2400, 320], path: "M0 0H2400M0 160H2400M600 0V160M1800 160V320" },
  herringbone: {
    size: [2 * blockWidths * block, 2 * blockWidths * block],
    path: herringbone(),
    degrees: 45,
  },
  tiles: { size: [300, 300], path: "M0 0H300M0 0V300" },
  carpet: { size: [90, 90], path: "M10 22h26M55 67h26" },
};

/**
 * Returns the left and upper edges of all blocks in one repeat. In each row a block lies one width further to
 * the right, and one stands at its right end.
 */
function herringbone(): string {
  const repeat = 2 * blockWidths;
  const edges = Array.from({ length: repeat }, (_, row) => {
    const lying = [row, row, blockWidths, 1];
    const standing = [row + blockWidths, row + 1 - blockWidths, 1, blockWidths];
    return [lying, standing];
  }).flat();
  // Blocks that reach over the border of the repeat begin on its other side, too.
  const shifts = [
    [0, 0],
    [-repeat, 0],
    [0, repeat],
    [-repeat, repeat],
  ];
  return edges
    .flatMap(([x = 0, y = 0, width = 0, height = 0]) =>
      shifts.map(([dx = 0, dy = 0]) => {
        const at = `M${(x + dx) * block} ${(y + dy) * block}`;
        return `${at}h${width * block}${at}v${height * block}`;
      }),
    )
    .join("");
}

/** Returns the definition of a pattern's lines, to be referred to by its id; nothing for a plain finish. */
export function patternOf({ pattern }: Pick<Finish, "pattern">, id: string): TemplateResult | typeof nothing {
  if (pattern === "plain") return nothing;
  const { size, path, degrees = 0 } = seams[pattern];
  return svg`<pattern id=${id} width=${size[0]} height=${size[1]} patternUnits="userSpaceOnUse"
    patternTransform=${`rotate(${degrees})`}><path class="finish-seams" d=${path} /></pattern>`;
}
