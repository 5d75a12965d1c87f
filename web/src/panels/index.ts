// Everything around the plan. The panels show scenes and call actions; they draw at most
// once a frame, and nothing for a cursor.

import type { SocketState } from "../client/index.ts";
import type { Changes, Stage, Tool, Underlay } from "../planner/scene.ts";
import { Announcer } from "./announcer.ts";
import { bar } from "./bar.ts";
import { type CatalogueState, Context, type DialogName } from "./context.ts";
import type { Dialog } from "./dialog.ts";
import type { PanelHost } from "./host.ts";
import { Region } from "./region.ts";
import { chosen, side } from "./side.ts";
import { stageTools } from "./stage-tools.ts";
import { tabBar } from "./tab-bar.ts";
import { addToast, toasts } from "./toasts.ts";
import { veil } from "./veil.ts";

export type { CatalogueState } from "./context.ts";

/** Narrower than this, sheets lie over the plan; the same as in panels.css. */
const narrowPx = 760;
/** The picture is kept when a slider has come to rest. */
const keepMs = 500;
/** When what could not be loaded is asked for again. */
const retryMs = 3_000;

export class Panels {
  /** The views go in here. */
  readonly stage = document.createElement("div");
  readonly #frame = document.createElement("div");
  readonly #spoken = document.createElement("div");
  readonly #regions: readonly Region[];
  readonly #veil: HTMLElement;
  readonly #context: Context;
  readonly #announcer: Announcer;
  #drawing: number | undefined;
  #tool: Tool = "select";
  #line: SocketState["name"] | undefined;
  #underlay: Underlay | undefined;
  #keep: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #later: Promise<Dialog>;

  constructor(root: ShadowRoot, planner: Stage, host: PanelHost) {
    const context = new Context({
      ...{ stage: planner, host, narrow: () => this.#frame.clientWidth < narrowPx },
      openDialog: (name) => void this.#openDialog(name),
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
      new Region("div", "inspector", chosen),
      new Region("div", "toasts", toasts),
    ];
    const above = new Region("div", "veil", veil);
    this.#regions = [...around, ...over, above];
    this.#veil = above.element;
    this.#assemble(root, around, over, above);
    if (!context.narrow()) context.set({ tab: "furniture" });
    this.#draw();
    this.#later = this.#load(root);
  }

  /** Something changed: what shows it is drawn in the next frame. */
  update({ items, plan, rest }: Changes): void {
    if (items.size === 0 && !plan && !rest) return;
    this.#followTool();
    this.#followLine();
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
    clearTimeout(this.#retry);
    this.#announcer.stop();
    this.#frame.remove();
  }

  /** Gets what the first drawing did without; a line that is cut now may be back soon. */
  async #load(root: ShadowRoot): Promise<Dialog> {
    const later = await this.#tried();
    later.adopt(root);
    this.#context.set({ later });
    const dialog = new later.Dialog();
    this.#frame.append(dialog.element);
    return dialog;
  }

  async #tried(): Promise<typeof import("./later.ts")> {
    for (;;) {
      try {
        return await import("./later.ts");
      } catch (error) {
        console.warn("panels:", error);
        await new Promise((resolve) => {
          this.#retry = setTimeout(resolve, retryMs);
        });
      }
    }
  }

  async #openDialog(name: DialogName): Promise<void> {
    (await this.#later).open(name, this.#context);
  }

  #assemble(root: ShadowRoot, around: Region[], over: Region[], above: Region): void {
    const middle = document.createElement("div");
    middle.className = "middle";
    this.stage.className = "stage";
    this.stage.setAttribute("part", "stage");
    this.#frame.className = "planner";
    this.#frame.setAttribute("part", "planner");
    this.#spoken.className = "spoken";
    this.#spoken.setAttribute("aria-live", "polite");
    const elements = (regions: Region[]) => regions.map((r) => r.element);
    middle.append(this.stage, ...elements(over));
    this.#frame.append(...elements(around), middle, above.element, this.#spoken);
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
      tool: scene.tool,
    };
    Object.assign(this.#frame.dataset, facts);
    const veiled = this.#veil.childElementCount > 0;
    for (const element of this.#frame.querySelectorAll<HTMLElement>(":scope > :is(.tabs, .side, .middle)")) {
      element.inert = veiled;
    }
  }

  /** A tool taken up by a key opens its panel, where there is room for it. */
  #followTool(): void {
    const { tool } = this.#context.scene;
    if (tool === this.#tool) return;
    this.#tool = tool;
    if (tool !== "select" && !this.#context.narrow()) this.#context.set({ tab: "room" });
  }

  /** A line that is cut or mended is spoken, too: the chip in the bar is only seen. */
  #followLine(): void {
    const { status, ready } = this.#context.scene;
    if (!ready || status.name === this.#line) return;
    const first = this.#line === undefined;
    this.#line = status.name;
    const words = this.#context.words.status;
    if (!first) this.say(status.name === "online" ? words.back : words[status.name]);
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
