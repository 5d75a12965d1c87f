// Texts of the room panel that are loaded with it, in English.

import { pluralOf } from "../plural.ts";

const plural = pluralOf("en");

const scan = {
  why: "Choose the JSON file of an Apple RoomPlan scan, or drop it here.",
  choose: "Choose a scan",
  failed: "The scan could not be opened. Try again.",
  faults: {
    "not-json": "That file is no scan. Choose the JSON file that the scanning app exports.",
    usdz: "That is the 3D model of a scan (USDZ). Let the scanning app export the room as JSON.",
    "not-roomplan": "That JSON file is no room of Apple RoomPlan, or it is damaged.",
    "no-walls": "That scan has no walls. Scan the room again, along all its walls.",
    "open-walls": "The walls of that scan do not close. Scan the room again, along all its walls.",
    "too-large": "That scan is larger than a room can be. Scan one room alone.",
  },
  found: (walls: number, doors: number, windows: number) =>
    `The scan has ${plural(walls, { one: "1 wall", other: `${walls} walls` })}, ${plural(doors, { one: "1 door", other: `${doors} doors` })} and ${plural(windows, { one: "1 window", other: `${windows} windows` })}. They replace the walls, doors and windows of this room, for everybody in it.`,
  added: (pieces: number) =>
    plural(pieces, {
      one: "1 piece of furniture is added as your own: it is on no bill.",
      other: `${pieces} pieces of furniture are added as your own: they are on no bill.`,
    }),
  stays: (pieces: number) =>
    plural(pieces, {
      one: "1 piece that is in the room stays where it is, and may be outside of the new walls.",
      other: `${pieces} pieces that are in the room stay where they are, and may be outside of the new walls.`,
    }),
  undo: "One undo brings back the room as it is now.",
  replace: "Replace the room",
  label: "opening a scan",
  names: {
    storage: "Cabinet",
    refrigerator: "Refrigerator",
    stove: "Stove",
    bed: "Bed",
    sink: "Sink",
    washerDryer: "Washing machine or dryer",
    toilet: "Toilet",
    bathtub: "Bathtub",
    oven: "Oven",
    dishwasher: "Dishwasher",
    table: "Table",
    sofa: "Sofa",
    chair: "Chair",
    fireplace: "Fireplace",
    television: "Television",
    stairs: "Stairs",
    other: "Own piece",
  },
};

const picture = {
  share: "Share it with everybody in the room",
  seen: "Everybody in the room sees this picture.",
  shared: "Everybody in the room sees the picture now. Share it again after you moved it.",
  failed: "The picture could not be shared. It may have at most 10 MB.",
};

const suggest = {
  title: "In words",
  why: "Say what you wish for. A language model of the shop chooses products; it is told your words, and no names.",
  example: "Make it cosy for two children, under 20,000 kr",
  ask: "Suggest products",
  asking: "Choosing…",
  piece: (count: number, name: string) => (count === 1 ? name : `${count} × ${name}`),
  total: (price: string) => `Together ${price}`,
  left: (names: string) => `Left out, as it does not fit or is not sold: ${names}.`,
  place: "Place all",
  dismiss: "Dismiss",
  label: "placing the suggestion",
  failures: {
    no_suggestion: "Those words led to no list of products. Try other words. Nothing was changed.",
    used_up: "This room has used its suggestions of today. Nothing was changed.",
    busy: "The answer took too long. Ask again in a minute. Nothing was changed.",
    bad_field: "That can't be asked. Write at most 500 characters.",
    failed: "There is no answer now. Ask again later. Nothing was changed.",
  },
};

export const roomPanel = { scan, picture, suggest };
