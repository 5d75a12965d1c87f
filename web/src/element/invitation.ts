// Invitation links; loaded on demand.

import { urlOf, type Visit } from "./attributes.ts";
import { post } from "./shop.ts";

/**
 * Returns the page's own address with the room, and the invitation's code after the #. `element` has the
 * attributes of the page. Throws a ShopError.
 */
export async function inviteLink(
  element: Element,
  visit: Visit | undefined,
  token: string,
  role: "viewer" | "editor",
): Promise<string> {
  const url = urlOf(element, "invite-url", "invite", visit?.tokenUrl);
  const code = await post(url, { token, role }, "invite");
  const name = element.getAttribute("name")?.trim() ?? "";
  return linkTo(location.href, { room: visit?.room ?? "", name, code });
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
