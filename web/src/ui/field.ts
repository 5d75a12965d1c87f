// A text field for a value: read when it is left or Enter is pressed, with the reason below it when it is
// not taken.

import { html, type TemplateResult } from "lit-html";
import { onInputKey } from "./input-keys.ts";
import { explain, liveValue } from "./live-value.ts";

/** What was read, or why it can't be used. */
export type Typed = { value: number | undefined } | { why: string };

export interface Field {
  label: string;
  /** A name for style sheets and tests. */
  name: string;
  value: number | undefined;
  write: (value: number) => string;
  read: (text: string) => Typed;
  /** Takes a value that is another than before, or returns why not. Left out, the form takes what is typed. */
  commit?: Commit;
  /** What the value is of: what is typed for one thing is not kept for the next. */
  of?: unknown;
  readonly?: boolean;
  inputmode?: "text" | "decimal";
}

type Commit = ((value: number | undefined) => void) | ((value: number | undefined) => string | undefined);

export function field(f: Field): TemplateResult {
  const { label, name, value, write, read, commit, of, readonly = false, inputmode = "text" } = f;
  const written = (v: number | undefined) => (v === undefined ? "" : write(v));
  const text = written(value);
  const take = ({ currentTarget }: Event) => {
    const input = currentTarget as HTMLInputElement;
    // What is written may be rounded; left alone, it changes nothing.
    const typed = input.value === text ? { value } : read(input.value);
    if ("why" in typed) return explain(input, typed.why);
    const refusal = typed.value === value ? undefined : commit?.(typed.value);
    if (refusal) return explain(input, refusal);
    explain(input, undefined);
    input.value = written(typed.value);
    input.dataset.shown = input.value;
  };
  return html`<label class="field"><span>${label}</span>
    <input type="text" autocomplete="off" enterkeyhint="done" inputmode=${inputmode} data-field=${name} ?readonly=${readonly}
      @change=${commit && take} @keydown=${onInputKey} @focus=${selectAll} ${liveValue(text, of)} />
    <span class="field-problem" role="alert"></span></label>`;
}

function selectAll({ currentTarget }: Event): void {
  (currentTarget as HTMLInputElement).select();
}
