// The words that a room is seen with, in German. The reader is Sie.

import type { FirstTexts } from "../index.ts";

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

  closed: {
    opening: "Der Raum wird geöffnet…",
    unreachable: "Der Raum ist nicht erreichbar. Wir versuchen es weiter.",
    superseded: "Dieser Raum ist in einem anderen Tab geöffnet",
    supersededWhy: "Nur ein Tab zur selben Zeit kann Sie sein. Alles ist gespeichert.",
    useHere: "Hier verwenden",
    revoked: "Ihre Einladung wurde zurückgezogen",
    revokedWhy: "Bitten Sie um eine neue. Was im Raum steht, bleibt erhalten.",
    outdated: "Diese Seite ist älter als der Raum",
    outdatedWhy: "Laden Sie sie neu, um fortzufahren.",
    reload: "Seite neu laden",
    refused: "Sie kommen nicht in diesen Raum",
    refusedWhy:
      "Die Einladung ist vielleicht abgelaufen oder der Raum gelöscht. Bitten Sie um eine neue Einladung.",
    full: "Dieser Raum ist voll",
    fullWhy:
      "Mehr Personen passen nicht hinein. Von Ihnen geht nichts verloren: Kommen Sie wieder, wenn jemand gegangen ist.",
    left: "Sie haben diesen Raum verlassen",
    leftWhy: "Alles ist gespeichert.",
    reopen: "Wieder öffnen",
    retry: "Erneut versuchen",
  },

  seen: {
    name: "Grundriss",
    loading: "Der Raum wird vorbereitet…",
    noOutline: "Dieser Raum hat noch keine Wände. Zeichnen Sie seinen Umriss.",
    size: (width, depth) => `${width} mal ${depth}`,
    at: (left, top) => `${left} von links, ${top} von oben`,
    turned: (degrees) => `um ${degrees} Grad gedreht`,
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
