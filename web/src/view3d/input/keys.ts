// What keys mean in 3D: the same as on the plan, but arrows move a piece as one sees it.

import type { Point } from "../../model/index.ts";
import { shortcutKey } from "../../planner/key-event.ts";
import type { Actions } from "../../planner/scene.ts";

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** One centimetre; with Shift, ten. */
const stepMm = 10;
const longStepMm = 100;
const turnDegrees = 45;
const zoomFactor = 1.25;

/** An arrow's step on the plan for an eye that looks along `ahead`: to the nearest of the plan's four ways. */
export function seenStep([dx, dy]: Point, ahead: Point): Point {
  const upright = Math.abs(ahead[1]) >= Math.abs(ahead[0]);
  const [ax, ay] = upright ? [0, Math.sign(ahead[1]) || -1] : [Math.sign(ahead[0]), 0];
  // Up is ahead, and right is ahead turned a quarter clockwise.
  return [-ay * dx - ax * dy + 0, ax * dx - ay * dy + 0];
}

/** Keys on an item. False when the key means nothing here. */
export function itemKey(event: KeyboardEvent, actions: Actions, ahead: Point): boolean {
  const { shiftKey, altKey } = event;
  const key = shortcutKey(event);
  if (altKey) return false;
  if (event.ctrlKey || event.metaKey) return withCtrl(key.toLowerCase(), shiftKey, actions);
  const arrow = arrows[key];
  if (arrow) {
    const far = shiftKey ? longStepMm : stepMm;
    const [dx, dy] = seenStep(arrow, ahead);
    actions.nudge([dx * far, dy * far]);
  } else if (key === "r" || key === "R") actions.turn(shiftKey ? -turnDegrees : turnDegrees);
  else if (key === "Delete" || key === "Backspace") actions.remove();
  else if (key === "Escape") actions.escape();
  else return false;
  return true;
}

function withCtrl(key: string, shift: boolean, actions: Actions): boolean {
  if (key === "d") actions.duplicate();
  else if (key === "y" || (key === "z" && shift)) actions.redo();
  else if (key === "z") actions.undo();
  else return false;
  return true;
}

export interface CameraKeys {
  turn(right: number, up: number): void;
  zoom(factor: number): void;
  fit(): void;
}

/** Keys on the picture: they move the eye. */
export function cameraKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, camera: CameraKeys): boolean {
  if (altKey || ctrlKey || metaKey) return false;
  const arrow = arrows[key];
  if (arrow) camera.turn(arrow[0], -arrow[1]);
  else if (key === "+" || key === "=") camera.zoom(zoomFactor);
  else if (key === "-" || key === "_") camera.zoom(1 / zoomFactor);
  else if (key === "0") camera.fit();
  else return false;
  return true;
}
