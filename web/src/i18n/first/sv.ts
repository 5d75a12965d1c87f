// The words that a room is seen with, in Swedish. The reader is du.

import type { FirstTexts } from "../index.ts";

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

  closed: {
    opening: "Öppnar rummet…",
    unreachable: "Rummet går inte att nå. Vi fortsätter att försöka.",
    superseded: "Rummet är öppet i en annan flik",
    supersededWhy: "Bara en flik i taget kan vara du. Allt är sparat.",
    useHere: "Använd det här",
    revoked: "Din inbjudan har dragits tillbaka",
    revokedWhy: "Be om en ny. Det som står i rummet finns kvar.",
    outdated: "Sidan är äldre än rummet",
    outdatedWhy: "Ladda om den för att fortsätta.",
    reload: "Ladda om sidan",
    refused: "Du kommer inte in i rummet",
    refusedWhy: "Inbjudan kan ha gått ut, eller så har rummet tagits bort. Be om en ny inbjudan.",
    full: "Rummet är fullt",
    fullWhy:
      "Så många som får plats är redan här. Inget av ditt har gått förlorat: kom tillbaka när någon har gått.",
    left: "Du har lämnat rummet",
    leftWhy: "Allt är sparat.",
    reopen: "Öppna det igen",
    retry: "Försök igen",
  },

  seen: {
    name: "Planritning",
    loading: "Gör rummet klart…",
    noOutline: "Rummet har inga väggar ännu. Rita dem.",
    size: (width, depth) => `${width} gånger ${depth}`,
    at: (left, top) => `${left} från vänster, ${top} från ovankanten`,
    turned: (degrees) => `vriden ${degrees} grader`,
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
