// Small controls that the panels are made of.

import { html, nothing, type TemplateResult } from "lit-html";
import { isComposing } from "../i18n/key-event.ts";
import type { Verdict } from "../model/index.ts";
import { liveValue } from "../planner/live-value.ts";
import { formatLength } from "../units/index.ts";
import type { Context } from "./context.ts";
import { type IconName, icon } from "./icons.ts";
import { readLength, type Typed } from "./parse-fields.ts";

export interface Field {
  label: string;
  value: number | undefined;
  write: (value: number) => string;
  read: (text: string) => Typed;
  /** Takes a value that is another than before. */
  commit: (value: number | undefined) => void;
  disabled?: boolean;
  /** A name for style sheets and tests. */
  name?: string;
}

/** A text field for a number with a unit: read when it is left or Enter is pressed, with the reason beside it when it can't be. */
export function field({ label, value, write, read, commit, disabled = false, name }: Field): TemplateResult {
  const text = value === undefined ? "" : write(value);
  const done = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    // What is written may be rounded; left alone, it changes nothing.
    const typed = input.value === text ? { value } : read(input.value);
    if ("why" in typed) return explain(input, typed.why);
    explain(input, undefined);
    input.value = typed.value === undefined ? "" : write(typed.value);
    if (typed.value !== value) commit(typed.value);
  };
  return html`<label class="field"><span>${label}</span>
    <input type="text" autocomplete="off" enterkeyhint="done" data-field=${name ?? nothing} ?readonly=${disabled}
      @change=${done} @keydown=${keys} @focus=${selectAll} ${liveValue(text)} />
    <span class="field-problem" role="alert"></span></label>`;
}

export interface LengthField extends Omit<Field, "read" | "write"> {
  /** Millimetres, as the value is. */
  least: number;
  most: number;
  optional?: boolean;
}

export function lengthField(context: Context, length: LengthField): TemplateResult {
  const { least, most, optional = false, ...rest } = length;
  const { units, lang } = context.scene;
  const words = context.words.typed;
  return field({
    ...rest,
    write: (mm) => formatLength(mm, units, lang),
    read: (text) => readLength(text, least, most, optional, { units, lang, words }),
  });
}

/** Says in the field's own words why it was not taken; undefined when all is well. */
function explain(input: HTMLInputElement, why: string | undefined): void {
  const note = input.nextElementSibling;
  if (note) note.textContent = why ?? "";
  if (why === undefined) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

function keys(event: KeyboardEvent): void {
  const input = event.currentTarget as HTMLInputElement;
  // The keys are the field's alone: Delete must not take the sofa away.
  event.stopPropagation();
  if (isComposing(event)) return;
  if (event.key === "Enter") leave(input);
  if (event.key !== "Escape") return;
  input.value = input.dataset.shown ?? "";
  explain(input, undefined);
  leave(input);
}

/** What was refused is mended where it stands; after a field of the inspector, keys work on what is selected. */
function leave(input: HTMLInputElement): void {
  input.blur();
  if (input.hasAttribute("aria-invalid")) return input.focus();
  if (!input.closest(".inspector")) return;
  input.closest(".middle")?.querySelector<SVGElement>(".plan [tabindex='0']")?.focus({ preventScroll: true });
}

function selectAll(event: FocusEvent): void {
  (event.currentTarget as HTMLInputElement).select();
}

const marks: Record<Verdict, IconName> = { fits: "check", tight: "tight", blocked: "blocked" };

export function verdictMark({ scene }: Context, verdict: Verdict): TemplateResult {
  return html`<span class="verdict" data-verdict=${verdict}>${icon(marks[verdict])}${scene.texts.fit.verdict[verdict]}</span>`;
}

export function emptyState(
  name: IconName,
  title: string,
  why: string,
  action?: TemplateResult,
): TemplateResult {
  return html`<div class="nothing-here">${icon(name)}<strong>${title}</strong><p>${why}</p>${action}</div>`;
}

/** Lengths as a size; a unit that all share is written once, and no length is broken in two lines. */
export function sizeOf({ scene, words }: Context, ...lengths: readonly number[]): string {
  const { units, lang } = scene;
  const metric = units === "cm" || units === "m";
  const written = lengths.map((mm, i) => {
    const text = formatLength(mm, units, lang).replaceAll(" ", "\u00a0");
    return metric && i < lengths.length - 1 ? text.replace(/\s\S+$/, "") : text;
  });
  return words.size(...written);
}

export function swatch(
  colour: string,
  name: string,
  chosen: boolean,
  choose: () => void,
  disabled = false,
): TemplateResult {
  return html`<button type="button" class="swatch" aria-label=${name} title=${name} aria-pressed=${chosen}
    ?disabled=${disabled} @click=${choose}>${dot(colour)}</button>`;
}

/** A spot of colour: an attribute of SVG, since inline styles may be forbidden. */
export function dot(colour: string): TemplateResult {
  return html`<svg class="swatch-dot" viewBox="0 0 2 2" aria-hidden="true"><circle cx="1" cy="1" r="1" fill=${colour}></circle></svg>`;
}
