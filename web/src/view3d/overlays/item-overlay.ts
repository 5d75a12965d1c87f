// The overlay of one item: lock, verdict and selection.

import {
  BoxGeometry,
  BufferGeometry,
  type Color,
  EdgesGeometry,
  Group,
  LineBasicMaterial,
  LineDashedMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
} from "three";
import type { LockView } from "../../client/index.ts";
import type { Size, Verdict } from "../../model/index.ts";
import type { Palette } from "../palette.ts";
import { mmPerMetre } from "../space.ts";
import { frame } from "./flat-lines.ts";
import { label, write } from "./labels.ts";

export interface MarkState {
  lock: LockView;
  verdict: Verdict;
  selected: boolean;
  focused: boolean;
  /** Name of the other user who holds the item, for its tag; else empty. */
  holder: string;
  /** Name of the item when its body doesn't show what it is; else empty. */
  name: string;
}

type Tone = "mine" | "held" | "expiring" | "lost" | "focus" | "accent";

/** Height above rugs, so that an item that stands on one shows its overlay. */
const levelMm = 22;
const heldDashes = { dash: 110, gap: 70 };

/** Returns the outline of an item, by priority: lock, focus, selection; undefined when it has none. */
export function outlineOf({
  lock,
  selected,
  focused,
}: MarkState): { tone: Tone; dashed: boolean } | undefined {
  if (lock.state !== "free") return { tone: lock.state, dashed: lock.state === "held" };
  if (focused) return { tone: "focus", dashed: false };
  return selected ? { tone: "accent", dashed: false } : undefined;
}

/** Returns the colour of the ring of an item that doesn't fit; undefined when it fits. */
export function ringOf(verdict: Verdict): "held" | "expiring" | undefined {
  if (verdict === "fits") return undefined;
  return verdict === "blocked" ? "held" : "expiring";
}

export class ItemOverlay {
  readonly group = new Group();
  readonly #rim = new Mesh(new BufferGeometry(), flatMaterial());
  readonly #ring = new Mesh(new BufferGeometry(), flatMaterial());
  readonly #edges = new LineSegments<BufferGeometry, LineBasicMaterial>(
    new BufferGeometry(),
    new LineBasicMaterial(),
  );
  readonly #tag = label("view3d-tag");
  #drawn = "";

  constructor() {
    this.group.position.y = levelMm / mmPerMetre;
    this.group.add(this.#rim, this.#ring, this.#edges, this.#tag);
    this.#tag.center.set(0.5, 1.3);
  }

  update(size: Size, state: MarkState, palette: Palette): void {
    const outline = outlineOf(state);
    const ring = ringOf(state.verdict);
    this.#shape(size, outline?.dashed === true);
    paint(this.#rim, outline && palette[outline.tone]);
    paint(this.#ring, ring && palette[ring]);
    paint(this.#edges, outline && palette[outline.tone]);
    const { lock, holder, name } = state;
    write(this.#tag, holder ? `view3d-tag ${lock.state}` : "view3d-tag", holder || name);
  }

  dispose(): void {
    for (const part of [this.#rim, this.#ring, this.#edges]) {
      part.geometry.dispose();
      part.material.dispose();
    }
    this.#tag.removeFromParent();
    this.group.removeFromParent();
  }

  #shape({ width, depth, height }: Size, dashed: boolean): void {
    const key = `${width} ${depth} ${height} ${dashed}`;
    if (key === this.#drawn) return;
    this.#drawn = key;
    for (const part of [this.#rim, this.#ring, this.#edges]) part.geometry.dispose();
    this.#rim.geometry = frame(width, depth, 70, 32, dashed ? heldDashes : undefined);
    this.#ring.geometry = frame(width, depth, 20, 22);
    const box = new BoxGeometry(width + 40, height + 20, depth + 40).scale(0.001, 0.001, 0.001);
    this.#edges.geometry = new EdgesGeometry(box.translate(0, (height / 2 - levelMm + 10) / mmPerMetre, 0));
    box.dispose();
    this.#edges.material.dispose();
    this.#edges.material = dashed
      ? new LineDashedMaterial({ dashSize: 0.09, gapSize: 0.06 })
      : new LineBasicMaterial();
    this.#edges.computeLineDistances();
    this.#tag.position.y = (height - levelMm) / mmPerMetre;
  }
}

function flatMaterial(): MeshBasicMaterial {
  return new MeshBasicMaterial({ transparent: true, opacity: 0.92, depthWrite: false, toneMapped: false });
}

function paint(
  part: { visible: boolean; material: MeshBasicMaterial | LineBasicMaterial },
  colour: Color | undefined,
): void {
  part.visible = colour !== undefined;
  if (colour) part.material.color.copy(colour);
  part.material.toneMapped = false;
}
