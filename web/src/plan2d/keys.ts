import type { Point, ViewPoint } from "../model/index.ts";

// The keyboard on the plan: which key means what. Pure, so that the whole map can be read
// and tested at once.

export interface Key {
  key: string;
  shift: boolean;
  alt: boolean;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
}

/** What a key does; steps are millimetres to the right and down. */
export type Command =
  | { do: "step"; by: Point }
  | { do: "pan"; by: ViewPoint }
  | { do: "turn"; degrees: number }
  | { do: "zoom"; factor: number }
  | { do: "go"; by: 1 | -1 }
  | { do: "fit" | "remove" | "duplicate" | "undo" | "redo" | "all" | "escape" | "choose" | "toggle" };

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** One centimetre; with Shift, ten. */
const stepMm = 10;
const longStepMm = 100;
/** A pan by the keys, pixels. */
const panPx = 60;
const zoomFactor = 1.25;
const turnDegrees = 45;

/** What a key means; `chosen` says whether something is selected that arrows can move. */
export function commandOf({ key, shift, alt, ctrl }: Key, chosen: boolean): Command | undefined {
  // With Alt the arrows are the browser's: back, forward.
  if (alt) return undefined;
  if (ctrl) return withCtrl(key.toLowerCase(), shift);
  const arrow = arrows[key];
  if (arrow) {
    const far = chosen ? (shift ? longStepMm : stepMm) : panPx;
    const by: Point = [arrow[0] * far, arrow[1] * far];
    return chosen ? { do: "step", by } : { do: "pan", by: [-by[0] + 0, -by[1] + 0] };
  }
  return plain(key, shift);
}

function plain(key: string, shift: boolean): Command | undefined {
  switch (key) {
    case "r":
    case "R":
      return { do: "turn", degrees: shift ? -turnDegrees : turnDegrees };
    case "Delete":
    case "Backspace":
      return { do: "remove" };
    case "Escape":
      return { do: "escape" };
    case "Enter":
      return { do: shift ? "toggle" : "choose" };
    case " ":
      return { do: "toggle" };
    case "+":
    case "=":
      return { do: "zoom", factor: zoomFactor };
    case "-":
    case "_":
      return { do: "zoom", factor: 1 / zoomFactor };
    case "0":
      return { do: "fit" };
    case "PageDown":
      return { do: "go", by: 1 };
    case "PageUp":
      return { do: "go", by: -1 };
    default:
      return undefined;
  }
}

function withCtrl(key: string, shift: boolean): Command | undefined {
  switch (key) {
    case "z":
      return { do: shift ? "redo" : "undo" };
    case "y":
      return { do: "redo" };
    case "d":
      return { do: "duplicate" };
    case "a":
      return { do: "all" };
    default:
      return undefined;
  }
}

/** A turn of the wheel must come to this much before it counts as a notch, pixels. */
const notchPx = 40;
const linePx = 16;

/** Counts notches: a mouse gives each at once, a touchpad in many small parts. */
export class WheelAccumulator {
  #sum = 0;

  /** How many whole steps an event brings: -1, 0 or 1. */
  take(delta: number, mode: number): -1 | 0 | 1 {
    const px = mode === 0 ? delta : delta * linePx * (mode === 1 ? 1 : 20);
    if (Math.sign(px) !== Math.sign(this.#sum)) this.#sum = 0;
    this.#sum += px;
    if (Math.abs(this.#sum) < notchPx) return 0;
    const step = this.#sum > 0 ? 1 : -1;
    this.#sum = 0;
    return step;
  }
}

/** How much one event of the wheel enlarges; a pinch on a touchpad comes as a fine wheel with Ctrl. */
export function wheelFactor(delta: number, mode: number, pinch: boolean): number {
  const px = mode === 0 ? delta : delta * linePx;
  return Math.exp(-Math.max(-200, Math.min(200, px)) * (pinch ? 0.01 : 0.0018));
}
