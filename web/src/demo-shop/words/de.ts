// The demo shop's texts in German. The reader is addressed as Sie.

import { pluralOf } from "../../i18n/plural.ts";
import type { Words } from "./types.ts";

const plural = pluralOf("de");

export const de: Words = {
  skip: "Zum Produkt springen",
  shop: "Geschäft",
  cart: (count) =>
    count === 0
      ? "Warenkorb, leer"
      : `Warenkorb, ${count} ${plural(count, { one: "Stück", other: "Stücke" })}`,
  colour: "Farbe",
  see: "Im Raum ansehen",
  seeNote:
    "Zeichnen Sie Ihren Raum, stellen Sie es hinein und laden Sie jemanden ein, mit Ihnen zu planen. Sie erfahren, ob es passt und ob es sich hineintragen lässt.",
  add: "In den Warenkorb",
  added: (name) => `${name} liegt in Ihrem Warenkorb.`,
  delivery: "Lieferung in den Raum Ihrer Wahl in 5 bis 8 Tagen",
  returns: "60 Tage lang Rückgabe möglich",
  warranty: "Für lange gemacht: 10 Jahre Garantie",
  facts: "Maße und Pakete",
  width: "Breite",
  depth: "Tiefe",
  height: "Höhe",
  package: (n) => `Paket ${n}`,
  weight: (kg) => `${kg} kg`,
  sku: "Artikelnummer",
  also: "Passt gut dazu",
  pictures: {
    angle: (name) => `${name}, schräg von der Seite`,
    front: (name) => `${name}, von vorn`,
    above: (name, width, depth) => `${name}, von oben: ${width} breit und ${depth} tief`,
  },
  room: (name) => `${name} in Ihrem Raum`,
  yourRoom: "Ihr Raum",
  noRoom: "Der Raum lässt sich gerade nicht öffnen. Bitte laden Sie die Seite gleich noch einmal.",
  close: "Schließen",
  yourCart: "Ihr Warenkorb",
  empty: "Noch ist nichts darin.",
  total: "Summe",
  pieces: (n) => `${n} ×`,
  mirrored: "gespiegelt",
  remove: (name) => `${name} entfernen`,
  unpriced: "Preis auf Anfrage",
  handed: "Das hat der Planer übergeben",
  demo: "Ein Demogeschäft: Hier wird nichts verkauft.",
  back: "Zurück in den Raum",
  verdict: { fits: "Passt", tight: "Eng", blocked: "Passt nicht" },
  untried: "Noch in keinem Raum ausprobiert",
  failed: "Das Geschäft lässt sich gerade nicht zeigen. Laden Sie die Seite gleich noch einmal.",
  about: {
    sofas:
      "Tief genug, um sich hineinzukuscheln, fest genug, um wieder aufzustehen. Das Gestell ist massive Birke, der Sitz sind Taschenfedern unter Federn und Schaum, und die Bezüge lassen sich abnehmen und waschen.",
    armchairs:
      "Ein Sessel zum Lesen und zum Einschlafen. Das Gestell ist massive Birke; die Armlehnen sind genau da, wo ein Buch sie braucht.",
    chairs:
      "Für lange Abende bei Tisch: ein Sitz, der etwas nachgibt, eine Lehne, die hält, und Beine, die nicht wackeln.",
    tables:
      "Massives Holz, geölt, mit einer Kante, die der Hand schmeichelt. Mit jedem Essen wird der Tisch schöner.",
    work: "Platz für einen Bildschirm, eine Lampe und einen Ellbogen, und ein Weg für die Kabel, den niemand sieht.",
    beds: "Latten, die mitgehen, ein Kopfteil zum Anlehnen und keine Schraube, die sich nach einem Jahr löst.",
    storage: "Dahinter hat alles seinen Platz. Türen und Schubladen schließen sich von selbst, ganz langsam.",
    lighting: "Ein warmes Licht, wo Sie sitzen, und ein Schirm, der auch ausgeschaltet gut aussieht.",
    rugs: "Aus Wolle gewebt, dick unter dem Fuß und leise. Der Teppich liegt vom ersten Tag an flach.",
    curtains:
      "Schwerer Stoff, der in gleichmäßigen Falten fällt. Die Stange ist dabei, und was sie an der Wand hält.",
    decor: "Das Letzte in einem Raum, und oft das Erste, was auffällt.",
  },
};
