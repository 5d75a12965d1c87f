// Invitation links; loaded on demand.

import { post } from "./shop.ts";

export interface Asking {
  inviteUrl: string;
  token: string;
  role: "viewer" | "editor";
  room: string;
  /** The name that the page sets for the inviting user. */
  name: string;
}

/**
 * Returns the page's own address with the room, and the invitation's code after the #. Throws a ShopError.
 */
export async function inviteLink({ inviteUrl, token, role, room, name }: Asking): Promise<string> {
  const code = await post(inviteUrl, { token, role }, "invite");
  return linkTo(location.href, { room, name, code });
}

/**
 * Returns the invitation link: the page's query, which may select the page, without the user's role and name.
 */
export function linkTo(href: string, invited: { room: string; name: string; code: string }): string {
  const link = new URL(href);
  const { searchParams: query } = link;
  query.set("room", invited.room);
  query.delete("role");
  if (invited.name !== "" && query.get("name")?.trim() === invited.name) query.delete("name");
  // After the #: browsers do not send that to servers, so it is in no log.
  link.hash = new URLSearchParams({ invite: invited.code }).toString();
  return link.href;
}
