import { expect, test } from "vitest";
import { assignColours, Presence } from "../../src/client/presence.ts";
import { colourOf } from "../../src/history/colours.ts";

test("PR1 somebody has one colour as a face and in history, here, gone and back with another tab", () => {
  const presence = new Presence();
  const you = { id: "y", name: "Anna", role: "editor", colour: 1 } as const;
  const fir = { id: "p1", name: "Guest Fir", role: "editor", colour: 5 } as const;
  presence.reset(you, [fir]);
  const face = assignColours([you, fir]).get("p1");
  expect(colourOf("Guest Fir", presence.list())).toBe(face);
  presence.left("p1");
  expect(colourOf("Guest Fir", presence.list())).toBe(face);
  presence.joined({ ...fir, id: "q7", colour: 9 });
  expect(colourOf("Guest Fir", presence.list())).toBe(face);
});
