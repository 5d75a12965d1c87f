import type { Verdict } from "../../model/index.ts";

// The texts that are needed to display a room, in English: few, as they are in the first chunk.
export const first = {
  guests: [
    "Guest Ash",
    "Guest Birch",
    "Guest Elm",
    "Guest Fir",
    "Guest Hazel",
    "Guest Linden",
    "Guest Oak",
    "Guest Rowan",
  ],

  /** panels: until the room can be displayed. */
  veil: {
    opening: "Opening the room…",
    unreachable: "The room can't be reached. We keep trying.",
  },

  /** panels: when a part of the code could not be loaded. */
  reload: {
    notLoaded: "A part of the planner could not be loaded. The room is kept when you reload the page.",
    button: "Reload the page",
  },

  /** plan2d: descriptions of the plan and of the items in it. */
  seen: {
    name: "Floor plan",
    noOutline: "This room has no walls yet. Draw its outline.",
    size: (width: string, depth: string) => `${width} by ${depth}`,
    at: (left: string, top: string) => `${left} from the left, ${top} from the top`,
    above: (height: string) => `${height} above the floor`,
    turned: (degrees: number) => `turned ${degrees} degrees`,
    own: "yours",
    verdict: { fits: "fits", tight: "tight", blocked: "does not fit" } satisfies Record<Verdict, string>,
    lock: {
      mine: "you hold it",
      held: (who: string) => `${who} holds it`,
      expiring: "your hold is about to end",
      lost: (who: string | undefined) => (who ? `lost to ${who}` : "you no longer hold it"),
    },
    tags: {
      expiring: "Hold is ending",
      lost: (who: string | undefined) => (who ? `lost to ${who}` : "lost"),
    },
  },
};
