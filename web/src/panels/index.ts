// Everything around the plan. The panels show scenes and call actions; they draw at most
// once a frame, and nothing for a cursor.

import type { Changes, Stage, Tool, Underlay } from "../planner/scene.ts";
import { Announcer } from "./announcer.ts";
import { bar } from "./bar.ts";
import { type CatalogueState, Context } from "./context.ts";
import { Dialog } from "./dialog.ts";
import type { PanelHost } from "./host.ts";
import { inspector } from "./inspector.ts";
import { Region } from "./region.ts";
import { stageTools } from "./stage-tools.ts";
import { side, tabBar } from "./tab-bar.ts";
import { addToast, toasts } from "./toasts.ts";
import { veil } from "./veil.ts";

export type { CatalogueState } from "./context.ts";

/** Narrower than this, sheets lie over the plan; the same as in panels.css. */
const narrowPx = 760;
/** The picture is kept when a slider has come to rest. */
const keepMs = 500;

export class Panels {
  /** The views go in here. */
  readonly stage = document.createElement("div");
  readonly #frame = document.createElement("div");
  readonly #spoken = document.createElement("div");
  readonly #dialog = new Dialog();
  readonly #regions: readonly Region[];
  readonly #context: Context;
  readonly #announcer: Announcer;
  #drawing: number | undefined;
  #tool: Tool = "select";
  #underlay: Underlay | undefined;
  #keep: ReturnType<typeof setTimeout> | undefined;

  constructor(root: ShadowRoot, planner: Stage, host: PanelHost) {
    const context = new Context({
      ...{ stage: planner, host, narrow: () => this.#frame.clientWidth < narrowPx },
      openDialog: (name) => this.#dialog.open(name, context),
      tell: (text, urgent) => this.tell(text, urgent),
      changed: () => this.#soon(),
    });
    this.#context = context;
    this.#announcer = new Announcer(
      (text) => {
        this.#spoken.textContent = text;
      },
      () => context.words.others,
    );
    const around = [
      new Region("header", "bar", bar),
      new Region("nav", "tabs", tabBar),
      new Region("div", "side", side),
    ];
    const over = [
      new Region("div", "over", stageTools),
      new Region("div", "inspector", inspector),
      new Region("div", "toasts", toasts),
    ];
    const above = new Region("div", "veil", veil);
    this.#regions = [...around, ...over, above];
    this.#assemble(root, around, over, above);
    if (!context.narrow()) context.set({ tab: "furniture" });
    this.#draw();
  }

  /** Something changed: what shows it is drawn in the next frame. */
  update({ items, plan, rest }: Changes): void {
    if (items.size === 0 && !plan && !rest) return;
    this.#followTool();
    this.#keepUnderlay();
    this.#soon();
  }

  catalogue(catalogue: CatalogueState): void {
    this.#context.set({ catalogue });
  }

  /** Shows a word to the person, and speaks it; `urgent` interrupts. */
  tell(text: string, urgent = false): void {
    addToast(this.#context, text, urgent);
  }

  /** Speaks, without showing. */
  say(text: string): void {
    this.#announcer.say(text);
  }

  /** Says that something takes a while; undefined when it is over. */
  busy(busy: string | undefined): void {
    this.#context.set({ busy });
  }

  dispose(): void {
    if (this.#drawing !== undefined) cancelAnimationFrame(this.#drawing);
    clearTimeout(this.#keep);
    this.#announcer.stop();
    this.#frame.remove();
  }

  #assemble(root: ShadowRoot, around: Region[], over: Region[], above: Region): void {
    const middle = document.createElement("main");
    middle.className = "middle";
    this.stage.className = "stage";
    this.stage.setAttribute("part", "stage");
    this.#frame.className = "planner";
    this.#frame.setAttribute("part", "planner");
    this.#spoken.className = "spoken";
    this.#spoken.setAttribute("aria-live", "polite");
    const elements = (regions: Region[]) => regions.map((r) => r.element);
    middle.append(this.stage, ...elements(over));
    this.#frame.append(...elements(around), middle, above.element, this.#spoken, this.#dialog.element);
    root.append(this.#frame);
  }

  #soon(): void {
    this.#drawing ??= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#drawing = undefined;
    for (const region of this.#regions) region.draw(this.#context);
    const { scene, local } = this.#context;
    const facts = {
      tab: local.tab ?? "",
      chosen: String(scene.selection.size > 0),
      state: scene.status.name,
    };
    Object.assign(this.#frame.dataset, facts);
  }

  /** A tool taken up by a key opens its panel, where there is room for it. */
  #followTool(): void {
    const { tool } = this.#context.scene;
    if (tool === this.#tool) return;
    this.#tool = tool;
    if (tool !== "select" && !this.#context.narrow()) this.#context.set({ tab: "room" });
  }

  /** The same picture in another scale, place or strength. */
  #keepUnderlay(): void {
    const { underlay } = this.#context.scene;
    const before = this.#underlay;
    this.#underlay = underlay;
    if (!underlay || !before || underlay === before || underlay.url !== before.url) return;
    clearTimeout(this.#keep);
    this.#keep = setTimeout(() => this.#context.host.keepUnderlay(underlay), keepMs);
  }
}
