// Generated textures, so that no pictures are loaded: floors, grain and weave.
// Each is nearly white and multiplies the colour under it; a tile covers `metres`.

import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  RGBAFormat,
  SRGBColorSpace,
} from "three";
import { seededRandom } from "./furniture/shade.ts";

const size = 256;

/** Returns the brightness of a pixel, from 0 to 1. */
type Shade = (x: number, y: number) => number;

function texture(shade: Shade, metres: number): DataTexture {
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const value = Math.round(255 * Math.min(1, Math.max(0, shade(x, y))));
      data.set([value, value, value, 255], (y * size + x) * 4);
    }
  }
  const made = new DataTexture(data, size, size, RGBAFormat);
  made.colorSpace = SRGBColorSpace;
  made.wrapS = made.wrapT = RepeatWrapping;
  made.magFilter = LinearFilter;
  made.minFilter = LinearMipmapLinearFilter;
  made.generateMipmaps = true;
  made.anisotropy = 8;
  made.repeat.set(1 / metres, 1 / metres);
  made.needsUpdate = true;
  return made;
}

/** Returns rows of boards along x, each in its own tone, with staggered ends. */
export function boards(): DataTexture {
  const rows = 8;
  const roll = seededRandom("boards");
  const tones = Array.from({ length: rows * 2 }, () => 0.88 + roll() * 0.12);
  const ends = Array.from({ length: rows }, () => Math.floor(roll() * size));
  const grain = fibres("floor");
  const high = size / rows;
  return texture((x, y) => {
    const row = Math.floor(y / high);
    const end = ends[row] ?? 0;
    const along = (x + end) % size;
    const half = along < size / 2 ? 0 : 1;
    const seam = y % high < 1 || along % (size / 2) < 1 ? 0.74 : 1;
    return seam * (tones[row * 2 + half] ?? 1) * (0.94 + 0.06 * grain(x, y));
  }, 1.6);
}

/** Length of a herringbone's block in its widths, and its width in metres. */
const blockWidths = 4;
const blockMetres = 0.095;

/** Returns blocks that lie and stand in turn; turned by 45°, they are a herringbone. */
export function herringbone(): DataTexture {
  const repeat = 2 * blockWidths;
  const roll = seededRandom("herringbone");
  const tones = Array.from({ length: 2 * repeat }, () => 0.86 + roll() * 0.14);
  const grain = fibres("blocks");
  const within = (value: number) => ((value % repeat) + repeat) % repeat;
  return texture((x, y) => {
    const [u, v] = [(x / size) * repeat, (y / size) * repeat];
    const [column, row] = [Math.floor(u), Math.floor(v)];
    const lying = within(column - row) < blockWidths;
    const along = lying ? within(u - row) : within(v - (column - 2 * blockWidths + 1));
    const across = lying ? v - row : u - column;
    const tone = tones[lying ? row : repeat + column] ?? 1;
    const seam = along < 0.05 || across < 0.05 ? 0.74 : 1;
    return seam * tone * (0.94 + 0.06 * (lying ? grain(x, y) : grain(y, x)));
  }, repeat * blockMetres);
}

/** Returns square tiles of 30 cm with grout. */
export function tiles(): DataTexture {
  const rows = 4;
  const roll = seededRandom("tiles");
  const tones = Array.from({ length: rows * rows }, () => 0.94 + roll() * 0.06);
  const wide = size / rows;
  return texture((x, y) => {
    const grout = x % wide < 2 || y % wide < 2;
    return grout ? 0.78 : (tones[Math.floor(y / wide) * rows + Math.floor(x / wide)] ?? 1);
  }, rows * 0.3);
}

/** Returns the loops of a carpet. */
export function carpet(): DataTexture {
  const roll = seededRandom("carpet");
  const noise = Array.from({ length: size * size }, () => roll());
  return texture((x, y) => 0.8 + 0.2 * (noise[y * size + x] ?? 0), 0.7);
}

/** Returns wood with its fibres along x. */
export function grain(): DataTexture {
  const fine = fibres("grain");
  return texture((x, y) => 0.93 + 0.07 * fine(x, y), 0.9);
}

/** Returns woven threads. */
export function weave(): DataTexture {
  const roll = seededRandom("weave");
  const noise = Array.from({ length: size * size }, () => roll());
  return texture((x, y) => {
    const over = (Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0;
    const across = over ? (x % 4) / 4 : (y % 4) / 4;
    const round = Math.sin((across + 0.125) * Math.PI);
    return 0.84 + 0.11 * round + 0.05 * (noise[y * size + x] ?? 0);
  }, 0.22);
}

/** Returns slightly wavy fibres along x: a sum of waves that are continuous across the tile's edges. */
function fibres(seed: string): Shade {
  const roll = seededRandom(seed);
  const waves = Array.from({ length: 22 }, () => ({
    fine: 2 + Math.floor(roll() * 46),
    phase: roll() * Math.PI * 2,
    waver: roll() * 0.9,
    much: 0.4 + roll() * 0.6,
  }));
  const total = waves.reduce((sum, w) => sum + w.much, 0);
  const turn = (Math.PI * 2) / size;
  return (x, y) => {
    const value = ({ fine, phase, waver, much }: (typeof waves)[number]) =>
      much * Math.sin(y * fine * turn + phase + waver * Math.sin(x * turn + phase));
    return 0.5 + (waves.reduce((all, wave) => all + value(wave), 0) / total) * 1.6;
  };
}
