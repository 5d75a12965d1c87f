// Materials as the formats have them: without bump maps and environments, and with pictures in place of
// generated textures.

import {
  CanvasTexture,
  DataTexture,
  type Material,
  type Matrix3,
  MeshBasicMaterial,
  MeshStandardMaterial,
  RepeatWrapping,
  type Texture,
} from "three";

export interface PortableMaterial {
  material: MeshStandardMaterial | MeshBasicMaterial;
  /** Whether a texture needs the geometry's texture coordinates. */
  textured: boolean;
  /** To be applied to the texture coordinates; undefined when they stay. */
  uv: Matrix3 | undefined;
}

const made = new WeakMap<Material, PortableMaterial>();
const pictures = new WeakMap<DataTexture, CanvasTexture>();

/** Returns the exported form of a material, the same one each time; undefined for one that no format has. */
export function portable(material: Material): PortableMaterial | undefined {
  const known = made.get(material);
  if (known) return known;
  if (!(material instanceof MeshStandardMaterial || material instanceof MeshBasicMaterial)) return undefined;
  const copy = material.clone();
  if (copy instanceof MeshStandardMaterial) {
    copy.bumpMap = null;
    copy.envMap = null;
  }
  const { map } = material;
  if (map instanceof DataTexture) copy.map = pictureOf(map);
  const uv = map instanceof DataTexture && copy.map ? transformOf(map) : undefined;
  const one = { material: copy, textured: hasTexture(copy), uv };
  made.set(material, one);
  return one;
}

function transformOf(map: Texture): Matrix3 {
  map.updateMatrix();
  return map.matrix.clone();
}

function hasTexture(material: Material): boolean {
  return Object.values(material).some((value) => (value as Texture | null)?.isTexture === true);
}

/** Returns a generated texture as a picture, untransformed; null where nothing can be drawn. */
function pictureOf(texture: DataTexture): CanvasTexture | null {
  const known = pictures.get(texture);
  if (known) return known;
  const { data, width, height } = texture.image;
  if (!data || typeof document === "undefined") return null;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.putImageData(new ImageData(new Uint8ClampedArray(data as Uint8Array), width, height), 0, 0);
  const picture = new CanvasTexture(canvas);
  picture.colorSpace = texture.colorSpace;
  picture.wrapS = picture.wrapT = RepeatWrapping;
  picture.flipY = false;
  pictures.set(texture, picture);
  return picture;
}
