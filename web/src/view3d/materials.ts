// One three.js material per kind of material, shared by all furniture: colours are vertex attributes.

import {
  DoubleSide,
  MeshStandardMaterial,
  type MeshStandardMaterialParameters,
  PMREMGenerator,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from "three";
import { RoomEnvironment } from "three/addons/environments/RoomEnvironment.js";
import type { Material } from "./furniture/part.ts";
import { grain, weave } from "./textures.ts";

/** Parameters of each material. Only the shiny ones reflect an environment, a bright room. */
export const looks: Readonly<Record<Material, MeshStandardMaterialParameters>> = {
  fabric: { roughness: 1 },
  wood: { roughness: 0.62 },
  plain: { roughness: 0.75 },
  metal: { roughness: 0.35, metalness: 0.85 },
  glass: { roughness: 0.1, transparent: true, opacity: 0.3 },
  mirror: { roughness: 0.03, metalness: 1 },
  glow: { roughness: 0.9, emissive: "#ffd9a0", emissiveIntensity: 0.55, side: DoubleSide },
  leaf: { roughness: 0.6, side: DoubleSide },
};
const shiny: readonly Material[] = ["metal", "glass", "mirror"];

export class Materials {
  readonly #made: Record<Material, MeshStandardMaterial>;
  readonly #weave = weave();
  readonly #grain = grain();
  #surroundings: WebGLRenderTarget | undefined;

  constructor(private readonly renderer: WebGLRenderer) {
    const make = (stuff: Material) => new MeshStandardMaterial({ ...looks[stuff], vertexColors: true });
    const stuffs = Object.keys(looks) as Material[];
    this.#made = Object.fromEntries(stuffs.map((s) => [s, make(s)])) as Record<
      Material,
      MeshStandardMaterial
    >;
    this.#made.fabric.map = this.#weave;
    this.#made.fabric.bumpMap = this.#weave;
    this.#made.wood.map = this.#grain;
    this.reflect();
  }

  /** Renders the environment that shiny materials reflect; again after the WebGL context was restored. */
  reflect(): void {
    this.#surroundings?.dispose();
    const generator = new PMREMGenerator(this.renderer);
    const room = new RoomEnvironment();
    this.#surroundings = generator.fromScene(room, 0.04);
    for (const stuff of shiny) this.#made[stuff].envMap = this.#surroundings.texture;
    room.dispose();
    generator.dispose();
  }

  of(stuff: Material): MeshStandardMaterial {
    return this.#made[stuff];
  }

  /** Sets the lamps' brightness: higher in the dark scheme. */
  lit(dark: boolean): void {
    this.#made.glow.emissiveIntensity = dark ? 1.1 : 0.55;
  }

  dispose(): void {
    for (const material of Object.values(this.#made)) material.dispose();
    this.#weave.dispose();
    this.#grain.dispose();
    this.#surroundings?.dispose();
  }
}
