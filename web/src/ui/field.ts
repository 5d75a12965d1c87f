// A text field for a number: parsed when it loses the focus or Enter is pressed. Below it is the reason
// when the text is refused.

import { html, type TemplateResult } from "lit-html";
import { onInputKey } from "./input-keys.ts";
import { explain, liveValue } from "./live-value.ts";

/** The value that was parsed, or the reason why the text can't be used. */
export type Typed = { value: number | undefined } | { why: string };

export interface Field {
  label: string;
  /** A name for style sheets and tests. */
  name: string;
  value: number | undefined;
  write: (value: number) => string;
  read: (text: string) => Typed;
  /** Takes a changed value, or returns why it is refused. Without it, the form reads the input. */
  commit?: Commit;
  /** Identity of what the value belongs to; when it changes, text that is not committed is dropped. */
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
    // The displayed text may be rounded; if it is unchanged, so is the value.
    const typed = input.value === text ? { value } : read(input.value);
    if ("why" in typed) return explain(input, typed.why);
    const refusal = typed.value === value ? undefined : commit?.(typed.value);
    if (refusal) return explain(input, refusal);
    explain(input, undefined);
    input.value = written(typed.value);
    input.dataset.shown = input.value;
  };
  return html`<label class="field"><span>${label}</span>
    <input type="text" autocomplete="off" enterkeyhint="done" inputmode=${inputmode} data-field=${name}
      @change=${commit && take} @keydown=${onInputKey} @focus=${selectAll} ${liveValue(text, readonly, of)} />
    <span class="field-problem" role="alert"></span></label>`;
}

function selectAll({ currentTarget }: Event): void {
  (currentTarget as HTMLInputElement).select();
}
