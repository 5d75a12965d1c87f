// Mounts the planner on a page of its own, or displays why that failed.

import { HomstylePlanner, type PlannerElement } from "../element/index.ts";
import { type Language, nearest } from "../i18n/index.ts";
import { attributesOf, ConfigError, fetchServices } from "./config.ts";

/** Message if there is no planner that could display one. */
const failed: Record<Language, readonly [problem: string, way: string]> = {
  en: ["The room can't be opened just now", "Load this page again in a moment."],
  sv: ["Rummet kan inte öppnas just nu", "Ladda om sidan om en stund."],
  de: ["Der Raum lässt sich gerade nicht öffnen", "Bitte laden Sie die Seite gleich noch einmal."],
};

/** Message in a frame that has no origin. */
const outside: Record<Language, string> = {
  en: "The page around this one does not let it reach the room",
  sv: "Sidan runt den här låter den inte nå rummet",
  de: "Die Seite um diese herum lässt sie den Raum nicht erreichen",
};
/** Reports whether the page is in a frame whose sandbox gives it no origin, so that its requests fail. */
export function shutOff(): boolean {
  return window.origin === "null";
}

export const needsOrigin = 'the frame needs sandbox="allow-scripts allow-same-origin"';

/**
 * Creates the element for the page's URL and puts it into `#room`. If that fails, displays a message, and
 * returns undefined for a ConfigError or throws any other error.
 */
export async function mount(
  prepare?: (planner: PlannerElement) => void,
): Promise<PlannerElement | undefined> {
  const place = document.querySelector("#room");
  if (!place) throw new Error("The page has no #room.");
  const wanted = new URL(location.href).searchParams.get("lang")?.trim();
  const language = nearest(wanted || navigator.language);
  // The page has the planner's language, for screen readers.
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
