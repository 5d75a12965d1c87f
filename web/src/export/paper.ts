// Chooses paper and scale: the largest usual scale at which the room fits.

export interface Paper {
  name: "A4" | "A3";
  /** Landscape, in millimetres. */
  width: number;
  height: number;
}

export interface Fitting {
  paper: Paper;
  /** Denominator of the scale: 50 for 1:50. */
  ratio: number;
}

const a4: Paper = { name: "A4", width: 297, height: 210 };
const a3: Paper = { name: "A3", width: 420, height: 297 };

/**
 * Usual combinations in the order in which they are tried;
 * per scale A4 first, which people can print at home.
 */
const choices: readonly Fitting[] = [
  { paper: a4, ratio: 25 },
  { paper: a4, ratio: 50 },
  { paper: a3, ratio: 50 },
  { paper: a4, ratio: 100 },
  { paper: a3, ratio: 100 },
];

/** Millimetres of paper that are not available to the plan: margins on all sides, heading, footer. */
export const margin = 12;
const heading = 18;
const foot = 14;

/** Returns the first usual combination that fits, else A3 at the next multiple of 1:100. */
export function fitPaper(width: number, height: number): Fitting {
  const usual = choices.find(({ paper, ratio }) => {
    const space = spaceOn(paper);
    return width / ratio <= space.width && height / ratio <= space.height;
  });
  if (usual) return usual;
  const space = spaceOn(a3);
  const needed = Math.max(width / space.width, height / space.height);
  return { paper: a3, ratio: Math.ceil(needed / 100) * 100 };
}

/** Returns the area of a paper that is available to the plan, millimetres. */
export function spaceOn({ width, height }: Paper): { x: number; y: number; width: number; height: number } {
  return {
    x: margin,
    y: margin + heading,
    width: width - 2 * margin,
    height: height - 2 * margin - heading - foot,
  };
}

/** Returns the length of the scale bar in metres, a few centimetres on paper. */
export function barMetres(ratio: number): number {
  return ratio <= 25 ? 1 : ratio <= 50 ? 2 : Math.ceil(ratio / 100) * 5;
}
