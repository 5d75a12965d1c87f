// All texts, in English. The comment of a section names the folder that displays it.

import type { Finding, Verdict } from "../model/index.ts";
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
    viewer: "You are here to look. Ask for an editor's link to change things.",
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
    forbidden: "You are here to look. Ask for an editor's link to change things.",
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
      noOutline: "Begin with the room",
      noOutlineWhy: "Type its size, draw it, or lay a floor plan underneath.",
      drawRoom: "Set up the room",
    },

    furniture: {
      search: "Search furniture",
      all: "All",
      filters: "Filters",
      active: (filters: number) => `Filters (${filters})`,
      maxWidth: "Widest",
      maxPrice: "Price up to",
      colour: "Colour",
      clear: "Clear filters",
      none: "Nothing found",
      noneWhy: "Try another word, or fewer filters.",
      more: (products: number) => `Show ${products} more`,
      found: (products: number) => plural(products, { one: "1 product", other: `${products} products` }),
      add: (name: string) => `Add ${name}`,
      loading: "Loading the furniture…",
    },

    inspector: {
      title: "Selected furniture",
      many: (count: number) => `${count} pieces`,
      held: (name: string) => `${name} is moving this right now`,
      mine: "Only you can move this right now",
      expiring: "The connection is slow: you may lose hold of this",
      kept: "Kept on this device for now",
      lost: (name: string | undefined) => (name ? `${name} has taken this` : "You no longer hold this"),
      gone: "The shop no longer sells this.",
      colour: "Colour",
      size: "Size",
      place: "Position",
      x: "From left",
      y: "From top",
      angle: "Angle",
      height: "Above the floor",
      on: (carrier: string) => `On ${carrier}`,
      mirror: "Mirror",
      putDown: "Put it down",
      move: {
        left: (step: string) => `Move left ${step}`,
        right: (step: string) => `Move right ${step}`,
        up: (step: string) => `Move up ${step}`,
        down: (step: string) => `Move down ${step}`,
      },
      turnLeft: "Turn left",
      turnRight: "Turn right",
      tap: "Place by a tap",
      duplicate: "Duplicate",
      remove: "Delete",
      align: "Align",
      side: {
        left: "Align left edges",
        right: "Align right edges",
        top: "Align top edges",
        bottom: "Align bottom edges",
        "centre-x": "Align centres in a column",
        "centre-y": "Align centres in a row",
      },
      distribute: { x: "Space out evenly from left to right", y: "Space out evenly from top to bottom" },
    },

    typed: {
      length: "Write a length, like 218 cm or 7′ 2″.",
      range: (least: string, most: string) => `Between ${least} and ${most}, please.`,
      angle: "Write degrees, like 90.",
      price: "Write a number, like 500.",
    },

    fit: {
      none: "Nothing to check yet",
      noneWhy: "Every piece is checked as soon as it stands in the room.",
      summary: { fits: "fit", tight: "tight", blocked: "don't fit" },
      allWell: "Everything fits.",
      checking: "Checking…",
      way: "The way in",
      wayWhy: "Will the packages get through? Measure the narrowest spots.",
      wayUnknown: "Not measured yet",
      part: { door: "Front door", corridor: "Corridor", stairs: "Stairs", lift: "Lift" },
      width: "Width",
      height: "Height",
      depth: "Depth",
      ceiling: "Ceiling",
      whole: "All of its sizes are needed to check it.",
    },

    room: {
      tool: "Tool",
      tools: { select: "Furnish", room: "Edit room", outline: "Draw outline" },
      hints: {
        select: "Move, turn and choose furniture.",
        room: "Drag corners and walls; add doors and windows.",
        outline: "Set corner after corner. Meet the first one to close the room.",
      },
      shape: "Start from a shape",
      shapes: { rectangle: "Rectangle", l: "L-shape" },
      width: "Width",
      depth: "Depth",
      cutWidth: "Cut-out width",
      cutDepth: "Cut-out depth",
      use: "Use this shape",
      cutTooBig: "The cut-out must be smaller than the room.",
      area: (area: string) => `Floor area ${area}`,
      ceiling: "Ceiling height",
      underlay: "Floor plan underneath",
      underlayWhy: "A photo or scan to draw on. Only you see it.",
      choose: "Choose a picture",
      opacity: "Opacity",
      scale: "Set its scale",
      removeUnderlay: "Remove the picture",
      notPicture: "That is no picture this browser can show. Use a PNG, JPEG or WebP.",
      badPicture: "That picture is damaged, or has too many pixels. Save it in a smaller size.",
      tooLarge: "That picture is larger than 20 MB. Use a smaller one.",
    },

    cart: {
      empty: "Your cart is empty",
      emptyWhy: "What stands in the room is in the cart.",
      total: "Total",
      pieces: (count: number) => plural(count, { one: "1 piece", other: `${count} pieces` }),
      put: "Put in cart",
      gone: "No longer sold",
      goneWhy: "Stays in the room, but can't be bought.",
      unpriced: (count: number) =>
        plural(count, {
          one: "1 piece has no price in this currency.",
          other: `${count} pieces have no price in this currency.`,
        }),
      check: (count: number) =>
        plural(count, { one: "1 piece does not fit.", other: `${count} pieces do not fit.` }),
    },

    people: {
      here: "In this room",
      you: "you",
      role: { viewer: "view only", editor: "can edit", owner: "owner" },
      follow: (name: string) => `Follow ${name}`,
      following: (name: string) => `Following ${name}`,
      others: (count: number) => `${count} more`,
      rename: "Change your name",
      yourName: "Your name",
      nameWhy: "The others see your name beside your cursor.",
      alone: "Nobody else is here. Send a link and plan together.",
      news: "What happened",
      noNews: "Nothing yet since you came.",
    },

    invite: {
      title: "Plan together",
      why: "Whoever has the link gets into this room.",
      role: "They may",
      roles: { editor: "move furniture", viewer: "only look" },
      make: "Get a link",
      link: "Link to this room",
      copy: "Copy",
      copied: "The link is copied.",
      byHand: "Copy the link by hand.",
      share: "Share",
      failed: "No link could be made right now. Try again.",
    },

    help: {
      title: "Keys and help",
      keys: {
        pieces: "From piece to piece",
        move: "Move what is selected by 1 cm",
        far: "… by 10 cm",
        turn: "Turn",
        raise: "Raise or lower what hangs by 1 cm, with ⇧ by 10 cm",
        several: "Select several",
        all: "Select all",
        undo: "Undo, redo",
        duplicate: "Duplicate",
        remove: "Delete",
        free: "Drag without snapping",
        escape: "Call off, or select nothing",
        zoom: "Zoom, whole room",
      },
      /** Labels of keys on a keyboard. */
      caps: { ctrl: "Ctrl", remove: "Delete", next: "PgDn", before: "PgUp" },
      or: "or",
      touch: "On a phone: one finger moves furniture or the plan, two fingers zoom.",
      under: "Tap again to reach what is below a piece.",
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

    // Parts of the room.
    corner: (number: number) => `Corner ${number}`,
    edge: (number: number, length: string) => `Wall ${number}, ${length}`,
    wall: (number: number, length: string) => `Inner wall ${number}, ${length}`,
    end: (number: number) => `End of inner wall ${number}`,
    door: (number: number, width: string) => `Door ${number}, ${width}`,
    window: (number: number, width: string) => `Window ${number}, ${width}`,
    measure: (number: number, length: string) => `Length of wall ${number}: ${length}. Change it`,
    roomHint: "Choose a corner, wall, door or window.",
    bar: "Change the room",
    addDoor: "Add door",
    addWindow: "Add window",
    addWall: "Add wall",
    addCorner: "Add corner",
    doorHint: "Choose the wall where the door goes.",
    windowHint: "Choose the wall where the window goes.",
    wallHint: (first: boolean) => (first ? "Choose where the wall begins." : "Choose where it ends."),
    inTheMiddle: "Put it in the middle",
    length: "Length",
    width: "Width",
    thickness: "Thickness",
    offset: "From the corner",
    x: "Across",
    y: "Down",
    hinge: "Flip the hinge",
    opens: { in: "Open outwards", out: "Open inwards" },
    remove: "Delete",
    done: "Done",

    // Drawing an outline.
    outlineHint: (corners: number) =>
      corners === 0
        ? "Choose where the first corner is, or type the first wall."
        : corners < 3
          ? "Choose the next corner, or type how long the wall is."
          : "Go on, or choose the first corner to close the room.",
    direction: "Direction",
    directions: { right: "Right", down: "Down", left: "Left", up: "Up", angle: "Angle…" },
    degrees: "Degrees",
    addTyped: "Add wall",
    takeBack: "Take back corner",
    close: "Close the room",

    // The reference image.
    underlay: "Move the picture",
    scaleHint: (first: boolean) =>
      first ? "Choose one end of something whose length you know." : "Choose its other end.",
    trueLength: "How long is it really?",
    apply: "Set",

    // Refusals.
    tooNarrow: "That is too short.",
    tooWide: "That is longer than the wall.",
    noWall: "No wall is long enough for that.",
    goneWithWalls: (names: string) => `Removed with the old walls: ${names}. Undo brings them back.`,
    samePoint: "Those two points are the same.",
    faults: {
      "few-corners": "A room needs at least three corners.",
      "many-corners": "That is more corners than a room can have.",
      crossing: "Walls can't cross each other.",
      "short-wall": "That wall is too short.",
      "no-area": "That leaves no floor to stand on.",
      "too-far": "That is too far away.",
      "many-parts": "That is more than a room can have.",
      "wide-opening": "That opening is too wide.",
      overlap: "Two openings would overlap.",
    },
  },

  export: {
    number: "No.",
    piece: "Furniture",
    article: "Article no.",
    size: "Width × depth × height",
    verdict: "Does it fit",
    price: "Price",
    noPrice: "no price",
    total: "Total",
    each: (count: number, price: string) => `${count} × ${price}`,
    unpriced: (count: number) =>
      plural(count, { one: "One piece has no price.", other: `${count} pieces have no price.` }),
    empty: "There is no furniture in the room.",
    scale: (ratio: number) => `Scale 1:${ratio}`,
    printAt: (paper: string) => `Print on ${paper} at 100 %`,
    area: (area: string) => `Floor area ${area}`,
    ceiling: (height: string) => `Ceiling ${height}`,
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },

  view3d: {
    loading: "Getting 3D ready…",
    noWebGL: "This browser can't show 3D. The plan works as before.",
    failed: "3D could not be loaded. Check the connection, and try again.",
    picture: "The room in 3D. Arrow keys turn it, plus and minus zoom, 0 shows all of it.",
    items: "Furniture in the room",
    walking: "Walking: W, A, S, D or the arrow keys; drag to look around; Escape to leave.",
    ahead: "Walk ahead",
    back: "Walk back",
    left: "Turn left",
    right: "Turn right",
    leave: "Leave the walk",
    lost: "The picture was lost. It comes back by itself, as soon as the browser can draw again.",
    restored: "3D is back.",
  },

  timeline: {
    cost: (amount: string) => `This room in 30 days: ${amount}`,
    costWhy: "An estimate, at list prices of AWS.",
    title: "History",
    close: "Close the history",
    loading: "Looking back…",
    nothing: "Nothing has been done in this room yet.",
    now: "Now",
    nowWhy: "Move the slider to look back. Nobody else notices.",
    slider: "Moment in the room's life",
    looking: (when: string) => `You look at ${when} — the others go on`,
    lookingBack: "You look back. Nothing can be changed until you are back at now.",
    meanwhile: (count: number) => plural(count, { one: "1 change since", other: `${count} changes since` }),
    backToNow: "Back to now",
    refused: "You look back: nothing can be changed here. Go back to now first.",
    running: "Play",
    earlier: "Show what was before",
    back: "One change back",
    forward: "One change on",
    play: "Play",
    pause: "Pause",
    speed: (times: number) => `Speed ${times}×`,
    who: "Changes by",
    everybody: "everybody",
    only: (what: string) => `Only ${what}`,
    flag: (name: string, when: string, who: string) => `${name}: ${when}, named by ${who}`,

    name: "Name this moment",
    nameTitle: "Name this moment",
    nameFor: (when: string) => `What is special about ${when}?`,
    nameExample: "Before the new rug",
    save: "Save",
    cancel: "Cancel",

    restore: "Restore this moment",
    restoreTitle: (when: string) => `Restore ${when}?`,
    restoreWhat: "This is done to the room as it is now:",
    same: "The room looks like that now. There is nothing to restore.",
    restoreWhy: "Everybody sees it at once. What somebody is holding stays theirs. You can take it back.",
    differs: {
      added: (count: number, names: string) =>
        plural(count, { one: `1 piece comes back: ${names}`, other: `${count} pieces come back: ${names}` }),
      removed: (count: number, names: string) =>
        plural(count, { one: `1 piece goes: ${names}`, other: `${count} pieces go: ${names}` }),
      moved: (count: number, names: string) =>
        plural(count, { one: `1 piece moves: ${names}`, other: `${count} pieces move: ${names}` }),
      recoloured: (count: number, names: string) =>
        plural(count, {
          one: `1 piece changes its look: ${names}`,
          other: `${count} pieces change their look: ${names}`,
        }),
      plan: "The room itself changes",
    },
    restoring: "Restoring…",
    restored: (when: string, count: number) =>
      plural(count, { one: `Restored ${when}: 1 change.`, other: `Restored ${when}: ${count} changes.` }),
    undoRestore: "Undo restore",
    tookBack: "The room is as it was before the restore.",
    keptHeld: (what: string, who: string) => `${what} stays: ${who} holds it.`,
    kept: (what: string) => `${what} stays: somebody has just changed it.`,
    keptPlan: "What somebody has just changed stays.",
    errors: {
      unreachable: "The history can't be reached. Check the connection, and try again.",
      damaged: "A part of this history is damaged and can't be read. Other times can.",
      unreadable: "The history could not be read.",
      unauthorized: "Your visit ran out. Reload the page.",
      forbidden: "Only an owner of the room may do that.",
      not_found: "The room was not there yet at that moment.",
      exists: "That moment has a name already.",
      too_many: "This room has as many named moments as it can have.",
      busy: "The newest changes are not stored in the history yet. Try again in a few seconds.",
      bad_field: "That is no name for a moment.",
      internal: "Something went wrong on our side. Try again.",
    },
  },
};
