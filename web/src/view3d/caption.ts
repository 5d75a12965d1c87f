// The picture of the room for a file, with the room's name and the shop's name above it.

export interface Caption {
  name: string;
  shop: string;
}

/** Lengths as fractions of the picture's width. */
const headingPart = 0.05;
const letterPart = 0.019;
const marginPart = 0.02;
const paper = "#ffffff";
const ink = "#26221d";
const muted = "#6f675d";
const fonts = `"Avenir Next", "Nunito Sans", "Segoe UI", system-ui, sans-serif`;

/**
 * Returns a copy with a heading. Must be called in the task that rendered the picture,
 * because its pixels may be discarded after that. Throws where a 2D canvas isn't available.
 */
export function withCaption(picture: HTMLCanvasElement, { name, shop }: Caption): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const { width } = picture;
  const heading = Math.round(width * headingPart);
  canvas.width = width;
  canvas.height = picture.height + heading;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas to draw on.");
  context.fillStyle = paper;
  context.fillRect(0, 0, width, canvas.height);
  const margin = width * marginPart;
  const letters = Math.round(width * letterPart);
  context.textBaseline = "middle";
  context.font = `600 ${letters}px ${fonts}`;
  context.fillStyle = ink;
  // The width limit condenses a long name, so that it never overlaps the shop's name.
  context.fillText(name, margin, heading / 2, width * 0.65);
  context.font = `400 ${Math.round(letters * 0.7)}px ${fonts}`;
  context.fillStyle = muted;
  context.textAlign = "right";
  context.fillText(shop, width - margin, heading / 2, width * 0.25);
  context.drawImage(picture, 0, heading);
  return canvas;
}
