// Texts of the room panel that are loaded with it, in German.

import type { Worded } from "../language.ts";
import { pluralOf } from "../plural.ts";
import type { roomPanel as english } from "./en.ts";

const plural = pluralOf("de");

const scan: Worded<(typeof english)["scan"]> = {
  why: "Wählen Sie die JSON-Datei eines Scans mit Apple RoomPlan, oder legen Sie sie hier ab.",
  choose: "Scan wählen",
  failed: "Der Scan konnte nicht geöffnet werden. Versuchen Sie es noch einmal.",
  faults: {
    "not-json": "Diese Datei ist kein Scan. Wählen Sie die JSON-Datei, die die Scan-App exportiert.",
    usdz: "Das ist das 3D-Modell eines Scans (USDZ). Exportieren Sie den Raum in der Scan-App als JSON.",
    "not-roomplan": "Diese JSON-Datei ist kein Raum von Apple RoomPlan, oder sie ist beschädigt.",
    "no-walls": "Dieser Scan hat keine Wände. Scannen Sie den Raum noch einmal, entlang aller Wände.",
    "open-walls":
      "Die Wände dieses Scans schließen sich nicht. Scannen Sie den Raum noch einmal, entlang aller Wände.",
    "too-large": "Dieser Scan ist größer, als ein Raum sein kann. Scannen Sie nur einen Raum.",
  },
  found: (walls, doors, windows) =>
    `Der Scan hat ${plural(walls, { one: "1 Wand", other: `${walls} Wände` })}, ${plural(doors, { one: "1 Tür", other: `${doors} Türen` })} und ${plural(windows, { one: "1 Fenster", other: `${windows} Fenster` })}. Sie ersetzen die Wände, Türen und Fenster dieses Raums, für alle, die darin sind.`,
  added: (pieces) =>
    plural(pieces, {
      one: "1 Möbel kommt als Ihr eigenes hinzu: Es steht auf keiner Rechnung.",
      other: `${pieces} Möbel kommen als Ihre eigenen hinzu: Sie stehen auf keiner Rechnung.`,
    }),
  stays: (pieces) =>
    plural(pieces, {
      one: "1 Möbel, das im Raum steht, bleibt, wo es ist, und kann außerhalb der neuen Wände sein.",
      other: `${pieces} Möbel, die im Raum stehen, bleiben, wo sie sind, und können außerhalb der neuen Wände sein.`,
    }),
  undo: "Einmal Rückgängig bringt den Raum zurück, wie er jetzt ist.",
  replace: "Raum ersetzen",
  label: "Öffnen eines Scans",
  names: {
    storage: "Schrank",
    refrigerator: "Kühlschrank",
    stove: "Herd",
    bed: "Bett",
    sink: "Waschbecken",
    washerDryer: "Waschmaschine oder Trockner",
    toilet: "Toilette",
    bathtub: "Badewanne",
    oven: "Backofen",
    dishwasher: "Geschirrspüler",
    table: "Tisch",
    sofa: "Sofa",
    chair: "Stuhl",
    fireplace: "Kamin",
    television: "Fernseher",
    stairs: "Treppe",
    other: "Eigenes Möbel",
  },
};

const picture: Worded<(typeof english)["picture"]> = {
  share: "Mit allen im Raum teilen",
  seen: "Alle im Raum sehen dieses Bild.",
  shared: "Alle im Raum sehen das Bild jetzt. Teilen Sie es noch einmal, wenn Sie es verschoben haben.",
  failed: "Das Bild konnte nicht geteilt werden. Es darf höchstens 10 MB haben.",
};

const suggest: Worded<(typeof english)["suggest"]> = {
  title: "In Worten",
  why: "Sagen Sie, was Sie sich wünschen. Ein Sprachmodell des Shops wählt Produkte aus; es erfährt Ihre Worte und keine Namen.",
  example: "Mach es gemütlich für zwei Kinder, unter 2000 €",
  ask: "Produkte vorschlagen",
  asking: "Wird ausgewählt …",
  piece: (count, name) => (count === 1 ? name : `${count} × ${name}`),
  total: (price) => `Zusammen ${price}`,
  left: (names) => `Weggelassen, weil es nicht passt oder nicht verkauft wird: ${names}.`,
  place: "Alle hinstellen",
  dismiss: "Verwerfen",
  label: "das Hinstellen des Vorschlags",
  failures: {
    no_suggestion:
      "Diese Worte führten zu keiner Produktliste. Versuchen Sie andere Worte. Nichts wurde geändert.",
    used_up: "Dieser Raum hat seine Vorschläge für heute aufgebraucht. Nichts wurde geändert.",
    busy: "Die Antwort hat zu lange gedauert. Fragen Sie in einer Minute noch einmal. Nichts wurde geändert.",
    bad_field: "Das kann nicht gefragt werden. Schreiben Sie höchstens 500 Zeichen.",
    failed: "Im Moment gibt es keine Antwort. Fragen Sie später noch einmal. Nichts wurde geändert.",
  },
};

export const roomPanel = { scan, picture, suggest };
