import { pluralOf } from "../../i18n/plural.ts";
import type { Verdict } from "../../model/index.ts";

const plural = pluralOf("en");

// The demo shop's texts in English, without those of the catalogue and of the planner.
export const en = {
  skip: "Skip to the product",
  shop: "Shop",
  cart: (count: number) =>
    count === 0 ? "Cart, empty" : `Cart, ${count} ${plural(count, { one: "piece", other: "pieces" })}`,
  colour: "Colour",
  see: "See it in your room",
  seeNote:
    "Draw your room, put it in, and invite somebody to plan with you. It tells you whether it fits, and whether it gets in.",
  add: "Add to cart",
  added: (name: string) => `${name} is in your cart.`,
  delivery: "Delivered to the room of your choice in 5 to 8 days",
  returns: "Yours to change your mind for 60 days",
  warranty: "Made to last: 10 years of warranty",
  facts: "Measures and packages",
  width: "Width",
  depth: "Depth",
  height: "Height",
  package: (n: number) => `Package ${n}`,
  weight: (kg: string) => `${kg} kg`,
  sku: "Article number",
  also: "Goes well with it",
  pictures: {
    angle: (name: string) => `${name}, seen at an angle`,
    front: (name: string) => `${name}, from the front`,
    above: (name: string, width: string, depth: string) =>
      `${name}, from above: ${width} wide and ${depth} deep`,
  },
  room: (name: string) => `${name} in your room`,
  yourRoom: "Your room",
  noRoom: "The room can't be opened just now. Load this page again in a moment.",
  close: "Close",
  yourCart: "Your cart",
  empty: "There is nothing in it yet.",
  total: "Total",
  pieces: (n: number) => `${n} ×`,
  mirrored: "mirrored",
  remove: (name: string) => `Remove ${name}`,
  unpriced: "Price on request",
  handed: "What the planner handed over",
  demo: "A demo shop: nothing is sold here.",
  back: "Back to the room",
  verdict: { fits: "Fits", tight: "Tight", blocked: "Does not fit" } satisfies Record<Verdict, string>,
  untried: "Not tried in a room yet",
  failed: "The shop can't be shown just now. Load this page again in a moment.",
  /** Descriptions of products, by category. */
  about: {
    sofas:
      "Deep enough to curl up in, firm enough to get out of again. The frame is solid birch, the seat is pocket springs under feather and foam, and the covers come off to be washed.",
    armchairs:
      "A chair to read in, and to fall asleep in. The frame is solid birch; the arms stand just where a book wants them.",
    chairs: "Made for long dinners: a seat that gives a little, a back that holds, and legs that don't rock.",
    tables: "Solid wood, oiled, with an edge that is soft to the hand. It gets better with every dinner.",
    work: "Room for a screen, a lamp and an elbow, and a way for the cables that nobody sees.",
    beds: "Slats that follow you, a headboard to lean on, and no screw that comes loose in a year.",
    storage: "Everything has its place behind it. Doors and drawers close by themselves, slowly.",
    lighting: "A warm light where you sit, and a shade that looks good when it is off.",
    rugs: "Woven of wool, thick underfoot and quiet. It lies flat from the first day.",
    curtains:
      "Heavy cloth that falls in even folds. The rail comes with it, and so does what fixes it to the wall.",
    decor: "The last touch to a room, and often the first thing that is noticed.",
  },
};
