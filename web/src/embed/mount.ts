// Puts the planner on a page of its own, or says why it can't.

import { HomstylePlanner, type PlannerElement } from "../element/index.ts";
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
    for (const [name, value] of attributesOf(location.href, services)) planner.setAttribute(name, value);
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
