// The demonstration page: two people in one room of the local stack, and a meter of what they use of AWS.
// The address takes `room`, and `left` and `right` as the names of the two.

import { HomstylePlanner } from "../element/index.ts";
import { attributesOf, fetchServices, type Services } from "../embed/config.ts";
import { Meter } from "./meter.ts";
import { readUsage } from "./usage.ts";

const intervalMs = 1_000;

const query = new URLSearchParams(location.search);
const room = query.get("room") || "vardagsrum";
const names = [query.get("left") || "Anna", query.get("right") || "Bo"];

/** Returns a planner for the room, below the user's name. */
function paneOf(services: Services, name: string): HTMLElement {
  const address = new URL(location.href);
  address.search = new URLSearchParams({ room, name, lang: query.get("lang") ?? "en" }).toString();
  const element = new HomstylePlanner();
  for (const [attribute, value] of attributesOf(address.href, services))
    element.setAttribute(attribute, value);
  const pane = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = name;
  pane.append(caption, element);
  return pane;
}

/** Returns an owner's token: the API returns the usage to owners only. The local stack issues one to anybody. */
async function ownerToken(services: Services): Promise<string> {
  const url = new URL(services.tokenUrl);
  url.searchParams.set("role", "owner");
  const body = JSON.stringify({ room, name: "Meter", sub: crypto.randomUUID() });
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { token, message }: { token?: string; message?: string } = await response.json();
  if (!token) throw new Error(message ?? `the shop's back end answered ${response.status}`);
  return token;
}

async function readUse(services: Services, token: string): Promise<unknown> {
  if (!services.apiUrl) throw new Error("config.json has no apiUrl");
  // Two days, since a demonstration may go on past midnight.
  const url = `${services.apiUrl.replace(/\/$/, "")}/rooms/${encodeURIComponent(room)}/use?days=2`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`the API answered ${response.status}`);
  return await response.json();
}

/** Returns a function that reads the usage and displays it. After an error it requests another token. */
function reader(services: Services, meter: Meter): () => Promise<void> {
  let token: string | undefined;
  return async () => {
    try {
      token ??= await ownerToken(services);
      meter.show(readUsage(await readUse(services, token)));
    } catch (error) {
      token = undefined;
      meter.fail(error instanceof Error ? error.message : String(error));
    }
  };
}

function elementOf<E extends Element>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`demo.html has no ${selector}.`);
  return element;
}

const panes = elementOf("#panes");
const toggle = elementOf<HTMLButtonElement>("[data-action=toggle]");
const services = await fetchServices(document.baseURI);
const read = reader(services, new Meter(elementOf("#meter")));

function open(): void {
  panes.replaceChildren(...names.map((name) => paneOf(services, name)));
  toggle.textContent = "Close both";
}

function close(): void {
  const words = document.createElement("p");
  words.textContent = "Nobody is in the room. Nothing runs, and nothing is billed.";
  panes.replaceChildren(words);
  toggle.textContent = "Open both again";
}

toggle.addEventListener("click", () => (panes.querySelector("figure") ? close() : open()));
// The display counts from the first reading, so it comes before the two connect.
await read();
open();
for (;;) {
  await new Promise((resolve) => setTimeout(resolve, intervalMs));
  await read();
}
