// Every word that is shown, in English. A section belongs to the folder that shows it.

import type { Finding, Verdict } from "../fit/types.ts";
import { formatLength, type Units } from "../units/index.ts";

/** How lengths are written in a sentence. */
export interface Writing {
  units: Units;
  lang: string;
}

/** What it is that stops a package. */
const places: Record<Extract<Finding, { code: "delivery" }>["at"], string> = {
  door: "front door",
  corridor: "corridor",
  stairs: "stairs",
  lift: "lift",
  "room-door": "room's door",
};

export const en = {
  guests: ["Guest Ash", "Guest Birch", "Guest Elm", "Guest Fir", "Guest Hazel", "Guest Linden", "Guest Oak", "Guest Rowan"],

  /** planner: labels of what one can undo. */
  did: {
    moved: (names: string) => `moving ${names}`,
    added: (names: string) => `adding ${names}`,
    duplicated: (names: string) => `duplicating ${names}`,
    removed: (names: string) => `removing ${names}`,
    recoloured: (names: string) => `changing ${names}`,
    plan: "changing the room",
  },

  undo: {
    undone: (label: string) => `Took back ${label}.`,
    redone: (label: string) => `Did ${label} again.`,
    nothing: "There is nothing of yours to take back.",
    nothingToRedo: "There is nothing to do again.",
    theirs: (label: string) => `Somebody else has changed that since: ${label} stays as it is.`,
    partly: (label: string, kept: string) => `Took back ${label}, but not ${kept}: somebody else has changed that since.`,
  },

  /** planner: what others did. */
  news: {
    moved: (who: string, what: string) => `${who} moved ${what}.`,
    added: (who: string, what: string) => `${who} added ${what}.`,
    removed: (who: string, what: string) => `${who} removed ${what}.`,
    recoloured: (who: string, what: string) => `${who} changed ${what}.`,
    plan: (who: string, _: string) => `${who} changed the room.`,
  },

  notices: {
    viewer: "You are here to look. Ask for an editor's link to change things.",
    atOnce: (most: number) => `That is too much at once: at most ${most} pieces.`,
    tooManyItems: (most: number) => `The room is full: at most ${most} pieces.`,
    heldBy: (who: string, what: string) => `${who} is moving ${what} right now.`,
    taken: (who: string, what: string) => `${who} has taken ${what} while you were away.`,
    expired: (what: string) => `You no longer hold ${what}. It is back where it stood.`,
  },

  /** What the room refuses, by code. */
  errors: {
    bad_json: "That did not work.",
    unknown_action: "That did not work.",
    bad_field: "That can't be placed there.",
    too_many: "That is too much at once.",
    too_large: "That is too much at once.",
    forbidden: "You are here to look. Ask for an editor's link to change things.",
    not_found: "That is not in the room any more.",
    exists: "That is in the room already.",
    held: "Somebody else is moving that right now.",
    lost: "Somebody else has it now.",
    conflict: "Somebody changed that just before you. Have a look, and try again.",
    token_expired: "Your visit ran out. Reload the page.",
    superseded: "This room is open in another tab.",
    busy: "The room is very busy. Try again in a moment.",
    internal: "Something went wrong on our side. Try again.",
    closed: "You left this room.",
  },

  fit: {
    verdict: { fits: "Fits", tight: "Tight", blocked: "Does not fit" } satisfies Record<Verdict, string>,
    /** A finding as a sentence. `nameOf` names another item by its id. */
    say: (f: Finding, w: Writing, nameOf: (id: string) => string = () => "another piece"): string => {
      const mm = (length: number) => formatLength(length, w.units, w.lang);
      switch (f.code) {
        case "overlap":
          return `Stands in ${nameOf(f.with)}.`;
        case "outside":
          return "Stands outside the room.";
        case "wall":
          return "Stands in a wall.";
        case "ceiling":
          return `Is ${mm(f.height)} high, under a ceiling of ${mm(f.ceiling)}.`;
        case "door-swing":
          return "A door can't open: it hits this.";
        case "door-way":
          return "Stands in front of a door.";
        case "window":
          return "Hides a window.";
        case "walkway":
          return `Leaves a passage of ${mm(f.width)}; ${mm(f.needs * 10)} is needed.`;
        case "clearance":
          return `Has ${mm(f.free)} free at its ${{ front: "front", back: "back", left: "left side", right: "right side" }[f.side]}; it needs ${mm(f.needs)}.`;
        case "delivery":
          return f.verdict === "tight"
            ? `Package ${f.package} only just passes the ${places[f.at]}: ${mm(f.needs)} through ${mm(f.has)}.`
            : `Package ${f.package} does not pass the ${places[f.at]}: it needs ${mm(f.needs)}, there is ${mm(f.has)}.`;
        case "delivery-unknown":
          return "Nobody has measured the way in yet.";
      }
    },
  },

  catalogue: {
    partly: (problems: number) =>
      problems === 1 ? "One product could not be read and is left out." : `${problems} products could not be read and are left out.`,
    failed: {
      unreachable: "The furniture can't be loaded right now.",
      unreadable: "The shop's catalogue can't be read.",
      empty: "The shop's catalogue has no furniture in it.",
    },
  },

  view3d: {
    loading: "Getting 3D ready…",
    noWebGL: "This browser can't show 3D. The plan works as before.",
    failed: "3D could not be loaded. Check the connection, and try again.",
  },
};
