// Words that mean the same to somebody who looks for furniture, by language. Each line is one meaning; a word may
// have several. Words that contain each other (Tisch, Esstisch) are found without this.

const groups: Readonly<Record<string, readonly string[]>> = {
  en: [
    "sofa couch settee",
    "armchair recliner",
    "ottoman pouf pouffe footstool hassock",
    "wardrobe closet armoire",
    "drawers dresser chest",
    "storage cabinet cupboard sideboard",
    "shelf shelves bookcase bookshelf shelving",
    "nightstand bedside",
    "desk workstation",
    "lamp light lighting luminaire",
    "rug carpet",
    "curtain curtains drapes",
    "picture painting poster print artwork",
    "television tv media",
    "plant houseplant greenery",
    "round circular",
    "corner sectional",
    "grey gray",
  ],
  sv: [
    "soffa schäslong",
    "fåtölj länstol öronlappsfåtölj",
    "pall fotpall puff sittpuff",
    "garderob klädskåp",
    "byrå hurts",
    "förvaring skåp skänk sideboard",
    "hylla bokhylla hyllplan",
    "sängbord nattduksbord nattygsbord",
    "skrivbord arbetsbord",
    "lampa belysning armatur",
    "gardin gardiner draperi",
    "tavla bild poster affisch konst",
    "mediabänk teve tv",
    "växt blomma krukväxt",
    "rund runt cirkel",
    "lila violett",
  ],
  de: [
    "sofa couch kanapee",
    "sessel lehnstuhl ohrensessel",
    "hocker pouf sitzhocker fußhocker schemel",
    "kleiderschrank garderobe",
    "kommode anrichte sideboard",
    "aufbewahrung schrank vitrine",
    "regal bücherregal bücherschrank",
    "nachttisch nachtkästchen nachtschrank",
    "schreibtisch arbeitstisch sekretär",
    "leuchte lampe licht beleuchtung",
    "teppich läufer vorleger",
    "vorhang vorhänge gardine gardinen",
    "bild gemälde poster kunstdruck",
    "fernseher tv lowboard",
    "pflanze zimmerpflanze grünpflanze",
    "lila violett",
  ],
};

/** Returns the groups of a language, such as `sv-FI`, and of English, which people use too. */
export function synonymsOf(lang: string): readonly string[] {
  const own = groups[lang.split("-")[0] ?? ""] ?? [];
  return own === groups.en ? own : [...own, ...(groups.en ?? [])];
}
