// The cursors of other users: a cone in the peer's colour with its tip on the floor, and a name.

import { ConeGeometry, Group, Mesh, MeshBasicMaterial } from "three";
import type { CSS2DObject } from "three/addons/renderers/CSS2DRenderer.js";
import type { CursorView, PeerView } from "../../client/index.ts";
import { toWorld } from "../space.ts";
import { label, write } from "./labels.ts";

interface Cursor {
  node: Group;
  material: MeshBasicMaterial;
  name: CSS2DObject;
  /** Number of the colour in use; undefined until it could be looked up. */
  colour: number | undefined;
}

export class Cursors {
  /**
   * `colourOf` returns a peer's colour from the style sheet, so that
   * it is the same in all views; empty while it is unavailable.
   */
  constructor(private readonly colourOf: (colour: number) => string) {}

  readonly group = new Group();
  readonly #shape = new ConeGeometry(0.07, 0.24, 20).rotateX(Math.PI).translate(0, 0.12, 0);
  readonly #made = new Map<string, Cursor>();

  /** Places each cursor where its peer points now; returns true while one is moving. */
  update(cursors: readonly CursorView[], peers: readonly PeerView[]): boolean {
    const present = new Map(peers.filter((p) => !p.you).map((p) => [p.id, p]));
    for (const [id, cursor] of this.#made) {
      if (present.has(id) && cursors.some((c) => c.peer === id)) continue;
      this.#drop(id, cursor);
    }
    let moving = false;
    for (const { peer: id, x, y, moving: more } of cursors) {
      const peer = present.get(id);
      if (!peer) continue;
      const cursor = this.#made.get(id) ?? this.#make(id);
      cursor.node.position.copy(toWorld([x, y], 10));
      this.#dress(cursor, peer);
      moving ||= more;
    }
    return moving;
  }

  dispose(): void {
    for (const [id, cursor] of this.#made) this.#drop(id, cursor);
    this.#shape.dispose();
  }

  #make(id: string): Cursor {
    const material = new MeshBasicMaterial({ toneMapped: false });
    const name = label("view3d-cursor");
    name.element.dataset.cursor3d = id;
    name.position.y = 0.27;
    name.center.set(0.5, 1);
    const node = new Group().add(new Mesh(this.#shape, material), name);
    const made: Cursor = { node, material, name, colour: undefined };
    this.#made.set(id, made);
    this.group.add(node);
    return made;
  }

  #dress(cursor: Cursor, { name: who, colour }: PeerView): void {
    write(cursor.name, `view3d-cursor colour-${colour}`, who);
    if (cursor.colour === colour) return;
    const found = this.colourOf(colour);
    if (found === "") return;
    cursor.colour = colour;
    cursor.material.color.set(found);
  }

  #drop(id: string, { node, material, name }: Cursor): void {
    name.removeFromParent();
    node.removeFromParent();
    material.dispose();
    this.#made.delete(id);
  }
}
