// A product's pictures: two renderings of the planner's 3D body, and a drawing from above with dimensions.
// Without WebGL there is only the drawing.

import type { Piece } from "../catalog/types.ts";
import { svg } from "../symbols/dom.ts";
import { drawPiece } from "../symbols/svg.ts";
import { formatLength } from "../units/index.ts";
import type { Pose, Studio } from "./studio.ts";
import type { Words } from "./words/index.ts";

/** Size of a rendering in pixels, enough for screens of high density. */
const photoSize = { width: 1280, height: 960 };
const angle: Pose = { around: 32, above: 16 };
const front: Pose = { around: 0, above: 7 };

let studio: Promise<Studio | undefined> | undefined;

/** Loads the studio at the first call; resolves to undefined if that fails, e.g. without WebGL. */
function openStudio(): Promise<Studio | undefined> {
  studio ??= import("./studio.ts")
    .then(({ Studio }) => new Studio())
    .catch((error: unknown) => {
      console.warn("No 3D pictures:", error);
      return undefined;
    });
  return studio;
}

/** Language and texts of labels. */
interface Said {
  lang: string;
  words: Words;
}

/** Fills `gallery` with a product's pictures: the drawing at once, the renderings when they are ready. */
export async function showPictures(gallery: Element, piece: Piece, said: Said): Promise<void> {
  const { pictures } = said.words;
  const shots = [
    { pose: angle, ...figure(pictures.angle(piece.name)) },
    { pose: front, ...figure(pictures.front(piece.name)) },
  ];
  gallery.replaceChildren(...shots.map(({ place }) => place), measured(piece, said));
  const open = await openStudio();
  for (const { pose, place, canvas } of shots) {
    // One per frame, so that the page stays responsive; meanwhile another variant may have been chosen.
    await new Promise(requestAnimationFrame);
    if (!open) place.remove();
    else if (place.isConnected) open.photograph(piece, pose, canvas);
  }
}

/** Creates a figure with an empty canvas for a rendering. */
function figure(label: string): { place: HTMLElement; canvas: HTMLCanvasElement } {
  const place = document.createElement("figure");
  const canvas = Object.assign(document.createElement("canvas"), photoSize);
  canvas.role = "img";
  canvas.ariaLabel = label;
  place.append(canvas);
  return { place, canvas };
}

/** Draws the piece from above, with dimension lines. */
function measured(piece: Piece, { lang, words }: Said): HTMLElement {
  const { width, depth } = piece.size;
  const wide = formatLength(width, "cm", lang);
  const deep = formatLength(depth, "cm", lang);
  const room = Math.max(width, depth) * 0.26;
  const w = width + 2 * room;
  const h = depth + 2 * room;
  const scale = Math.max(w, h * 1.2) / 100;
  const drawing = svg(
    "svg",
    { viewBox: `${-w / 2} ${-h / 2} ${w} ${h}`, class: "measured", role: "img" },
    drawPiece(piece),
    ...measure(width, -depth / 2 - room * 0.45, wide, scale, false),
    ...measure(depth, -width / 2 - room * 0.45, deep, scale, true),
  );
  drawing.setAttribute("aria-label", words.pictures.above(piece.name, wide, deep));
  const place = document.createElement("figure");
  place.className = "plan";
  place.append(drawing);
  return place;
}

/** Draws a dimension line with its length; an `upright` one is vertical, at the left. */
function measure(length: number, at: number, text: string, scale: number, upright: boolean): SVGElement[] {
  const half = length / 2;
  const tick = 1.4 * scale;
  const ends = [`M${-half} ${at}H${half}`, ...[-half, half].map((x) => `M${x} ${at - tick}v${2 * tick}`)];
  const turn = upright ? { transform: "rotate(-90)" } : {};
  const label = svg("text", { x: 0, y: at - 2 * scale, "font-size": 3.6 * scale, ...turn });
  label.textContent = text;
  return [svg("path", { class: "measure", d: ends.join(""), "stroke-width": 0.4 * scale, ...turn }), label];
}
