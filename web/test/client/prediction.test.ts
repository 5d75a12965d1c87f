// The golden vectors hold the sender's and the receivers' predictions together.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CursorBatch } from "../../src/client/cursor-batch.ts";
import { Playback, Timeline } from "../../src/client/cursor-playback.ts";
import { predict } from "../../src/client/prediction.ts";
import type { CursorPoint } from "../../src/client/protocol.ts";

interface Case {
  name: string;
  rule: string;
  points: CursorPoint[];
  /** When the last point is reached. */
  end: number;
  /** Positions, so many milliseconds after the end. */
  predicted: { after: number; x: number; y: number }[];
}

const golden = new URL("../../../shared/wire/testdata/prediction.json", import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(golden, "utf8"));

test.each(cases.map((c) => [`${c.rule} ${c.name}: the sender`, c] as const))("%s", (_, c) => {
  const batch = new CursorBatch();
  let at = c.end - c.points.slice(1).reduce((sum, [, , dt]) => sum + dt, 0);
  c.points.forEach(([x, y, dt], i) => {
    if (i > 0) at += dt;
    batch.add(x, y, at, 125);
  });
  const { motion } = batch.take(c.end);
  if (!motion) throw new Error("no motion");
  expect(motion.at).toBe(c.end);
  for (const { after, x, y } of c.predicted) {
    const spot = predict(motion, c.end + after);
    expect([spot.x, spot.y]).toEqual([expect.closeTo(x, 2), expect.closeTo(y, 2)]);
  }
});

test.each(cases.map((c) => [`${c.rule} ${c.name}: a receiver`, c] as const))("%s", (_, c) => {
  const playback = new Playback();
  playback.push(new Timeline().place(c.points, 0, 125), 0, 125);
  for (const { after, x, y } of c.predicted) {
    const spot = playback.at(playback.end + after);
    expect([spot?.x, spot?.y]).toEqual([expect.closeTo(x, 2), expect.closeTo(y, 2)]);
  }
});
