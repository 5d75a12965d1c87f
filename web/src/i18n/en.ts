// All texts, in English. The comment of a section names the folder that displays it.

import type { Finding, Mount, Verdict } from "../model/index.ts";
import { formatLength, type Units } from "../units/index.ts";
import { first } from "./critical/en.ts";
import { pluralOf } from "./plural.ts";

const plural = pluralOf("en");

/** How lengths are written in a sentence. */
export interface Writing {
  units: Units;
  lang: string;
}

/** Parts of the delivery that a package may not fit through. */
const places: Record<Extract<Finding, { code: "delivery" }>["at"], string> = {
  door: "front door",
  corridor: "corridor",
  stairs: "stairs",
  lift: "lift",
  "room-door": "room's door",
};

/** What a piece lacks, by its mount. */
const unsupported: Record<Mount, string> = {
  floor: "Floats: nothing is under it.",
  "floor-or-top": "Floats: nothing is under it.",
  top: "Needs a table, a shelf or the like to stand on.",
  wall: "Hangs on no wall.",
  ceiling: "Does not hang from the ceiling.",
};

export const en = {
  ...first,

  /** panels: after the room was closed. */
  closed: {
    superseded: "This room is open in another tab",
    supersededWhy: "Only one tab at a time can be you. Everything is saved.",
    useHere: "Use it here",
    revoked: "Your invitation was withdrawn",
    revokedWhy: "Ask for a new one. What is in the room is kept.",
    outdated: "This page is older than the room",
    outdatedWhy: "Reload it to go on.",
    refused: "You can't get into this room",
    refusedWhy: "The invitation may have ended, or the room may have been removed. Ask for a new invitation.",
    full: "This room is full",
    fullWhy:
      "As many people are in it as it takes. Nothing of yours is lost: come back when somebody has left.",
    unstored: (n: number) =>
      plural(n, {
        one: "Your last change could not be stored.",
        other: `Your last ${n} changes could not be stored.`,
      }),
    retry: "Try again",
  },

  /** planner: labels of what can be undone. */
  did: {
    moved: (names: string) => `moving ${names}`,
    added: (names: string) => `adding ${names}`,
    duplicated: (names: string) => `duplicating ${names}`,
    removed: (names: string) => `removing ${names}`,
    recoloured: (names: string) => `changing ${names}`,
    mirrored: (names: string) => `mirroring ${names}`,
    plan: "changing the room",
  },

  undo: {
    undone: (label: string) => `Took back ${label}.`,
    redone: (label: string) => `Did ${label} again.`,
    nothing: "There is nothing of yours to take back.",
    nothingToRedo: "There is nothing to do again.",
    theirs: (label: string) => `Somebody else has changed that since: ${label} stays as it is.`,
    partly: (label: string, kept: string) =>
      `Took back ${label}, but not ${kept}: somebody else has changed that since.`,
  },

  /** planner: sentences about changes by other users. */
  news: {
    moved: (who: string, what: string) => `${who} moved ${what}.`,
    added: (who: string, what: string) => `${who} added ${what}.`,
    removed: (who: string, what: string) => `${who} removed ${what}.`,
    recoloured: (who: string, what: string) => `${who} changed ${what}.`,
    plan: (who: string, _: string) => `${who} changed the room.`,
  },

  notices: {
    viewer: "You can only view this room. Ask for a link to edit it.",
    tooManyItems: (most: number) => `The room is full: at most ${most} pieces.`,
    heldBy: (who: string, what: string) => `${who} is moving ${what} right now.`,
    taken: (who: string, what: string) => `${who} has taken ${what} while you were away.`,
    moved: (what: string) => `Somebody else moved ${what} meanwhile. It stands where they put it.`,
    gone: (what: string) => `Somebody else took ${what} away meanwhile.`,
    putDown: (what: string) => `What stood on it was put down: ${what}.`,
  },

  /** Messages of refusals, by code. */
  errors: {
    bad_json: "That did not work.",
    unknown_action: "That did not work.",
    bad_field: "That can't be placed there.",
    too_many: "That is too much at once.",
    too_large: "That is too much at once.",
    forbidden: "You can only view this room. Ask for a link to edit it.",
    not_found: "That is not in the room any more.",
    exists: "That is in the room already.",
    held: "Somebody else is moving that right now.",
    lost: "Somebody else has it now.",
    conflict: "Somebody changed that just before you. Have a look, and try again.",
    token_expired: "Your visit ran out. Reload the page.",
    token_revoked: "Your access to this room was ended.",
    client_too_old: "This page is out of date. Reload it.",
    superseded: "This room is open in another tab.",
    full: "The room is full.",
    busy: "The room is very busy. Try again in a moment.",
    internal: "Something went wrong on our side. Try again.",
    closed: "You left this room.",
  },

  fit: {
    verdict: { fits: "Fits", tight: "Tight", blocked: "Does not fit" } satisfies Record<Verdict, string>,
    /** Returns a finding as a sentence. `nameOf` returns the name of another item by its id. */
    say: (f: Finding, w: Writing, nameOf: (id: string) => string = () => "another piece"): string => {
      const mm = (length: number) => formatLength(length, w.units, w.lang);
      switch (f.code) {
        case "overlap":
          return `Overlaps ${nameOf(f.with)}.`;
        case "outside":
          return "Reaches out of the room.";
        case "wall":
          return "Overlaps a wall.";
        case "ceiling":
          return `Reaches up to ${mm(f.height)}, under a ceiling of ${mm(f.ceiling)}.`;
        case "slope":
          return `Reaches up to ${mm(f.height)}, under a slope that is ${mm(f.ceiling)} high there.`;
        case "unsupported":
          return unsupported[f.mount];
        case "headroom":
          return `Hangs ${mm(f.height)} above the floor: people must duck.`;
        case "fixture":
          return f.kind === "pillar" ? "Overlaps a pillar." : "Overlaps a radiator.";
        case "radiator":
          return `Leaves ${mm(f.free)} in front of a radiator, which needs ${mm(f.needs)}.`;
        case "socket":
          return "Covers a socket, which nobody reaches there.";
        case "door-swing":
          return "A door can't open: it hits this.";
        case "door-way":
          return "Stands in front of a door.";
        case "window":
          return "Stands in front of a window.";
        case "walkway":
          return f.needs === 90
            ? `Leaves a passage of ${mm(f.width)}: too narrow for a wheelchair or a pram, which need ${mm(f.needs * 10)}.`
            : `Leaves a passage of ${mm(f.width)}; ${mm(f.needs * 10)} is needed.`;
        case "unreachable":
          return "Nobody gets to it from the door.";
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
      plural(problems, {
        one: "One product could not be read and is left out.",
        other: `${problems} products could not be read and are left out.`,
      }),
    failed: {
      unreachable: "The furniture can't be loaded right now.",
      unreadable: "The shop's catalogue can't be read.",
      empty: "The shop's catalogue has no furniture in it.",
    },
  },

  panels: {
    tabs: { furniture: "Furniture", room: "Room", fit: "Does it fit", cart: "Cart", people: "People" },
    tabsShort: { furniture: "Furniture", room: "Room", fit: "Fit", cart: "Cart", people: "People" },
    wheel: "Press on the room first, or hold Ctrl, to zoom with the wheel.",
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    done: "Done",
    retry: "Try again",
    more: "More",
    price: "Price",
    noPrice: "No price",
    squareMetres: (amount: string) => `${amount} m²`,
    mirrored: "mirrored",
    from: (price: string) => `from ${price}`,
    size: (...lengths: string[]) => lengths.join(" × "),

    bar: {
      name: "Name of the room",
      unnamed: "Unnamed room",
      undo: (label: string | undefined) => (label ? `Undo ${label}` : "Undo"),
      callOff: (label: string) => `Call off ${label}, which is not sent yet`,
      redo: (label: string | undefined) => (label ? `Redo ${label}` : "Redo"),
      view: "View",
      plan: "2D plan",
      solid: "3D view",
      invite: "Invite",
      export: "Export",
      settings: "Settings",
      png: "Picture (PNG)",
      pdf: "Plan to scale (PDF)",
      list: "Shopping list",
      glb: "3D model (GLB)",
      usdz: "For iPhone and iPad (USDZ)",
      "4k": "4K picture (PNG)",
      print: "Print",
      units: "Units",
      unit: { cm: "Centimetres", m: "Metres", ft: "Feet and inches", in: "Inches" },
      language: "Language",
      help: "Keys and help",
      exporting: "Preparing your file…",
      exportFailed: "The file could not be made. Try again.",
    },

    status: {
      connecting: "Connecting…",
      online: "Saved",
      back: "Online again.",
      offline: "Offline",
      sleeping: "Paused",
      viewing: "View only",
      closed: "Closed",
      leave: (n: number) =>
        `${plural(n, { one: "1 change is", other: `${n} changes are` })} not stored yet. Leave this room without ${plural(n, { one: "it", other: "them" })}?`,
      queued: (changes: number) =>
        plural(changes, { one: "Offline · 1 change waits", other: `Offline · ${changes} changes wait` }),
      saving: "Saving…",
      wake: "Paused to save energy. Goes on when you click here.",
    },

    stage: {
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      fit: "Show the whole room",
      snap: "Snap to walls and furniture",
      walk: "Walk through the room",
      tools: "View of the room",
      emptyTitle: "An empty room, all yours",
      empty: "Choose a piece of furniture, or drag it into the room.",
      browse: "Browse furniture",
    },

    furniture: {
      own: "Something you have",
      search: "Search furniture",
      all: "All",
      filters: "Filters",
      active: (filters: number) => `Filters (${filters})`,
      none: "Nothing found",
      noneWhy: "Try another word, or fewer filters.",
      more: (products: number) => `Show ${products} more`,
      found: (products: number) => plural(products, { one: "1 product", other: `${products} products` }),
      add: (name: string) => `Add ${name}`,
      loading: "Loading the furniture…",
    },

    invite: { title: "Plan together" },
    help: { title: "Keys and help" },

    people: {
      here: "In this room",
      you: "you",
      follow: (name: string) => `Follow ${name}`,
      following: (name: string) => `Following ${name}`,
      others: (count: number) => `${count} more`,
      rename: "Change your name",
      yourName: "Your name",
    },

    others: (count: number) =>
      plural(count, { one: "And one more change.", other: `And ${count} more changes.` }),
    dismiss: "Dismiss",
  },

  plan2d: {
    keys: "Page Down and Page Up go from piece to piece, arrow keys move the one you are at, R turns it, Enter selects it.",
    turn: "Turn",
    placeHint: (name: string) => `Choose where ${name} goes.`,
    cancel: "Cancel",
    bar: "Change the room",
  },

  view3d: {
    loading: "Getting 3D ready…",
    noWebGL: "This browser can't show 3D. The plan works as before.",
    failed: "3D could not be loaded. Check the connection, and try again.",
  },

  timeline: {
    title: "History",
    refused: "You look back: nothing can be changed here. Go back to now first.",
  },
};
