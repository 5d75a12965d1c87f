// Which paper, and to which scale: the largest of the usual ones that the room fits on.

export interface Paper {
  name: "A4" | "A3";
  /** Millimetres, landscape. */
  width: number;
  height: number;
}

export interface Fitting {
  paper: Paper;
  /** One to so many. */
  ratio: number;
}

const a4: Paper = { name: "A4", width: 297, height: 210 };
const a3: Paper = { name: "A3", width: 420, height: 297 };

/** In the order in which they are tried: at home people print on A4. */
const choices: readonly Fitting[] = [
  { paper: a4, ratio: 25 },
  { paper: a4, ratio: 50 },
  { paper: a3, ratio: 50 },
  { paper: a4, ratio: 100 },
  { paper: a3, ratio: 100 },
];

/** Millimetres of paper that are not the plan's: margins on all sides, the heading, the foot. */
export const margin = 12;
const heading = 18;
const foot = 14;

/** Rooms that no usual scale has paper for get the next round one on A3. */
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

/** What the plan may take. */
export function spaceOn({ width, height }: Paper): { x: number; y: number; width: number; height: number } {
  return {
    x: margin,
    y: margin + heading,
    width: width - 2 * margin,
    height: height - 2 * margin - heading - foot,
  };
}

/** How long the scale bar is, in metres: what is a handy length on paper. */
export function barMetres(ratio: number): number {
  return ratio <= 25 ? 1 : ratio <= 50 ? 2 : Math.ceil(ratio / 100) * 5;
}
