import { describe, expect, test } from "vitest";
import type { Tool } from "../../../src/plan2d/tools/tool.ts";
import { ToolRegistry } from "../../../src/plan2d/tools/tool-registry.ts";
import { Bench, noKeys, pressOn } from "./fixture.ts";

const press = pressOn({}, [0, 0]);
const focused = { item: undefined, part: undefined, measure: undefined, referenceImage: false };

/** Returns a tool that handles every event, and records each in `heard`. */
function everything(id: string, heard: string[], active?: boolean): Tool {
  const hear = (what: string) => heard.push(`${id} ${what}`) > 0;
  return {
    id,
    active: active === true,
    press: () => void hear("press"),
    hold: () => void hear("hold"),
    tap: () => void hear("tap"),
    hover: () => void hear("hover"),
    key: () => hear("key"),
    escape: () => hear("escape"),
    exit: () => void hear("exit"),
    toolbar: () => void hear("toolbar"),
  };
}

function all(tools: ToolRegistry): void {
  tools.press(press, [0, 0]);
  tools.hold(press);
  tools.tap([0, 0], noKeys);
  tools.hover([0, 0], noKeys);
  tools.key(
    { name: "nudge", keys: ["Arrow"], run: () => {} },
    { key: "", shift: false, alt: false, ctrl: false },
    focused,
  );
  tools.escape();
  tools.toolbar(scene("select"));
}

const scene = (tool: string) => ({ tool }) as never;

describe("each event goes to one tool", () => {
  test("the one that was chosen", () => {
    const heard: string[] = [];
    const known = ["select", "room", "outline"].map((id) => everything(id, heard));
    all(
      new ToolRegistry(
        () => scene("room"),
        known,
        () => {},
      ),
    );
    const events = ["press", "hold", "tap", "hover", "key", "escape", "toolbar"];
    expect(heard).toEqual(events.map((event) => `room ${event}`));
  });

  test("a question that is open comes first; the keys stay with what has the focus", () => {
    const heard: string[] = [];
    const known = [
      everything("place", heard, true),
      everything("scale", heard, true),
      everything("room", heard),
    ];
    all(
      new ToolRegistry(
        () => scene("room"),
        known,
        () => {},
      ),
    );
    const events = ["press", "hold", "tap", "hover"].map((event) => `place ${event}`);
    expect(heard).toEqual([...events, "room key", "place escape", "place toolbar"]);
  });

  test("what takes no tap leaves the pointer to the tool beneath, and has its step back", () => {
    const heard: string[] = [];
    const { tap, press: _, hold, hover, toolbar, ...question } = everything("measure", heard, true);
    all(
      new ToolRegistry(
        () => scene("room"),
        [question, everything("room", heard)],
        () => {},
      ),
    );
    const events = ["press", "hold", "tap", "hover", "key"].map((event) => `room ${event}`);
    expect(heard).toEqual([...events, "measure escape", "room toolbar"]);
  });

  test("nobody, while the tool is on its way; it is asked for once", () => {
    const heard: string[] = [];
    const tools = new ToolRegistry(
      () => scene("room"),
      [everything("select", heard)],
      () => heard.push("load"),
    );
    all(tools);
    tools.lay();
    tools.lay();
    expect(tools.missing).toBe(true);
    expect(heard).toEqual(["select exit", "load"]);
  });
});

test("another tool has all but itself put away, once", () => {
  const heard: string[] = [];
  let tool = "select";
  const known = ["select", "room", "outline"].map((id) => everything(id, heard));
  const tools = new ToolRegistry(
    () => scene(tool),
    known,
    () => {},
  );
  tools.lay();
  tool = "room";
  tools.lay();
  tools.lay();
  expect(heard).toEqual(["select exit", "outline exit"]);
});

test("each press is a tap while one is waited for, or an outline drawn", () => {
  const bench = new Bench("select");
  const waits = () => bench.tools.waits;
  expect(waits()).toBe(false);
  bench.place.arm("sofa-1");
  expect(waits()).toBe(true);
  bench.choose("room");
  expect(waits()).toBe(false);
  bench.editor.scale.start();
  expect(waits()).toBe(true);
  bench.choose("outline");
  expect(waits()).toBe(true);
});

test("only one tool works on furniture", () => {
  const bench = new Bench("select");
  expect(bench.tools.furniture).toBe(true);
  bench.place.arm("sofa-1");
  expect(bench.tools.furniture).toBe(true);
  bench.choose("room");
  expect(bench.tools.furniture).toBe(false);
});
