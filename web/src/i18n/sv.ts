// All texts, in Swedish. The reader is addressed as du.

import type { Finding, Mount } from "../model/index.ts";
import { formatLength } from "../units/index.ts";
import { first } from "./critical/sv.ts";
import { pluralOf } from "./plural.ts";
import type { Texts } from "./types.ts";

const plural = pluralOf("sv");

/** Parts of the delivery that a package may not fit through, as the object of "genom". */
const places: Record<Extract<Finding, { code: "delivery" }>["at"], string> = {
  door: "ytterdörren",
  corridor: "korridoren",
  stairs: "trappan",
  lift: "hissen",
  "room-door": "rummets dörr",
};

const sides = { front: "framför", back: "bakom", left: "till vänster om", right: "till höger om" };

/** What a piece lacks, by its mount. */
const unsupported: Record<Mount, string> = {
  floor: "Svävar: det finns inget under.",
  "floor-or-top": "Svävar: det finns inget under.",
  top: "Behöver ett bord, en hylla eller liknande att stå på.",
  wall: "Hänger inte på någon vägg.",
  ceiling: "Hänger inte i taket.",
};

export const sv: Texts = {
  ...first,

  closed: {
    superseded: "Rummet är öppet i en annan flik",
    supersededWhy: "Bara en flik i taget kan vara du. Allt är sparat.",
    useHere: "Använd det här",
    revoked: "Din inbjudan har dragits tillbaka",
    revokedWhy: "Be om en ny. Det som står i rummet finns kvar.",
    outdated: "Sidan är äldre än rummet",
    outdatedWhy: "Ladda om den för att fortsätta.",
    refused: "Du kommer inte in i rummet",
    refusedWhy: "Inbjudan kan ha gått ut, eller så har rummet tagits bort. Be om en ny inbjudan.",
    full: "Rummet är fullt",
    fullWhy:
      "Så många som får plats är redan här. Inget av ditt har gått förlorat: kom tillbaka när någon har gått.",
    unstored: (n) =>
      plural(n, {
        one: "Din senaste ändring kunde inte sparas.",
        other: `Dina senaste ${n} ändringar kunde inte sparas.`,
      }),
    retry: "Försök igen",
  },

  did: {
    moved: (names) => `flytten av ${names}`,
    added: (names) => `tillägget av ${names}`,
    duplicated: (names) => `kopieringen av ${names}`,
    removed: (names) => `borttagningen av ${names}`,
    recoloured: (names) => `ändringen av ${names}`,
    mirrored: (names) => `speglingen av ${names}`,
    plan: "ändringen av rummet",
  },

  undo: {
    undone: (label) => `Ångrade ${label}.`,
    redone: (label) => `Gjorde om ${label}.`,
    nothing: "Det finns inget av ditt att ångra.",
    nothingToRedo: "Det finns inget att göra om.",
    theirs: (label) => `Någon annan har ändrat det sedan dess: ${label} står kvar.`,
    partly: (label, kept) => `Ångrade ${label}, men inte ${kept}: någon annan har ändrat det sedan dess.`,
  },

  news: {
    moved: (who, what) => `${who} flyttade ${what}.`,
    added: (who, what) => `${who} lade till ${what}.`,
    removed: (who, what) => `${who} tog bort ${what}.`,
    recoloured: (who, what) => `${who} ändrade ${what}.`,
    plan: (who, _) => `${who} ändrade rummet.`,
  },

  notices: {
    viewer: "Du kan bara titta på rummet. Be om en länk för att redigera.",
    tooManyItems: (most) => `Rummet är fullt: högst ${most} möbler.`,
    heldBy: (who, what) => `${who} flyttar ${what} just nu.`,
    taken: (who, what) => `${who} tog ${what} medan du var borta.`,
    moved: (what) => `Någon annan flyttade ${what} under tiden. Möbeln står där de ställde den.`,
    gone: (what) => `Någon annan tog bort ${what} under tiden.`,
    putDown: (what) => `Det som stod på den ställdes ner: ${what}.`,
  },

  errors: {
    bad_json: "Det gick inte.",
    unknown_action: "Det gick inte.",
    bad_field: "Det kan inte placeras där.",
    too_many: "Det är för mycket på en gång.",
    too_large: "Det är för mycket på en gång.",
    forbidden: "Du kan bara titta på rummet. Be om en länk för att redigera.",
    not_found: "Det finns inte längre i rummet.",
    exists: "Det finns redan i rummet.",
    held: "Någon annan flyttar det just nu.",
    lost: "Någon annan har det nu.",
    conflict: "Någon hann ändra det före dig. Titta efter och försök igen.",
    token_expired: "Ditt besök har gått ut. Ladda om sidan.",
    token_revoked: "Din tillgång till rummet har avslutats.",
    client_too_old: "Sidan är för gammal. Ladda om den.",
    superseded: "Rummet är öppet i en annan flik.",
    full: "Rummet är fullt.",
    busy: "Det är fullt upp i rummet. Försök igen om en stund.",
    internal: "Något gick fel hos oss. Försök igen.",
    closed: "Du har lämnat rummet.",
  },

  fit: {
    verdict: { fits: "Passar", tight: "Trångt", blocked: "Passar inte" },
    say: (f, w, nameOf = () => "en annan möbel") => {
      const mm = (length: number) => formatLength(length, w.units, w.lang);
      switch (f.code) {
        case "overlap":
          return `Överlappar ${nameOf(f.with)}.`;
        case "outside":
          return "Sticker ut ur rummet.";
        case "wall":
          return "Sticker in i en vägg.";
        case "ceiling":
          return `Når upp till ${mm(f.height)}, under ett tak på ${mm(f.ceiling)}.`;
        case "slope":
          return `Når upp till ${mm(f.height)}, under ett snedtak som är ${mm(f.ceiling)} högt där.`;
        case "unsupported":
          return unsupported[f.mount];
        case "headroom":
          return `Hänger ${mm(f.height)} över golvet: man måste ducka.`;
        case "fixture":
          return f.kind === "pillar" ? "Sticker in i en pelare." : "Sticker in i ett element.";
        case "radiator":
          return `Lämnar ${mm(f.free)} framför ett element; det behövs ${mm(f.needs)}.`;
        case "socket":
          return "Täcker ett eluttag, som ingen når där.";
        case "door-swing":
          return "En dörr går inte att öppna: den slår i.";
        case "door-way":
          return "Står framför en dörr.";
        case "window":
          return "Står framför ett fönster.";
        case "walkway":
          return f.needs === 90
            ? `Lämnar en passage på ${mm(f.width)}: för smal för rullstol eller barnvagn, som behöver ${mm(f.needs * 10)}.`
            : `Lämnar en passage på ${mm(f.width)}; det behövs ${mm(f.needs * 10)}.`;
        case "unreachable":
          return "Går inte att nå från dörren.";
        case "clearance":
          return `Har ${mm(f.free)} fritt ${sides[f.side]} sig; det behövs ${mm(f.needs)}.`;
        case "delivery":
          return f.verdict === "tight"
            ? `Kolli ${f.package} går precis genom ${places[f.at]}: ${mm(f.needs)} genom ${mm(f.has)}.`
            : `Kolli ${f.package} går inte genom ${places[f.at]}: det behöver ${mm(f.needs)}, det finns ${mm(f.has)}.`;
        case "delivery-unknown":
          return "Ingen har mätt vägen in ännu.";
      }
    },
  },

  catalogue: {
    partly: (problems) =>
      plural(problems, {
        one: "En produkt gick inte att läsa och visas inte.",
        other: `${problems} produkter gick inte att läsa och visas inte.`,
      }),
    failed: {
      unreachable: "Möblerna går inte att hämta just nu.",
      unreadable: "Butikens katalog går inte att läsa.",
      empty: "Det finns inga möbler i butikens katalog.",
    },
  },

  panels: {
    tabs: { furniture: "Möbler", room: "Rum", fit: "Får det plats", cart: "Varukorg", people: "Personer" },
    tabsShort: { furniture: "Möbler", room: "Rum", fit: "Plats", cart: "Korg", people: "Personer" },
    wheel: "Klicka i rummet först, eller håll ned Ctrl, för att zooma med hjulet.",
    close: "Stäng",
    cancel: "Avbryt",
    save: "Spara",
    done: "Klar",
    retry: "Försök igen",
    more: "Mer",
    price: "Pris",
    noPrice: "Inget pris",
    squareMetres: (amount) => `${amount} m²`,
    mirrored: "spegelvänd",
    from: (price) => `från ${price}`,
    size: (...lengths) => lengths.join(" × "),

    bar: {
      name: "Rummets namn",
      unnamed: "Rum utan namn",
      undo: (label) => (label ? `Ångra ${label}` : "Ångra"),
      callOff: (label) => `Avbryt ${label}, som inte är skickat än`,
      redo: (label) => (label ? `Gör om ${label}` : "Gör om"),
      view: "Vy",
      plan: "Plan i 2D",
      solid: "Vy i 3D",
      invite: "Bjud in",
      export: "Exportera",
      settings: "Inställningar",
      png: "Bild (PNG)",
      pdf: "Skalenlig plan (PDF)",
      list: "Inköpslista",
      glb: "3D-modell (GLB)",
      usdz: "För iPhone och iPad (USDZ)",
      "4k": "4K-bild (PNG)",
      print: "Skriv ut",
      units: "Enheter",
      unit: { cm: "Centimeter", m: "Meter", ft: "Fot och tum", in: "Tum" },
      language: "Språk",
      help: "Tangenter och hjälp",
      exporting: "Förbereder din fil…",
      exportFailed: "Filen kunde inte skapas. Försök igen.",
    },

    status: {
      connecting: "Ansluter…",
      online: "Sparat",
      back: "Ansluten igen.",
      offline: "Frånkopplad",
      sleeping: "Pausad",
      viewing: "Visning",
      closed: "Stängt",
      leave: (n) =>
        `${plural(n, { one: "1 ändring är inte sparad", other: `${n} ändringar är inte sparade` })} än. Lämna rummet ändå?`,
      queued: (changes) =>
        plural(changes, {
          one: "Frånkopplad · 1 ändring väntar",
          other: `Frånkopplad · ${changes} ändringar väntar`,
        }),
      saving: "Sparar…",
      wake: "Pausad för att spara energi. Klicka här för att fortsätta.",
    },

    stage: {
      zoomIn: "Zooma in",
      zoomOut: "Zooma ut",
      fit: "Visa hela rummet",
      snap: "Fäst mot väggar och möbler",
      walk: "Gå runt i rummet",
      tools: "Rummets vy",
      emptyTitle: "Ett tomt rum, helt ditt",
      empty: "Välj en möbel, eller dra in den i rummet.",
      browse: "Se möblerna",
    },

    furniture: {
      own: "En egen möbel",
      search: "Sök bland möblerna",
      all: "Alla",
      filters: "Filter",
      active: (filters) => `Filter (${filters})`,
      none: "Inget hittades",
      noneWhy: "Prova ett annat ord eller färre filter.",
      more: (products) => `Visa ${products} till`,
      found: (products) => plural(products, { one: "1 produkt", other: `${products} produkter` }),
      add: (name) => `Lägg till ${name}`,
      loading: "Hämtar möblerna…",
    },

    invite: { title: "Planera tillsammans" },
    help: { title: "Tangenter och hjälp" },

    people: {
      here: "I rummet",
      you: "du",
      follow: (name) => `Följ ${name}`,
      following: (name) => `Följer ${name}`,
      others: (count) => `${count} till`,
      rename: "Byt namn",
      yourName: "Ditt namn",
    },

    others: (count) => plural(count, { one: "Och en ändring till.", other: `Och ${count} ändringar till.` }),
    dismiss: "Stäng meddelandet",
  },

  plan2d: {
    keys: "Page Down och Page Up går från möbel till möbel, piltangenterna flyttar den du är vid, R vrider den, Enter väljer den.",
    turn: "Vrid",
    placeHint: (name) => `Välj var ${name} ska stå.`,
    cancel: "Avbryt",
    bar: "Ändra rummet",
  },

  view3d: {
    loading: "Gör 3D klart…",
    noWebGL: "Webbläsaren kan inte visa 3D. Planen fungerar som förut.",
    failed: "3D kunde inte hämtas. Kontrollera anslutningen och försök igen.",
  },

  timeline: {
    title: "Historik",
    refused: "Du tittar bakåt: här kan inget ändras. Gå tillbaka till nu först.",
  },
};
