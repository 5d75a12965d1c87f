// Puts the planner on a page of its own, or says why it can't.

import { HomstylePlanner, type PlannerElement } from "../element/index.ts";
import { nearest } from "../i18n/index.ts";
import { attributesOf, ConfigError, fetchServices } from "./config.ts";

/** Makes the element for the page's address and shows it in `#room`; undefined when that fails. */
export async function mount(
  prepare?: (planner: PlannerElement) => void,
): Promise<PlannerElement | undefined> {
  const place = document.querySelector("#room");
  if (!place) throw new Error("The page has no #room.");
  try {
    const services = await fetchServices(document.baseURI);
    const planner = new HomstylePlanner();
    const attributes = attributesOf(location.href, services);
    // This page has no words of its own: it speaks with the planner, as whoever reads it does.
    document.documentElement.lang = nearest(attributes.get("lang") ?? navigator.language);
    for (const [name, value] of attributes) planner.setAttribute(name, value);
    prepare?.(planner);
    place.replaceChildren(planner);
    return planner;
  } catch (error) {
    place.replaceChildren(problem(error));
    if (!(error instanceof ConfigError)) throw error;
    return undefined;
  }
}

function problem(error: unknown): HTMLElement {
  const text = document.createElement("p");
  text.className = "problem";
  text.role = "alert";
  const why = error instanceof ConfigError ? ` (${error.message})` : "";
  text.textContent = `The room can't be opened just now${why}. Load this page again in a moment.`;
  return text;
}
