// Texts of recommendations, in Swedish.

import type { Worded } from "../language.ts";
import type { recommend as english } from "./en.ts";

export const recommend: Worded<typeof english> = {
  goesWith: "Passar till",
  finish: "Gör rummet färdigt",
  begin: "Något att börja med",
  smaller: "En mindre möbel",
  add: (name) => `Lägg till ${name}`,
  replace: (name) => `Ta ${name} i stället`,
  changed: "Rummet har just ändrats, så att möbeln inte längre får plats där.",
  why: {
    together: (other) => `Står ofta i samma rum som ${other}.`,
    belongs: (other) => `Hör ihop med ${other}.`,
    missing: "Saknas ännu i rummet.",
    begin: {
      living: "Gör rummet till ett vardagsrum.",
      bedroom: "Gör rummet till ett sovrum.",
      dining: "Gör rummet till en matsal.",
      office: "Gör rummet till ett arbetsrum.",
    },
    colour: (colour, other) => `Färgen, ${colour}, passar till ${other}.`,
    price: (other) => `I samma prisläge som ${other}.`,
    smaller: (name, width) => `Den här är för stor: ${name}, ${width}, får plats här.`,
  },
};
