// Texts of the room panel that are loaded with it, in Swedish.

import type { Worded } from "../language.ts";
import { pluralOf } from "../plural.ts";
import type { roomPanel as english } from "./en.ts";

const plural = pluralOf("sv");

const scan: Worded<(typeof english)["scan"]> = {
  why: "Välj JSON-filen från en skanning med Apple RoomPlan, eller släpp den här.",
  choose: "Välj en skanning",
  failed: "Skanningen kunde inte öppnas. Försök igen.",
  faults: {
    "not-json": "Filen är ingen skanning. Välj JSON-filen som skanningsappen exporterar.",
    usdz: "Det är 3D-modellen av en skanning (USDZ). Exportera rummet som JSON i skanningsappen.",
    "not-roomplan": "JSON-filen är inget rum från Apple RoomPlan, eller så är den skadad.",
    "no-walls": "Skanningen har inga väggar. Skanna rummet igen, längs alla väggar.",
    "open-walls": "Skanningens väggar sluter sig inte. Skanna rummet igen, längs alla väggar.",
    "too-large": "Skanningen är större än ett rum kan vara. Skanna bara ett rum.",
  },
  found: (walls, doors, windows) =>
    `Skanningen har ${plural(walls, { one: "1 vägg", other: `${walls} väggar` })}, ${plural(doors, { one: "1 dörr", other: `${doors} dörrar` })} och ${plural(windows, { one: "1 fönster", other: `${windows} fönster` })}. De ersätter rummets väggar, dörrar och fönster, för alla som är där.`,
  added: (pieces) =>
    plural(pieces, {
      one: "1 möbel läggs till som din egen: den står inte på någon räkning.",
      other: `${pieces} möbler läggs till som dina egna: de står inte på någon räkning.`,
    }),
  stays: (pieces) =>
    plural(pieces, {
      one: "1 möbel som finns i rummet står kvar, och kan hamna utanför de nya väggarna.",
      other: `${pieces} möbler som finns i rummet står kvar, och kan hamna utanför de nya väggarna.`,
    }),
  undo: "Ångra en gång tar tillbaka rummet som det är nu.",
  replace: "Ersätt rummet",
  label: "öppnandet av en skanning",
  names: {
    storage: "Skåp",
    refrigerator: "Kylskåp",
    stove: "Spis",
    bed: "Säng",
    sink: "Handfat",
    washerDryer: "Tvättmaskin eller torktumlare",
    toilet: "Toalett",
    bathtub: "Badkar",
    oven: "Ugn",
    dishwasher: "Diskmaskin",
    table: "Bord",
    sofa: "Soffa",
    chair: "Stol",
    fireplace: "Öppen spis",
    television: "Tv",
    stairs: "Trappa",
    other: "Egen möbel",
  },
};

const picture: Worded<(typeof english)["picture"]> = {
  share: "Dela med alla i rummet",
  seen: "Alla i rummet ser den här bilden.",
  shared: "Alla i rummet ser bilden nu. Dela den igen när du har flyttat den.",
  failed: "Bilden kunde inte delas. Den får vara högst 10 MB.",
};

const suggest: Worded<(typeof english)["suggest"]> = {
  title: "Med ord",
  why: "Skriv vad du önskar. En språkmodell hos butiken väljer produkter; den får dina ord och inga namn.",
  example: "Gör det mysigt för två barn, under 20 000 kr",
  ask: "Föreslå produkter",
  asking: "Väljer …",
  piece: (count, name) => (count === 1 ? name : `${count} × ${name}`),
  total: (price) => `Tillsammans ${price}`,
  left: (names) => `Utelämnat, eftersom det inte får plats eller inte säljs: ${names}.`,
  place: "Placera alla",
  dismiss: "Ta bort förslaget",
  label: "placeringen av förslaget",
  failures: {
    no_suggestion: "De orden gav ingen lista med produkter. Prova andra ord. Inget har ändrats.",
    used_up: "Rummet har använt dagens förslag. Inget har ändrats.",
    busy: "Svaret dröjde för länge. Fråga igen om en minut. Inget har ändrats.",
    bad_field: "Det går inte att fråga. Skriv högst 500 tecken.",
    failed: "Det finns inget svar just nu. Fråga igen senare. Inget har ändrats.",
  },
};

export const roomPanel = { scan, picture, suggest };
