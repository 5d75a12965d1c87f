import { Ray, Vector3 } from "three";
import { expect, test } from "vitest";
import type { Point } from "../../src/model/index.ts";
import { PointerInput } from "../../src/view3d/input/pointer.ts";

/** Returns input on a canvas that looks straight down: a pixel is a millimetre. */
function picture(more: object = {}) {
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
    pointerMove: (at: Point, _: unknown, lift?: number) => heard.push(`move ${at} ${lift}`),
  };
  const host = {
    stage: { scene: () => ({ selection: new Set(["a", "b"]) }), actions },
    ray: ([x, y]: Point) => new Ray(new Vector3(x / 1000, 10, y / 1000), new Vector3(0, -1, 0)),
    pick: () => undefined,
    knob: () => ({ at: [1000, 1000], height: 0 }),
    wallsOf: () => undefined,
    mayDrag: () => true,
    orbiting: () => {},
    hover: () => {},
    tapped: () => {},
    ...more,
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

test("a turn is measured at the height of what is turned", () => {
  // Looks down aslant, so that a pixel meets the level of 1 m elsewhere than the floor.
  const aslant = ([x, y]: Point) =>
    new Ray(new Vector3(x / 1000, 2, y / 1000), new Vector3(0, -1, 1).normalize());
  const { heard, does } = picture({ ray: aslant, knob: () => ({ at: [1000, 2000], height: 1000 }) });
  does("pointerdown", [2000, 1000]);
  does("pointermove", [1000, 2000]);
  does("pointerup", [1000, 2000]);
  expect(heard).toEqual(["press a true", "turn 90", "release"]);
});

test("a wall piece is dragged on the walls, along them and up and down", () => {
  // Looks straight ahead at a wall at y 0: a pixel is a millimetre, upwards.
  const ahead = ([x, y]: Point) => new Ray(new Vector3(x / 1000, y / 1000, 3), new Vector3(0, 0, -1));
  const faces = [
    {
      segment: [
        [0, 0],
        [4000, 0],
      ],
      normal: [0, 1],
      outer: true,
    },
  ];
  const { heard, does } = picture({
    ray: ahead,
    knob: () => undefined,
    pick: () => ({ id: "a", height: 1.2 }),
    wallsOf: () => faces,
  });
  does("pointerdown", [1000, 1200]);
  does("pointermove", [1500, 1500]);
  does("pointermove", [5000, 1500]);
  does("pointerup", [1500, 1500]);
  expect(heard).toEqual(["press a false", "move 1500,0 300", "release"]);
});
