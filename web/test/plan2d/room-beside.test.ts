import { beforeEach, expect, test } from "vitest";
import type { Box } from "../../src/geometry/index.ts";
import { insetsOf } from "../../src/geometry/insets.ts";
import type { Plan, Point } from "../../src/model/index.ts";
import { RoomBeside } from "../../src/plan2d/room-beside.ts";
import { fitted, noInsets, toScreen, type Viewport } from "../../src/plan2d/viewport.ts";
import { startStopwatch } from "../fake/stopwatch.ts";

const outline: Point[] = [
  [0, 0],
  [6000, 0],
  [6000, 4000],
  [0, 4000],
];
const room: Box = { x: 0, y: 0, width: 6000, height: 4000 };
const scene = { plan: { outline } as unknown as Plan, reducedMotion: false };
const panel: Box = { x: 700, y: 16, width: 284, height: 400 };
const stopwatch = startStopwatch();

/** A view of 1000 by 700 pixels, or as given, which shows the whole room. */
class FakeCamera {
  aside = noInsets;
  beside = noInsets;
  whole = true;
  view: Viewport;

  constructor(readonly area = { width: 1000, height: 700 }) {
    this.view = fitted(room, area, noInsets);
  }

  toView = (spot: Point) => toScreen(this.view, this.area, spot);

  refit(): void {
    this.beside = this.aside;
    this.view = fitted(room, this.area, this.beside);
  }

  look(view: Viewport): void {
    this.view = view;
  }
}

let hand = false;
beforeEach(() => {
  hand = false;
});

function looking(area?: { width: number; height: number }) {
  const camera = new FakeCamera(area);
  const beside = new RoomBeside(camera, () => hand);
  const cover = (box: Box | undefined) => {
    camera.aside = insetsOf(box, camera.area);
    beside.cover(box);
  };
  const frames = (count: number, reducedMotion = false) => {
    for (let i = 0; i < count; i++, stopwatch.now += 16) beside.step({ ...scene, reducedMotion });
  };
  return { camera, cover, frames, right: () => camera.toView([6000, 0])[0] };
}

test("the room glides out from under a panel, and stays there when the panel closes", () => {
  const { cover, frames, right } = looking();
  expect(right()).toBeGreaterThan(panel.x);
  cover(panel);
  frames(3);
  expect(right()).toBeGreaterThan(panel.x);
  frames(60);
  expect(right()).toBeLessThan(panel.x);
  const there = right();
  cover(undefined);
  frames(60);
  expect(right()).toBe(there);
});

test("it goes at once for who asked for less motion", () => {
  const { cover, frames, right } = looking();
  cover(panel);
  frames(1, true);
  expect(right()).toBeLessThan(panel.x);
});

test("the room makes way for a sheet, and comes back when the sheet is gone", () => {
  const { camera, cover, frames } = looking({ width: 390, height: 700 });
  const before = camera.view;
  cover({ x: 0, y: 400, width: 390, height: 300 });
  frames(60);
  expect(camera.toView([0, 4000])[1]).toBeLessThan(400);
  cover(undefined);
  frames(60);
  expect(camera.view).toEqual(before);
});

test.each([
  [
    "the user has chosen another part",
    (camera: FakeCamera) => Object.assign(camera, { whole: false }),
    panel,
  ],
  ["the panel covers nothing of it", () => {}, { x: 980, y: 600, width: 15, height: 80 }],
  [
    "a pointer is pressed",
    () => {
      hand = true;
    },
    panel,
  ],
])("the room stays if %s", (_, prepare, box) => {
  const { camera, cover, frames } = looking();
  prepare(camera);
  const before = camera.view;
  cover(box);
  frames(60);
  expect(camera.view).toBe(before);
});

test("the room stays where it would become too small", () => {
  const { camera, cover, frames } = looking({ width: 500, height: 700 });
  const before = camera.view;
  cover({ x: 200, y: 16, width: 284, height: 400 });
  frames(60);
  expect(camera.view).toBe(before);
});
