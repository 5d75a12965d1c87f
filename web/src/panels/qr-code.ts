// QR codes of links. Loaded with the first link.

import { encodeQR } from "qr";

/** White modules that a code needs around it. */
const quietModules = 4;

/** A QR code as a drawing: a square of `size` units, and the path of its black parts. */
export interface QrCode {
  size: number;
  path: string;
}

/** Returns the QR code of a text; throws if the text is longer than a code can hold (2,331 bytes). */
export function qrCode(text: string): QrCode {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: quietModules });
  const runs = rows.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return { size: rows.length, path: runs.join("") };
}

/** Returns where black runs begin in a row, and their lengths. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = [];
  for (const [x, black] of row.entries()) {
    const last = runs.at(-1);
    if (!black) continue;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
