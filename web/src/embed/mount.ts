// Puts the planner on a page of its own, or says why it can't.

import { HomstylePlanner, type PlannerElement } from "../element/index.ts";
import { type Language, nearest } from "../i18n/index.ts";
import { attributesOf, ConfigError, fetchServices } from "./config.ts";

/** Said before there is a planner that could: all this page ever says itself. */
const failed: Record<Language, readonly [problem: string, way: string]> = {
  en: ["The room can't be opened just now", "Load this page again in a moment."],
  sv: ["Rummet kan inte öppnas just nu", "Ladda om sidan om en stund."],
  de: ["Der Raum lässt sich gerade nicht öffnen", "Bitte laden Sie die Seite gleich noch einmal."],
};

/** Said in a frame that has no origin. */
const outside: Record<Language, string> = {
  en: "The page around this one does not let it reach the room",
  sv: "Sidan runt den här låter den inte nå rummet",
  de: "Die Seite um diese herum lässt sie den Raum nicht erreichen",
};
/** True in a frame whose sandbox takes the page's origin away: nothing that it asks for is answered. */
export function shutOff(): boolean {
  return window.origin === "null";
}

export const needsOrigin = 'the frame needs sandbox="allow-scripts allow-same-origin"';

/** Makes the element for the page's address and shows it in `#room`; undefined when that fails. */
export async function mount(
  prepare?: (planner: PlannerElement) => void,
): Promise<PlannerElement | undefined> {
  const place = document.querySelector("#room");
  if (!place) throw new Error("The page has no #room.");
  const wanted = new URL(location.href).searchParams.get("lang")?.trim();
  const language = nearest(wanted || navigator.language);
  // This page speaks with the planner, as whoever reads it does.
  document.documentElement.lang = language;
  try {
    if (shutOff()) throw new ConfigError(needsOrigin);
    const services = await fetchServices(document.baseURI);
    const planner = new HomstylePlanner();
    const attributes = attributesOf(location.href, services);
    for (const [name, value] of attributes) planner.setAttribute(name, value);
    prepare?.(planner);
    place.replaceChildren(planner);
    return planner;
  } catch (error) {
    place.replaceChildren(problem(error, language));
    console.error("planner:", error);
    if (!(error instanceof ConfigError)) throw error;
    return undefined;
  }
}

function problem(error: unknown, language: Language): HTMLElement {
  const text = document.createElement("p");
  text.className = "problem";
  text.role = "alert";
  const why = error instanceof ConfigError ? ` (${error.message})` : "";
  const [what, way] = shutOff() ? [outside[language], ""] : failed[language];
  text.textContent = `${what}${why}. ${way}`;
  return text;
}
