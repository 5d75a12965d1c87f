// The texts that are needed to display a room, in German. The reader is addressed as Sie.

import type { FirstTexts } from "../types.ts";

export const first: FirstTexts = {
  guests: [
    "Gast Ahorn",
    "Gast Birke",
    "Gast Buche",
    "Gast Eiche",
    "Gast Erle",
    "Gast Esche",
    "Gast Hasel",
    "Gast Linde",
  ],

  veil: {
    opening: "Der Raum wird geöffnet…",
    unreachable: "Der Raum ist nicht erreichbar. Wir versuchen es weiter.",
  },

  reload: {
    notLoaded: "Ein Teil des Planers fehlt. Der Raum bleibt erhalten, wenn Sie die Seite neu laden.",
    button: "Seite neu laden",
  },

  seen: {
    name: "Grundriss",
    noOutline: "Dieser Raum hat noch keine Wände. Zeichnen Sie seinen Umriss.",
    size: (width, depth) => `${width} mal ${depth}`,
    at: (left, top) => `${left} von links, ${top} von oben`,
    above: (height) => `${height} über dem Boden`,
    turned: (degrees) => `um ${degrees} Grad gedreht`,
    own: "schon da",
    verdict: { fits: "passt", tight: "eng", blocked: "passt nicht" },
    lock: {
      mine: "Sie halten es",
      held: (who) => `${who} hält es`,
      expiring: "Ihr Halt endet gleich",
      lost: (who) => (who ? `an ${who} verloren` : "Sie halten es nicht mehr"),
    },
    tags: {
      expiring: "Halt endet",
      lost: (who) => (who ? `an ${who} verloren` : "verloren"),
    },
  },
};
