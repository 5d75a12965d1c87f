// Where one works on the plan: the hands, the tools, and what helps and asks.

import type { Changes, Stage } from "../planner/scene.ts";
import { Keyboard } from "./hands/keyboard.ts";
import { PlanHands } from "./hands/plan-hands.ts";
import { Pointers } from "./hands/pointers.ts";
import { Helps } from "./helps.ts";
import { Overlay } from "./overlay.ts";
import type { Edited } from "./picture.ts";
import type { PlanView, Workbench } from "./plan-view.ts";
import { Toolbox } from "./tools/toolbox.ts";
import { writeLength } from "./written.ts";

export class Bench implements Workbench {
  readonly #tools: Toolbox;
  readonly #helps: Helps;
  readonly #overlay: Overlay;

  constructor(
    private readonly stage: Stage,
    private readonly plan: PlanView,
  ) {
    const { element, camera, picture } = plan;
    const changed = () => plan.again();
    const tools = new Toolbox({
      ...{ scene: () => stage.scene(), actions: stage.actions, mmPerPx: () => camera.mmPerPx, changed },
      focusOn: (attribute, value) => plan.focusOn(attribute, value),
    });
    const helps = new Helps(stage, picture, tools);
    const hands = new PlanHands({ stage, camera, tools, helps, changed });
    const pointers = new Pointers(picture.element, camera, hands);
    new Keyboard(element, { stage, camera, tools, pointers, looked: () => hands.looked() });
    picture.element.addEventListener("wheel", (e) => hands.wheel(e), { passive: false });
    this.#tools = tools;
    this.#helps = helps;
    this.#overlay = new Overlay(tools);
    element.append(this.#overlay.element);
  }

  get room(): Edited {
    const { room } = this.#tools;
    const scene = this.stage.scene();
    const { measure } = scene.texts.plan2d;
    const editing = scene.tool === "room" && scene.editable;
    const measureName = ({ edge, length }: { edge: number; length: number }) =>
      measure(edge + 1, writeLength(length, scene));
    return { plan: room.plan, faulty: room.faulty, measureName: editing ? measureName : undefined };
  }

  get barHeight(): number {
    return this.#overlay.barHeight;
  }

  drawBars({ rest }: Changes): void {
    if (rest) this.#tools.lay();
    this.#overlay.draw(this.stage.scene(), (spot) => this.plan.camera.toView(spot));
  }

  drawHelps(changes: Changes, again: boolean): void {
    this.#helps.draw(changes, again);
  }

  armPlace(id: string): void {
    this.#tools.place.arm(id);
  }

  scaleUnderlay(): void {
    this.#tools.scale.start();
  }

  settle(): void {
    this.#tools.room.settle();
  }
}
