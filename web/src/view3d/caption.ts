// The picture of the room for a file: its name and the shop's above it.

export interface Caption {
  name: string;
  shop: string;
}

/** Of the picture's width. */
const headingPart = 0.05;
const letterPart = 0.019;
const marginPart = 0.02;
const paper = "#ffffff";
const ink = "#26221d";
const muted = "#6f675d";
const fonts = `"Avenir Next", "Nunito Sans", "Segoe UI", system-ui, sans-serif`;

/** A copy with a heading; call it in the task that drew the picture, whose pixels are gone after that. */
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
  // A name that is too long is squeezed, and never runs into the shop's.
  context.fillText(name, margin, heading / 2, width * 0.65);
  context.font = `400 ${Math.round(letters * 0.7)}px ${fonts}`;
  context.fillStyle = muted;
  context.textAlign = "right";
  context.fillText(shop, width - margin, heading / 2, width * 0.25);
  context.drawImage(picture, 0, heading);
  return canvas;
}
