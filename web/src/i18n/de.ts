// All texts, in German. The reader is addressed as Sie.

import type { Finding, Mount } from "../model/index.ts";
import { formatLength } from "../units/index.ts";
import { first } from "./critical/de.ts";
import { pluralOf } from "./plural.ts";
import type { Texts } from "./types.ts";

const plural = pluralOf("de");

/** Parts of the delivery that a package may not fit through, as the object of "durch". */
const places: Record<Extract<Finding, { code: "delivery" }>["at"], string> = {
  door: "die Haustür",
  corridor: "den Flur",
  stairs: "das Treppenhaus",
  lift: "den Aufzug",
  "room-door": "die Zimmertür",
};

const sides = { front: "vorn", back: "hinten", left: "links", right: "rechts" };

/** What a piece lacks, by its mount. */
const unsupported: Record<Mount, string> = {
  floor: "Schwebt: Darunter ist nichts.",
  "floor-or-top": "Schwebt: Darunter ist nichts.",
  top: "Braucht einen Tisch, ein Regal oder Ähnliches unter sich.",
  wall: "Hängt an keiner Wand.",
  ceiling: "Hängt nicht an der Decke.",
};

export const de: Texts = {
  ...first,

  closed: {
    superseded: "Dieser Raum ist in einem anderen Tab geöffnet",
    supersededWhy: "Nur ein Tab zur selben Zeit kann Sie sein. Alles ist gespeichert.",
    useHere: "Hier verwenden",
    revoked: "Ihre Einladung wurde zurückgezogen",
    revokedWhy: "Bitten Sie um eine neue. Was im Raum steht, bleibt erhalten.",
    outdated: "Diese Seite ist älter als der Raum",
    outdatedWhy: "Laden Sie sie neu, um fortzufahren.",
    refused: "Sie kommen nicht in diesen Raum",
    refusedWhy:
      "Die Einladung ist vielleicht abgelaufen oder der Raum gelöscht. Bitten Sie um eine neue Einladung.",
    full: "Dieser Raum ist voll",
    fullWhy:
      "Mehr Personen passen nicht hinein. Von Ihnen geht nichts verloren: Kommen Sie wieder, wenn jemand gegangen ist.",
    unstored: (n) =>
      plural(n, {
        one: "Ihre letzte Änderung konnte nicht gespeichert werden.",
        other: `Ihre letzten ${n} Änderungen konnten nicht gespeichert werden.`,
      }),
    retry: "Erneut versuchen",
  },

  did: {
    moved: (names) => `Verschieben von ${names}`,
    added: (names) => `Hinzufügen von ${names}`,
    duplicated: (names) => `Duplizieren von ${names}`,
    removed: (names) => `Entfernen von ${names}`,
    recoloured: (names) => `Ändern von ${names}`,
    mirrored: (names) => `Spiegeln von ${names}`,
    plan: "Ändern des Raums",
  },

  undo: {
    undone: (label) => `Rückgängig gemacht: ${label}.`,
    redone: (label) => `Wiederholt: ${label}.`,
    nothing: "Von Ihnen gibt es nichts rückgängig zu machen.",
    nothingToRedo: "Es gibt nichts zu wiederholen.",
    theirs: (label) => `Jemand anderes hat das inzwischen geändert. Es bleibt bestehen: ${label}.`,
    partly: (label, kept) =>
      `Rückgängig gemacht: ${label}, aber nicht ${kept}. Das hat inzwischen jemand anderes geändert.`,
  },

  news: {
    moved: (who, what) => `${who} hat ${what} verschoben.`,
    added: (who, what) => `${who} hat ${what} hinzugefügt.`,
    removed: (who, what) => `${who} hat ${what} entfernt.`,
    recoloured: (who, what) => `${who} hat ${what} geändert.`,
    plan: (who, _) => `${who} hat den Raum geändert.`,
  },

  notices: {
    viewer: "Sie können diesen Raum nur ansehen. Bitten Sie um einen Link zum Bearbeiten.",
    tooManyItems: (most) => `Der Raum ist voll: höchstens ${most} Möbel.`,
    heldBy: (who, what) => `${who} verschiebt gerade ${what}.`,
    taken: (who, what) => `${who} hat ${what} genommen, während Sie weg waren.`,
    moved: (what) => `Jemand anderes hat ${what} inzwischen verschoben. Das Möbel steht nun dort.`,
    gone: (what) => `Jemand anderes hat ${what} inzwischen entfernt.`,
    putDown: (what) => `Abgestellt, was darauf stand: ${what}.`,
  },

  errors: {
    bad_json: "Das hat nicht geklappt.",
    unknown_action: "Das hat nicht geklappt.",
    bad_field: "Das kann dort nicht stehen.",
    too_many: "Das ist zu viel auf einmal.",
    too_large: "Das ist zu viel auf einmal.",
    forbidden: "Sie können diesen Raum nur ansehen. Bitten Sie um einen Link zum Bearbeiten.",
    not_found: "Das ist nicht mehr im Raum.",
    exists: "Das ist schon im Raum.",
    held: "Das verschiebt gerade jemand anderes.",
    lost: "Das hat jetzt jemand anderes.",
    conflict: "Jemand hat das kurz vor Ihnen geändert. Sehen Sie nach und versuchen Sie es noch einmal.",
    token_expired: "Ihr Besuch ist abgelaufen. Laden Sie die Seite neu.",
    token_revoked: "Ihr Zugang zu diesem Raum wurde beendet.",
    client_too_old: "Diese Seite ist veraltet. Laden Sie sie neu.",
    superseded: "Dieser Raum ist in einem anderen Tab geöffnet.",
    full: "Der Raum ist voll.",
    busy: "In diesem Raum ist viel los. Versuchen Sie es gleich noch einmal.",
    internal: "Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal.",
    closed: "Sie haben diesen Raum verlassen.",
  },

  fit: {
    verdict: { fits: "Passt", tight: "Eng", blocked: "Passt nicht" },
    say: (f, w, nameOf = () => "einem anderen Möbel") => {
      const mm = (length: number) => formatLength(length, w.units, w.lang);
      switch (f.code) {
        case "overlap":
          return `Überschneidet sich mit ${nameOf(f.with)}.`;
        case "outside":
          return "Ragt aus dem Raum.";
        case "wall":
          return "Ragt in eine Wand.";
        case "ceiling":
          return `Reicht bis ${mm(f.height)} hinauf, bei einer Raumhöhe von ${mm(f.ceiling)}.`;
        case "slope":
          return `Reicht bis ${mm(f.height)} hinauf, unter einer Schräge, die dort ${mm(f.ceiling)} hoch ist.`;
        case "unsupported":
          return unsupported[f.mount];
        case "headroom":
          return `Hängt ${mm(f.height)} über dem Boden: Man muss sich bücken.`;
        case "fixture":
          return f.kind === "pillar" ? "Ragt in einen Pfeiler." : "Ragt in einen Heizkörper.";
        case "radiator":
          return `Lässt ${mm(f.free)} vor einem Heizkörper frei; nötig sind ${mm(f.needs)}.`;
        case "socket":
          return "Verdeckt eine Steckdose, die dort niemand erreicht.";
        case "door-swing":
          return "Eine Tür lässt sich nicht öffnen: Sie stößt hier an.";
        case "door-way":
          return "Steht vor einer Tür.";
        case "window":
          return "Steht vor einem Fenster.";
        case "walkway":
          return f.needs === 90
            ? `Lässt einen Durchgang von ${mm(f.width)}: zu schmal für Rollstuhl oder Kinderwagen, die ${mm(f.needs * 10)} brauchen.`
            : `Lässt einen Durchgang von ${mm(f.width)}; nötig sind ${mm(f.needs * 10)}.`;
        case "unreachable":
          return "Ist von der Tür aus nicht zu erreichen.";
        case "clearance":
          return `Hat ${sides[f.side]} ${mm(f.free)} frei; nötig sind ${mm(f.needs)}.`;
        case "delivery":
          return f.verdict === "tight"
            ? `Paket ${f.package} passt gerade so durch ${places[f.at]}: ${mm(f.needs)} durch ${mm(f.has)}.`
            : `Paket ${f.package} passt nicht durch ${places[f.at]}: Es braucht ${mm(f.needs)}, vorhanden sind ${mm(f.has)}.`;
        case "delivery-unknown":
          return "Den Weg hinein hat noch niemand ausgemessen.";
      }
    },
  },

  catalogue: {
    partly: (problems) =>
      plural(problems, {
        one: "Ein Produkt ist nicht lesbar und fehlt.",
        other: `${problems} Produkte sind nicht lesbar und fehlen.`,
      }),
    failed: {
      unreachable: "Die Möbel lassen sich gerade nicht laden.",
      unreadable: "Der Katalog des Geschäfts ist nicht lesbar.",
      empty: "Im Katalog des Geschäfts sind keine Möbel.",
    },
  },

  panels: {
    tabs: { furniture: "Möbel", room: "Raum", fit: "Passt es?", cart: "Warenkorb", people: "Personen" },
    tabsShort: { furniture: "Möbel", room: "Raum", fit: "Passt es?", cart: "Korb", people: "Personen" },
    wheel: "Zum Zoomen mit dem Mausrad zuerst in den Raum klicken oder Strg halten.",
    close: "Schließen",
    cancel: "Abbrechen",
    save: "Speichern",
    done: "Fertig",
    retry: "Erneut versuchen",
    more: "Mehr",
    price: "Preis",
    noPrice: "Kein Preis",
    squareMetres: (amount) => `${amount} m²`,
    mirrored: "gespiegelt",
    from: (price) => `ab ${price}`,
    size: (...lengths) => lengths.join(" × "),

    bar: {
      name: "Name des Raums",
      unnamed: "Raum ohne Namen",
      undo: (label) => (label ? `Rückgängig: ${label}` : "Rückgängig"),
      callOff: (label) => `Noch nicht gesendet, abbrechen: ${label}`,
      redo: (label) => (label ? `Wiederholen: ${label}` : "Wiederholen"),
      view: "Ansicht",
      plan: "2D-Plan",
      solid: "3D-Ansicht",
      invite: "Einladen",
      export: "Exportieren",
      settings: "Einstellungen",
      png: "Bild (PNG)",
      pdf: "Maßstäblicher Plan (PDF)",
      list: "Einkaufsliste",
      glb: "3D-Modell (GLB)",
      usdz: "Für iPhone und iPad (USDZ)",
      "4k": "4K-Bild (PNG)",
      print: "Drucken",
      units: "Einheiten",
      unit: { cm: "Zentimeter", m: "Meter", ft: "Fuß und Zoll", in: "Zoll" },
      language: "Sprache",
      help: "Tasten und Hilfe",
      exporting: "Ihre Datei wird vorbereitet…",
      exportFailed: "Die Datei konnte nicht erstellt werden. Versuchen Sie es noch einmal.",
    },

    status: {
      connecting: "Verbindet…",
      online: "Gespeichert",
      back: "Wieder verbunden.",
      offline: "Nicht verbunden",
      sleeping: "Pausiert",
      viewing: "Nur ansehen",
      closed: "Geschlossen",
      leave: (n) =>
        `${plural(n, { one: "1 Änderung ist", other: `${n} Änderungen sind` })} noch nicht gespeichert. Den Raum trotzdem verlassen?`,
      queued: (changes) =>
        plural(changes, {
          one: "Nicht verbunden · 1 Änderung wartet",
          other: `Nicht verbunden · ${changes} Änderungen warten`,
        }),
      saving: "Speichert…",
      wake: "Pausiert, um Energie zu sparen. Klicken Sie hier, um fortzufahren.",
    },

    stage: {
      zoomIn: "Vergrößern",
      zoomOut: "Verkleinern",
      fit: "Den ganzen Raum zeigen",
      snap: "An Wänden und Möbeln ausrichten",
      walk: "Durch den Raum gehen",
      tools: "Ansicht des Raums",
      emptyTitle: "Ein leerer Raum, ganz für Sie",
      empty: "Wählen Sie ein Möbel, oder ziehen Sie es in den Raum.",
      browse: "Möbel ansehen",
    },

    furniture: {
      own: "Ein eigenes Möbel",
      search: "Möbel suchen",
      all: "Alle",
      filters: "Filter",
      active: (filters) => `Filter (${filters})`,
      none: "Nichts gefunden",
      noneWhy: "Versuchen Sie ein anderes Wort oder weniger Filter.",
      more: (products) => `${products} weitere zeigen`,
      found: (products) => plural(products, { one: "1 Produkt", other: `${products} Produkte` }),
      add: (name) => `${name} hinzufügen`,
      loading: "Die Möbel werden geladen…",
    },

    invite: { title: "Gemeinsam planen" },
    help: { title: "Tasten und Hilfe" },

    people: {
      here: "In diesem Raum",
      you: "Sie",
      follow: (name) => `${name} folgen`,
      following: (name) => `Folgt ${name}`,
      others: (count) => `${count} weitere`,
      rename: "Namen ändern",
      yourName: "Ihr Name",
    },

    others: (count) =>
      plural(count, { one: "Und eine weitere Änderung.", other: `Und ${count} weitere Änderungen.` }),
    dismiss: "Ausblenden",
  },

  plan2d: {
    keys: "Bild ab und Bild auf führen von Stück zu Stück, Pfeiltasten verschieben das aktuelle, R dreht es, Enter wählt es aus.",
    turn: "Drehen",
    placeHint: (name) => `Wählen Sie, wohin ${name} kommt.`,
    cancel: "Abbrechen",
    bar: "Raum ändern",
  },

  view3d: {
    loading: "3D wird vorbereitet…",
    noWebGL: "Dieser Browser kann kein 3D zeigen. Der Plan funktioniert wie zuvor.",
    failed: "3D konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
  },

  timeline: {
    title: "Verlauf",
    refused: "Sie blicken zurück: hier lässt sich nichts ändern. Gehen Sie erst zurück ins Jetzt.",
  },
};
