// Texts of recommendations, in German.

import type { Worded } from "../language.ts";
import type { recommend as english } from "./en.ts";

export const recommend: Worded<typeof english> = {
  goesWith: "Passt dazu",
  finish: "Den Raum vervollständigen",
  begin: "Etwas für den Anfang",
  smaller: "Ein kleineres Stück",
  add: (name) => `${name} hinzufügen`,
  replace: (name) => `Stattdessen ${name} nehmen`,
  changed: "Der Raum hat sich gerade geändert, deshalb passt es dort nicht mehr.",
  why: {
    together: (other) => `Steht oft im selben Raum wie ${other}.`,
    belongs: (other) => `Gehört zu ${other}.`,
    missing: "Fehlt in diesem Raum noch.",
    begin: {
      living: "Macht den Raum zum Wohnzimmer.",
      bedroom: "Macht den Raum zum Schlafzimmer.",
      dining: "Macht den Raum zum Esszimmer.",
      office: "Macht den Raum zum Arbeitszimmer.",
    },
    colour: (colour, other) => `Die Farbe, ${colour}, passt zu ${other}.`,
    price: (other) => `In der Preislage von ${other}.`,
    smaller: (name, width) => `Das ist zu groß: ${name}, ${width}, passt hier.`,
  },
};
