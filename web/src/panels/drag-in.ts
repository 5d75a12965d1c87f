// Drags a product out of the catalogue onto the plan. A press that doesn't move stays a click, and a
// finger that moves up or down scrolls the list.

import type { Piece } from "../catalog/types.ts";
import { toLayout } from "../geometry/client-point.ts";
import type { ClientPoint, Place, ViewPoint } from "../model/index.ts";
import { dropPlace } from "../planner/drop-place.ts";
import { thumbnail } from "../symbols/thumbnail.ts";
import type { Context } from "./context.ts";
import { pixelsPerMm, screenToPlan } from "./screen-to-plan.ts";

/** Pixels beyond which a press becomes a drag, as a pointer is not quite still during a click. */
const startPx = 8;

export function dragIn(press: PointerEvent, piece: Piece, context: Context): void {
  const card = press.currentTarget as HTMLElement;
  if (press.button !== 0 || !press.isPrimary || !context.scene.editable) return;
  // Captured at once, as a fast pointer leaves the card with its second move.
  card.setPointerCapture(press.pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  let ghost: SVGSVGElement | undefined;

  const move = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    // No button is pressed: the card has missed the release.
    if (event.buttons === 0 && event.pointerType !== "touch") return end(event);
    const far = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > startPx;
    if (!ghost && !far) return;
    ghost ??= lifted(card, piece, context);
    const place = placeUnder(event, piece, context);
    const at: ClientPoint = place
      ? context.host.toClient([place.x, place.y])
      : [event.clientX, event.clientY];
    const [x, y] = inFrame(at, card);
    const turn = place?.rotation ?? 0;
    ghost.style.setProperty(
      "transform",
      `translate(${x}px, ${y}px) translate(-50%, -50%) rotate(${turn}deg)`,
    );
  };
  const end = (dropped?: PointerEvent) => {
    ended.abort();
    if (!ghost) return;
    ghost.remove();
    card.closest(".planner")?.classList.remove("dragging");
    if (dropped) drop(dropped, piece, context);
  };
  window.addEventListener("pointermove", move, { signal, capture: true });
  for (const over of ["pointerup", "lostpointercapture"] as const)
    card.addEventListener(over, (event) => end(event), { signal });
  card.addEventListener("pointercancel", () => end(), { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && end(), { signal, capture: true });
}

/** Appends the drag preview under the pointer, in the size that the item will have on the plan. */
function lifted(card: HTMLElement, piece: Piece, { scene, host }: Context): SVGSVGElement {
  const drawn = thumbnail(piece);
  const scale = scene.view === "2d" ? pixelsPerMm((spot) => inFrame(host.toClient(spot), card)) : 0.08;
  drawn.classList.add("drag-ghost");
  drawn.style.setProperty("width", `${piece.size.width * scale}px`);
  drawn.style.setProperty("height", `${piece.size.depth * scale}px`);
  const frame = card.closest(".planner");
  frame?.append(drawn);
  frame?.classList.add("dragging");
  swallowClick(card);
  return drawn;
}

/** Converts client pixels to pixels of the planner, which may be scaled. */
function inFrame(at: ClientPoint, card: HTMLElement): ViewPoint {
  const frame = card.closest<HTMLElement>(".planner");
  if (!frame) return [at[0], at[1]];
  const { offsetWidth: width, offsetHeight: height } = frame;
  return toLayout(at, frame.getBoundingClientRect(), { width, height });
}

/** Stops the click that ends a drag, which would add another item; it comes right after the release. */
function swallowClick(card: HTMLElement): void {
  const over = new AbortController();
  const { signal } = over;
  card.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, signal });
  card.addEventListener("pointerdown", () => over.abort(), { capture: true, signal });
  window.addEventListener("pointerup", () => setTimeout(() => over.abort()), { capture: true, signal });
}

function isOverView({ clientX, clientY }: PointerEvent, { host }: Context): boolean {
  const { left, right, top, bottom } = host.view().element.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

/** Returns where the piece would go if it were dropped now; undefined outside the plan and in the 3D view. */
function placeUnder(event: PointerEvent, piece: Piece, context: Context): Place | undefined {
  const { scene, host } = context;
  if (scene.view !== "2d" || !isOverView(event, context)) return undefined;
  const spot = screenToPlan([event.clientX, event.clientY], host.toClient);
  return spot && dropPlace(scene, piece, spot, event.altKey);
}

function drop(event: PointerEvent, piece: Piece, context: Context): void {
  if (!isOverView(event, context)) return;
  const place = placeUnder(event, piece, context);
  if (context.narrow()) context.open(undefined);
  context.actions.add(piece.product, piece.variant, place);
}
