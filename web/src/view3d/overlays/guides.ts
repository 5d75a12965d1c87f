// The snap guides of a drag, as lines on the floor, and the free distances with their lengths.

import { Group, Mesh, MeshBasicMaterial } from "three";
import type { Scene } from "../../planner/scene.ts";
import { formatLength } from "../../units/index.ts";
import type { Palette } from "../palette.ts";
import { toWorld } from "../space.ts";
import { dashed, flatLines } from "./flat-lines.ts";
import { label } from "./labels.ts";

const levelMm = 26;

export class Guides {
  readonly group = new Group();
  readonly #guide = new MeshBasicMaterial({ depthWrite: false, transparent: true, toneMapped: false });
  readonly #ruler = this.#guide.clone();
  #shown: [unknown, unknown] = [undefined, undefined];

  update({ guides, rulers, units, lang }: Scene, palette: Palette): void {
    if (this.#shown[0] === guides && this.#shown[1] === rulers) return;
    this.#shown = [guides, rulers];
    this.#clear();
    this.#guide.color.copy(palette.accent);
    this.#ruler.color.copy(palette.ink);
    const lines = guides.flatMap(({ from, to }) => dashed(from, to, { dash: 90, gap: 50 }));
    if (lines.length > 0) this.group.add(new Mesh(flatLines(lines, 14), this.#guide));
    if (rulers.length > 0) {
      this.group.add(
        new Mesh(
          flatLines(
            rulers.map(({ from, to }) => [from, to] as const),
            10,
          ),
          this.#ruler,
        ),
      );
    }
    for (const { from, to, length } of rulers) {
      const words = label("view3d-measure", formatLength(length, units, lang));
      words.position.copy(toWorld([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], 20));
      this.group.add(words);
    }
    this.group.position.y = levelMm / 1000;
  }

  dispose(): void {
    this.#clear();
    this.#guide.dispose();
    this.#ruler.dispose();
  }

  #clear(): void {
    for (const child of [...this.group.children]) {
      child.removeFromParent();
      if (child instanceof Mesh) child.geometry.dispose();
    }
  }
}
