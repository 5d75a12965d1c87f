// A link for somebody else: loaded when it is asked for.

import { post } from "./shop.ts";

export interface Asking {
  inviteUrl: string;
  token: string;
  role: "viewer" | "editor";
  room: string;
  /** What the page calls the person who invites. */
  name: string;
}

/** The page's own address with the room, and the invitation's code behind the #. */
export async function inviteLink({ inviteUrl, token, role, room, name }: Asking): Promise<string> {
  const code = await post(inviteUrl, { token, role }, "invite");
  return linkTo(location.href, { room, name, code });
}

/** Keeps the page's query, which may be what says which page it is, but not who somebody is. */
export function linkTo(href: string, invited: { room: string; name: string; code: string }): string {
  const link = new URL(href);
  const { searchParams: query } = link;
  query.set("room", invited.room);
  query.delete("role");
  if (invited.name !== "" && query.get("name")?.trim() === invited.name) query.delete("name");
  // After the #: a browser sends that to no server, and it is in no log.
  link.hash = new URLSearchParams({ invite: invited.code }).toString();
  return link.href;
}
