// What people call the kinds of furniture, whatever words a shop's products have. A phrase is found if all its words
// are asked for; phrases are separated by commas.

import type { Kind } from "../model/index.ts";

/** A range of lengths in millimetres, without its end. */
type Range = readonly [from: number, to: number];

/** Pieces of some kinds, or of some sizes of them, and what they are called. */
export interface KindWords {
  kinds: readonly Kind[];
  width?: Range;
  height?: Range;
  words: Readonly<Record<string, string>>;
}

const sofas: readonly Kind[] = ["sofa", "corner"];
const tables: readonly Kind[] = ["table", "round-table"];
/** Heights of tables at which people sit on chairs, and of those before a sofa. */
const high: Range = [600, Infinity];
const low: Range = [0, 600];
const diningSet = {
  en: "dining set, dining group, dinette, dining room",
  sv: "matgrupp, matsalsgrupp, matsal, matrum, köksgrupp",
  de: "essgruppe, tischgruppe, essecke, esszimmer, sitzgruppe",
};
const kingSize = {
  en: "king size, king bed, super king, queen size, queen bed",
  sv: "king size, bred säng, parsäng, kingsize",
  de: "king size, kingsize, ehebett, breites bett",
};

export const kindWords: readonly KindWords[] = [
  {
    kinds: sofas,
    words: {
      en: "couch, settee, lounge, sofa",
      sv: "soffa, sittgrupp",
      de: "sofa, couch, polstergarnitur, sitzgarnitur",
    },
  },
  {
    kinds: ["sofa"],
    width: [1300, 1900],
    words: {
      en: "loveseat, love seat, 2 seater, two seater, 2 seat, small sofa",
      sv: "2 sits, tvåsits, 2 sitssoffa, liten soffa, 2 sits soffa",
      de: "2 sitzer, zweisitzer, 2er sofa, kleines sofa",
    },
  },
  {
    kinds: ["sofa"],
    width: [1900, 2450],
    words: {
      en: "3 seater, three seater, 3 seat",
      sv: "3 sits, tresits, 3 sitssoffa, 3 sits soffa",
      de: "3 sitzer, dreisitzer, 3er sofa",
    },
  },
  {
    kinds: sofas,
    width: [2450, Infinity],
    words: {
      en: "4 seater, four seater, large sofa, big sofa",
      sv: "4 sits, fyrsits, stor soffa",
      de: "4 sitzer, viersitzer, großes sofa",
    },
  },
  {
    kinds: ["corner"],
    words: {
      en: "l shaped, sectional, corner couch, chaise",
      sv: "hörnsoffa, divansoffa, vinkelsoffa",
      de: "ecksofa, eckcouch, wohnlandschaft, l sofa",
    },
  },
  {
    kinds: ["armchair"],
    words: {
      en: "easy chair, lounge chair, recliner, accent chair, wing chair",
      sv: "fåtölj, vilstol, länstol, snurrfåtölj",
      de: "sessel, relaxsessel, lesesessel, fernsehsessel",
    },
  },
  {
    kinds: ["ottoman"],
    words: {
      en: "footstool, foot stool, pouf, footrest, hassock",
      sv: "fotpall, puff, sittpuff",
      de: "fußhocker, pouf, sitzsack, polsterhocker",
    },
  },
  {
    kinds: ["chair"],
    words: {
      en: "dining chair, kitchen chair, seat",
      sv: "stol, köksstol, matstol, matsalsstol",
      de: "stuhl, esszimmerstuhl, küchenstuhl",
    },
  },
  { kinds: ["stool"], words: { en: "stool", sv: "pall, barstol", de: "hocker, barhocker, barstuhl" } },
  {
    kinds: ["bench"],
    words: { en: "bench, settle", sv: "bänk, sittbänk", de: "bank, sitzbank, esszimmerbank" },
  },
  { kinds: tables, height: high, words: diningSet },
  { kinds: ["chair"], words: diningSet },
  {
    kinds: tables,
    height: high,
    words: {
      en: "dining table, kitchen table, dinner table",
      sv: "matbord, köksbord, matsalsbord",
      de: "esstisch, küchentisch, esszimmertisch",
    },
  },
  {
    kinds: tables,
    height: low,
    words: {
      en: "coffee table, end table, cocktail table, sofa table",
      sv: "soffbord, avlastningsbord, lampbord",
      de: "couchtisch, beistelltisch, sofatisch, wohnzimmertisch",
    },
  },
  {
    kinds: ["desk"],
    words: {
      en: "desk, writing table, computer table, work table, office table",
      sv: "skrivbord, arbetsbord, datorbord, kontorsbord",
      de: "schreibtisch, arbeitstisch, computertisch, bürotisch",
    },
  },
  {
    kinds: ["bed"],
    width: [1500, Infinity],
    words: {
      ...kingSize,
      en: `${kingSize.en}, double bed`,
      sv: `${kingSize.sv}, dubbelsäng`,
      de: `${kingSize.de}, doppelbett`,
    },
  },
  {
    kinds: ["bed"],
    width: [0, 1300],
    words: {
      en: "single bed, twin bed, kids bed",
      sv: "enkelsäng, barnsäng",
      de: "einzelbett, kinderbett, jugendbett",
    },
  },
  { kinds: ["bed"], words: kingSize },
  { kinds: ["bed"], words: { en: "bed, bedstead", sv: "säng, sängram", de: "bett, bettgestell" } },
  {
    kinds: ["nightstand"],
    words: {
      en: "nightstand, night stand, night table, bedside cabinet",
      sv: "sängbord, nattduksbord, nattbord",
      de: "nachttisch, nachtschrank, nachtkonsole",
    },
  },
  {
    kinds: ["wardrobe"],
    words: {
      en: "closet, armoire, clothes cupboard",
      sv: "garderob, klädskåp",
      de: "kleiderschrank, garderobenschrank",
    },
  },
  {
    kinds: ["drawers"],
    words: {
      en: "dresser, chest of drawers, bureau, drawer unit",
      sv: "byrå, hurts, lådhurts",
      de: "kommode, schubladenschrank",
    },
  },
  {
    kinds: ["storage"],
    words: {
      en: "cupboard, sideboard, side board, buffet, credenza, cabinet",
      sv: "skåp, skänk, sideboard, förvaring",
      de: "schrank, anrichte, sideboard, vitrine, buffet",
    },
  },
  {
    kinds: ["shelf", "wall-shelf"],
    words: {
      en: "bookcase, book case, bookshelf, book shelf, shelving, rack",
      sv: "hylla, bokhylla, förvaringshylla",
      de: "regal, bücherregal, standregal",
    },
  },
  {
    kinds: ["tv-unit"],
    words: {
      en: "tv stand, tv bench, media unit, media console, television stand",
      sv: "tv bänk, mediabänk, tv möbel, tv bord",
      de: "tv bank, tv schrank, lowboard, fernsehtisch, tv möbel",
    },
  },
  {
    kinds: ["lamp"],
    words: {
      en: "floor lamp, standard lamp, standing lamp, floor light",
      sv: "golvlampa, stålampa",
      de: "stehlampe, bodenlampe, stehleuchte",
    },
  },
  {
    kinds: ["table-lamp"],
    words: {
      en: "desk lamp, bedside lamp, table light, night light, desk light",
      sv: "skrivbordslampa, bordslampa, sänglampa, nattlampa, fönsterlampa",
      de: "schreibtischlampe, tischlampe, nachttischlampe, nachtlampe",
    },
  },
  {
    kinds: ["ceiling-lamp"],
    words: {
      en: "chandelier, hanging lamp, ceiling light, pendant light",
      sv: "taklampa, kristallkrona, hänglampa",
      de: "deckenlampe, hängelampe, kronleuchter, pendellampe",
    },
  },
  {
    kinds: ["rug", "round-rug"],
    words: { en: "carpet, mat, rug", sv: "matta", de: "teppich, matte, vorleger" },
  },
  {
    kinds: ["curtain"],
    words: {
      en: "curtain, drape, blind, window treatment",
      sv: "gardin, draperi, mörkläggning",
      de: "vorhang, gardine, verdunkelung",
    },
  },
  {
    kinds: ["plant"],
    words: {
      en: "flower, houseplant, pot plant, greenery",
      sv: "växt, blomma, krukväxt",
      de: "pflanze, blume, zimmerpflanze",
    },
  },
  {
    kinds: ["mirror"],
    words: { en: "looking glass, mirror", sv: "spegel, helkroppsspegel", de: "spiegel, ganzkörperspiegel" },
  },
  {
    kinds: ["picture"],
    words: {
      en: "painting, poster, wall art, art print, photo frame",
      sv: "tavla, poster, väggkonst, bild",
      de: "bild, gemälde, poster, wandbild",
    },
  },
];
