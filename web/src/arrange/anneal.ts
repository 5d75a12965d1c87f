// Simulated annealing: moves pieces at random, and keeps a worse layout the less often the longer it lasts.

import type { Task } from "../fit/task.ts";
import { bounds, normalizeAngle } from "../geometry/index.ts";
import { hangs, type Place } from "../model/index.ts";
import { atHeight, atWalls, besidePartners, rotationsOf } from "./candidates.ts";
import { companyOf } from "./comfort.ts";
import type { Energy } from "./energy.ts";
import { groupMoved } from "./group.ts";
import type { Setting, Stood } from "./setting.ts";

/** Temperature at the start and at the end, in units of energy. */
const hot = 2;
const cold = 0.02;
/** Longest random step, and the grid of random places, millimetres. */
const stepMm = 400;
const gridMm = 10;
/** Which of the proposals is made, by a random number below each of these; above the last one a place anywhere. */
const below = { partner: 0.35, wall: 0.65, aside: 0.85, turned: 0.92 };
/** How often what stands with a piece goes along with it. */
const together = 0.5;

/** Lowers the energy of a layout in a number of steps; pauses after each few of them. */
export function* anneal(energy: Energy, room: Setting, random: () => number, steps: number): Task<void> {
  if (energy.size === 0) return;
  const atWall = Array.from({ length: energy.size }, (_, i) => {
    const { piece } = energy.item(i);
    return [...atWalls(piece, companyOf(piece, [], room))];
  });
  let now = energy.total();
  let best = now;
  let found = energy.places();
  for (let step = 0; step < steps; step++) {
    const heat = hot * (cold / hot) ** (step / steps);
    const i = Math.floor(random() * energy.size);
    const item = energy.item(i);
    const place = proposed(item, energy.others(i), atWall[i] ?? [], room, random);
    if (!place) continue;
    const group = random() < together ? groupMoved(item, energy.items(), place) : [];
    const before = energy.move(new Map([...group, [item.id, place]]));
    const after = energy.total();
    if (after <= now || random() < Math.exp((now - after) / heat)) now = after;
    else energy.move(before);
    if (now < best) [best, found] = [now, energy.places()];
    if (step % 4 === 0) yield;
  }
  energy.move(found);
}

/** Returns another place for a piece: with a partner, at a wall, a step aside, turned, or anywhere. */
function proposed(
  { piece, place }: Stood,
  others: readonly Stood[],
  walls: readonly Place[],
  room: Setting,
  random: () => number,
): Place | undefined {
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const drawn = random();
  if (drawn < below.partner) {
    const slots = besidePartners(piece, companyOf(piece, others, room));
    if (slots.length > 0) return one(slots);
  }
  if (piece.mount === "wall" || drawn < below.wall) return one(walls);
  const rounded = (mm: number) => Math.round(mm / gridMm) * gridMm;
  const aside = () => rounded((random() * 2 - 1) * stepMm);
  if (drawn < below.aside)
    return atHeight({ ...place, x: place.x + aside(), y: place.y + aside() }, piece, room);
  if (drawn < below.turned && !hangs(piece.mount))
    return { ...place, rotation: normalizeAngle(place.rotation, one([90, 180, 270]) ?? 0) };
  const { x, y, width, height } = bounds(room.plan.outline);
  const at = { x: rounded(x + random() * width), y: rounded(y + random() * height), z: 0 };
  return atHeight({ ...at, rotation: one(rotationsOf(piece, room)) ?? 0 }, piece, room);
}
