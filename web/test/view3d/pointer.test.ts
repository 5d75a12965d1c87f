import { Ray, Vector3 } from "three";
import { expect, test } from "vitest";
import type { Point } from "../../src/model/index.ts";
import { PointerInput } from "../../src/view3d/input/pointer.ts";

/** Returns input on a canvas that looks straight down: a pixel is a millimetre. */
function picture() {
  const heard: string[] = [];
  const listeners = new Map<string, (event: unknown) => void>();
  const surface = {
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 4000, height: 4000 }),
    offsetWidth: 4000,
    offsetHeight: 4000,
    clientWidth: 4000,
    clientHeight: 4000,
    setPointerCapture: () => {},
    parentElement: null,
  };
  const actions = {
    pointerDown: (id: string, _: Point, keys: { alt: boolean }) => heard.push(`press ${id} ${keys.alt}`),
    turn: (degrees: number) => heard.push(`turn ${degrees}`),
    pointerUp: (cancelled: boolean) => heard.push(cancelled ? "cancel" : "release"),
    point: () => {},
  };
  const host = {
    stage: { scene: () => ({ selection: new Set(["a", "b"]) }), actions },
    ray: ([x, y]: Point) => new Ray(new Vector3(x / 1000, 10, y / 1000), new Vector3(0, -1, 0)),
    pick: () => undefined,
    knob: (): Point => [1000, 1000],
    mayDrag: () => true,
    orbiting: () => {},
    hover: () => {},
  };
  const hands = new PointerInput(surface as never, host as never, new AbortController().signal);
  const does = (type: string, [clientX, clientY]: Point) =>
    listeners.get(type)?.({
      target: surface,
      button: 0,
      buttons: 1,
      pointerId: 1,
      pointerType: "mouse",
      clientX,
      clientY,
      shiftKey: false,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
    });
  return { heard, hands, does };
}

test("a turn by the knob is one press, however long the hand rests on its way", () => {
  const { heard, does } = picture();
  does("pointerdown", [2000, 1000]);
  does("pointermove", [1700, 1700]);
  does("pointermove", [1000, 2000]);
  does("pointerup", [1000, 2000]);
  expect(heard).toEqual(["press a true", "turn 45", "turn 45", "release"]);
});

test("a knob that was only touched turns nothing", () => {
  const { heard, does } = picture();
  does("pointerdown", [2000, 1000]);
  does("pointermove", [2000, 1010]);
  does("pointerup", [2000, 1010]);
  expect(heard).toEqual([]);
});

test.each(["pointercancel", "cancel"])("a turn that is called off turns back: %s", (how) => {
  const { heard, hands, does } = picture();
  does("pointerdown", [2000, 1000]);
  does("pointermove", [1000, 2000]);
  if (how === "cancel") hands.cancel();
  else does(how, [1000, 2000]);
  expect(heard).toEqual(["press a true", "turn 90", "cancel"]);
});
