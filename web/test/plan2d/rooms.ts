import type { PlanBody } from "../../src/model/index.ts";

// Plans for tests.
export const rectangle: PlanBody = {
  name: "Room",
  units: "cm",
  outline: [
    [0, 0],
    [4000, 0],
    [4000, 3000],
    [0, 3000],
  ],
  walls: [{ id: "wall-1", from: [2000, 1000], to: [2000, 3000], thickness: 100 }],
  doors: [{ id: "door-1", x: 1000, y: 0, width: 800, rotation: 0, hinge: "left", opens: "in" }],
  windows: [{ id: "window-1", x: 4000, y: 1500, width: 1200, rotation: 90 }],
};

export const lShape: PlanBody = {
  ...rectangle,
  outline: [
    [0, 0],
    [4000, 0],
    [4000, 2000],
    [2000, 2000],
    [2000, 4000],
    [0, 4000],
  ],
  walls: [],
  doors: [],
  windows: [],
};
