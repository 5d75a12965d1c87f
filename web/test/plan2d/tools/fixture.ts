// The plan's tools without a plan: with a fake scene, and a log of the actions that they call.

import type { Box } from "../../../src/geometry/index.ts";
import { en } from "../../../src/i18n/en.ts";
import { loadPageTexts } from "../../../src/i18n/index.ts";
import type { PlanBody, Point } from "../../../src/model/index.ts";
import type { Focused } from "../../../src/plan2d/input/focused.ts";
import type { Press } from "../../../src/plan2d/input/gesture-recognizer.ts";
import { RoomEditor } from "../../../src/plan2d/room-editor.ts";
import { PlaceTool } from "../../../src/plan2d/tools/place-tool.ts";
import { SelectTool } from "../../../src/plan2d/tools/select-tool.ts";
import type { ToolContext } from "../../../src/plan2d/tools/tool.ts";
import { ToolRegistry } from "../../../src/plan2d/tools/tool-registry.ts";
import { type Binding, bindingOf, type Pressed } from "../../../src/planner/action-table.ts";
import type { Actions, Modifiers, Scene } from "../../../src/planner/scene.ts";
import { rectangle } from "../rooms.ts";

await loadPageTexts("en");

export const noKeys: Modifiers = { shift: false, alt: false, ctrl: false };
export const image = { url: "", x: 0, y: 0, mmPerPixel: 10, width: 100, height: 100, opacity: 1 };

/** Tools with a fake context. One pixel is one millimetre; the log has one text per call. */
export class Bench {
  readonly log: string[] = [];
  readonly plans: PlanBody[] = [];
  readonly scene: Scene;
  readonly tools: ToolRegistry;
  readonly place: PlaceTool;
  readonly editor: RoomEditor;

  constructor(tool: Scene["tool"], more: Partial<Scene> = {}) {
    this.scene = {
      tool,
      plan: rectangle,
      editable: true,
      snapping: false,
      items: new Map([["sofa-1", { id: "sofa-1", product: "sofa", variant: "", x: 0, y: 0, rotation: 90 }]]),
      selection: new Set(["sofa-1"]),
      fit: { items: new Map() },
      catalog: { finishes: [] },
      pieceOf: () => ({ name: "Sofa", size: { width: 2000, depth: 1000, height: 800 } }),
      texts: en,
      units: "cm",
      lang: "en",
      referenceImage: image,
      ...more,
    } as never;
    const same = (at: unknown) => at;
    const context: ToolContext = {
      scene: () => this.scene,
      actions: this.#actions(),
      camera: {
        mmPerPx: 1,
        toPlan: same,
        toView: same,
        pan: () => this.log.push("pan"),
        show: (box: Box) => this.log.push(`show ${JSON.stringify(box)}`),
      } as never,
      changed: () => {},
      focusOn: (attribute, value) => this.log.push(`focus ${attribute} ${value}`),
    };
    const overlay = { turning: false, box: (box: unknown) => this.log.push(box ? "box" : "no box") };
    const select = new SelectTool(context, overlay);
    this.place = new PlaceTool(context);
    this.editor = new RoomEditor(context, select);
    this.tools = new ToolRegistry(context.scene, [this.place, select], () => this.log.push("load"));
    this.tools.add(this.editor.tools);
    this.tools.lay();
  }

  /** Taps at a spot of the floor. */
  tap(at: Point, keys: Modifiers = noKeys): void {
    if (!this.tools.press(pressOn({}, at), at)) this.tools.tap(at, keys);
  }

  /** Presses an element with the data attributes `names`, moves to `to` if it differs, and releases. */
  drag(names: Record<string, string>, from: Point, to: Point = from, keys: Modifiers = noKeys): void {
    const gesture = this.tools.press(pressOn(names, from, keys), from);
    if (from !== to) gesture?.move([to[0], to[1]], keys);
    gesture?.end(false, keys);
  }

  key(keys: string, focused: Partial<Focused> = {}, ctrl = false): boolean {
    const pressed: Pressed = { key: keys, shift: false, alt: false, ctrl };
    const none = { item: undefined, part: undefined, measure: undefined, referenceImage: false };
    return this.tools.key(bindingFor(pressed), pressed, { ...none, ...focused });
  }

  /** Presses the button with this action on the current tool's toolbar; throws if there is none. */
  pressButton(action: string): void {
    const click = clickOf(this.tools.toolbar(this.scene), action);
    if (!click) throw new Error(`There is no ${action}.`);
    click();
  }

  choose(tool: Scene["tool"]): void {
    this.scene.tool = tool;
    this.tools.lay();
  }

  /** The text of the current toolbar. */
  get said(): string {
    return written(this.tools.toolbar(this.scene));
  }

  get asked(): string {
    return written(this.tools.asked(this.scene)?.form);
  }

  /** The markup of the tools' overlays. */
  get drawn(): string {
    return written(this.tools.overlay(this.scene));
  }

  #actions(): Actions {
    const names = ["pointerDown", "pointerUp", "select", "turn", "place", "setReferenceImage", "notify"];
    const logged = names.map((name) => [
      name,
      (...args: unknown[]) => this.log.push([name, ...args.map((arg) => JSON.stringify(arg))].join(" ")),
    ]);
    return {
      ...Object.fromEntries(logged),
      pointerMove: () => {},
      setPlan: (plan: PlanBody) => {
        this.plans.push(plan);
        this.scene.plan = { ...plan, version: 1 };
      },
      setTool: (tool: Scene["tool"]) => this.choose(tool),
    } as never;
  }
}

export function pressOn(names: Record<string, string>, at: Point, keys: Modifiers = noKeys): Press {
  const closest = (selector: string) => {
    const name = Object.keys(names).find((each) => selector.includes(`[data-${each}]`));
    return name === undefined ? null : { getAttribute: () => names[name] };
  };
  const [x, y] = at;
  return { target: { closest } as never, at: [x, y], keys, pan: false };
}

function bindingFor(pressed: Pressed): Binding {
  const binding = bindingOf(pressed, ["items", "view", "planner"]);
  if (!binding) throw new Error(`${pressed.key} is no key.`);
  return binding;
}

/** Returns the click handler of the button with an action in a template; undefined if there is none. */
function clickOf(value: unknown, action: string): (() => void) | undefined {
  if (Array.isArray(value)) return value.map((each) => clickOf(each, action)).find((found) => found);
  if (typeof value !== "object" || value === null || !("values" in value)) return undefined;
  const { values } = value as { values: unknown[] };
  if (!values.includes(action)) return clickOf(values, action);
  return values.find((each): each is () => void => typeof each === "function");
}

/** Returns the strings and values of a template, concatenated. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(" ");
  if (typeof value === "object" && value !== null && "values" in value) {
    // A directive's result has values only.
    if (!("strings" in value)) return written(value.values);
    const { strings, values } = value as { strings: readonly string[]; values: readonly unknown[] };
    return strings.map((text, i) => `${text}${i < values.length ? written(values[i]) : ""}`).join("");
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
