// Texts of recommendations, in English.

export const recommend = {
  goesWith: "Goes with it",
  finish: "Finish this room",
  begin: "Something to begin with",
  smaller: "A smaller one",
  add: (name: string) => `Add ${name}`,
  replace: (name: string) => `Take ${name} instead`,
  changed: "The room has just changed, so that it no longer fits there.",
  why: {
    together: (other: string) => `Often in the same room as ${other}.`,
    belongs: (other: string) => `Belongs with ${other}.`,
    missing: "Still missing in this room.",
    begin: {
      living: "Makes this a living room.",
      bedroom: "Makes this a bedroom.",
      dining: "Makes this a dining room.",
      office: "Makes this a room to work in.",
    },
    colour: (colour: string, other: string) => `Its colour, ${colour}, goes with ${other}.`,
    price: (other: string) => `In the price range of ${other}.`,
    smaller: (name: string, width: string) => `This is too big: ${name}, ${width}, fits here.`,
  },
};
