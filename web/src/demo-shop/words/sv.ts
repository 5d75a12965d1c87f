// The demo shop's texts in Swedish. The reader is addressed as du.

import { pluralOf } from "../../i18n/plural.ts";
import type { Words } from "./types.ts";

const plural = pluralOf("sv");

export const sv: Words = {
  skip: "Hoppa till produkten",
  shop: "Butik",
  cart: (count) =>
    count === 0 ? "Varukorg, tom" : `Varukorg, ${count} ${plural(count, { one: "vara", other: "varor" })}`,
  colour: "Färg",
  see: "Se den i ditt rum",
  seeNote:
    "Rita ditt rum, ställ in den och bjud in någon att planera med. Du får veta om den får plats, och om den går att få in.",
  add: "Lägg i varukorgen",
  added: (name) => `${name} ligger i din varukorg.`,
  delivery: "Levereras till det rum du väljer inom 5 till 8 dagar",
  returns: "Öppet köp i 60 dagar",
  warranty: "Gjord för att hålla: 10 års garanti",
  facts: "Mått och paket",
  width: "Bredd",
  depth: "Djup",
  height: "Höjd",
  package: (n) => `Paket ${n}`,
  weight: (kg) => `${kg} kg`,
  sku: "Artikelnummer",
  also: "Passar bra till",
  pictures: {
    angle: (name) => `${name}, snett från sidan`,
    front: (name) => `${name}, framifrån`,
    above: (name, width, depth) => `${name}, uppifrån: ${width} bred och ${depth} djup`,
  },
  room: (name) => `${name} i ditt rum`,
  yourRoom: "Ditt rum",
  noRoom: "Rummet kan inte öppnas just nu. Ladda om sidan om en stund.",
  close: "Stäng",
  yourCart: "Din varukorg",
  empty: "Den är tom än så länge.",
  total: "Summa",
  pieces: (n) => `${n} st`,
  mirrored: "spegelvänd",
  remove: (name) => `Ta bort ${name}`,
  unpriced: "Pris på förfrågan",
  handed: "Det här lämnade planeraren över",
  demo: "En demobutik: här säljs ingenting.",
  back: "Tillbaka till rummet",
  verdict: { fits: "Passar", tight: "Trångt", blocked: "Passar inte" },
  untried: "Inte provad i något rum än",
  failed: "Butiken kan inte visas just nu. Ladda om sidan om en stund.",
  about: {
    sofas:
      "Djup nog att krypa upp i, fast nog att komma upp ur. Stommen är massiv björk, sitsen är pocketfjädrar under fjäder och skum, och klädseln går att ta av och tvätta.",
    armchairs:
      "En fåtölj att läsa i, och att somna i. Stommen är massiv björk; armstöden sitter just där en bok vill ha dem.",
    chairs:
      "Gjord för långa middagar: en sits som ger efter lite, en rygg som håller och ben som inte vickar.",
    tables: "Massivt trä, oljat, med en kant som är mjuk mot handen. Det blir bättre för varje middag.",
    work: "Plats för en skärm, en lampa och en armbåge, och en väg för sladdarna som ingen ser.",
    beds: "Ribbor som följer dig, en gavel att luta sig mot och ingen skruv som lossnar efter ett år.",
    storage: "Allt har sin plats där bakom. Dörrar och lådor går igen av sig själva, sakta.",
    lighting: "Ett varmt ljus där du sitter, och en skärm som är fin också när det är släckt.",
    rugs: "Vävd av ull, tjock under foten och tyst. Den ligger platt från första dagen.",
    curtains: "Tungt tyg som faller i jämna veck. Stången följer med, och det som fäster den i väggen.",
    decor: "Det sista i ett rum, och ofta det första som syns.",
  },
};
