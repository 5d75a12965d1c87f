// The words that a room is seen with, in English: few, for they come before everything else.

import type { Verdict } from "../../fit/types.ts";

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

  /** panels: when there is no room to see. */
  closed: {
    opening: "Opening the room…",
    unreachable: "The room can't be reached. We keep trying.",
    superseded: "This room is open in another tab",
    supersededWhy: "Only one tab at a time can be you. Everything is saved.",
    useHere: "Use it here",
    revoked: "Your invitation was withdrawn",
    revokedWhy: "Ask for a new one. What is in the room is kept.",
    outdated: "This page is older than the room",
    outdatedWhy: "Reload it to go on.",
    reload: "Reload the page",
    refused: "You can't get into this room",
    refusedWhy: "The invitation may have ended, or the room may have been removed. Ask for a new invitation.",
    full: "This room is full",
    fullWhy:
      "As many people are in it as it takes. Nothing of yours is lost: come back when somebody has left.",
    left: "You left this room",
    leftWhy: "Everything is saved.",
    reopen: "Open it again",
    retry: "Try again",
  },

  /** plan2d: the plan, and what stands in it. */
  seen: {
    name: "Floor plan",
    loading: "Getting the room ready…",
    noOutline: "This room has no walls yet. Draw its outline.",
    size: (width: string, depth: string) => `${width} by ${depth}`,
    at: (left: string, top: string) => `${left} from the left, ${top} from the top`,
    turned: (degrees: number) => `turned ${degrees} degrees`,
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
