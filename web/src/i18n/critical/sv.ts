// The texts that are needed to display a room, in Swedish. The reader is addressed as du.

import type { FirstTexts } from "../types.ts";

export const first: FirstTexts = {
  guests: [
    "Gäst Al",
    "Gäst Ask",
    "Gäst Björk",
    "Gäst Ek",
    "Gäst Gran",
    "Gäst Hassel",
    "Gäst Lind",
    "Gäst Rönn",
  ],

  veil: {
    opening: "Öppnar rummet…",
    unreachable: "Rummet går inte att nå. Vi fortsätter att försöka.",
  },

  reload: {
    notLoaded: "En del av planeraren kunde inte laddas. Rummet finns kvar när du laddar om sidan.",
    button: "Ladda om sidan",
  },

  seen: {
    name: "Planritning",
    noOutline: "Rummet har inga väggar ännu. Rita dem.",
    size: (width, depth) => `${width} gånger ${depth}`,
    at: (left, top) => `${left} från vänster, ${top} från ovankanten`,
    above: (height) => `${height} över golvet`,
    turned: (degrees) => `vriden ${degrees} grader`,
    own: "redan ditt",
    verdict: { fits: "passar", tight: "trångt", blocked: "passar inte" },
    lock: {
      mine: "du håller i den",
      held: (who) => `${who} håller i den`,
      expiring: "du är på väg att tappa taget",
      lost: (who) => (who ? `${who} tog den` : "du håller inte längre i den"),
    },
    tags: {
      expiring: "Taget släpper",
      lost: (who) => (who ? `${who} tog den` : "tappad"),
    },
  },
};
