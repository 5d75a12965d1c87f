// Displays the use of AWS by a room as it grows, and its cost.

import { type Usage, usedSince } from "./usage.ts";

/** The room is quiet after so long without usage. */
const quietMs = 3_000;
const rooms = 1_000;

const integer = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const units = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const cents = { style: "currency", currency: "USD" } as const;
const small = new Intl.NumberFormat("en", {
  ...cents,
  maximumSignificantDigits: 2,
  minimumSignificantDigits: 2,
});

/** Returns a sum in US dollars. Less than a dollar has two significant digits. */
export function formatUsd(usd: number): string {
  if (usd === 0) return "$0";
  return usd < 1 ? small.format(usd) : new Intl.NumberFormat("en", cents).format(usd);
}

/** Rows of the display, each a label and a value. */
export function rowsOf(used: Usage, quiet: boolean): [label: string, value: string][] {
  return [
    ["Messages in", integer.format(used.messagesIn)],
    ["Messages out", integer.format(used.messagesOut)],
    ["Function calls", integer.format(used.invocations)],
    ["Table writes", units.format(used.writeUnits)],
    ["Table reads", units.format(used.readUnits)],
    ["Cost so far", formatUsd(used.usd)],
    [`${integer.format(rooms)} such rooms`, formatUsd(used.usd * rooms)],
    ["Now", quiet ? "$0 a minute" : "in use"],
  ];
}

export class Meter {
  #first: Usage | undefined;
  #last: Usage | undefined;
  #changedAt = 0;
  readonly #list = document.createElement("dl");
  readonly #note = document.createElement("p");

  constructor(
    element: HTMLElement,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#note.role = "status";
    element.replaceChildren(this.#list, this.#note);
  }

  /** Displays what was used since the first reading. */
  show(usage: Usage): void {
    if (this.#last?.usd !== usage.usd) this.#changedAt = this.now();
    this.#first ??= usage;
    this.#last = usage;
    const quiet = this.now() - this.#changedAt >= quietMs;
    this.#draw(rowsOf(usedSince(this.#first, usage), quiet));
    this.#note.textContent = "";
  }

  /** Displays why there is no reading. */
  fail(reason: string): void {
    this.#note.textContent = `The use of the room can't be read: ${reason}`;
  }

  #draw(rows: readonly (readonly [label: string, value: string])[]): void {
    if (this.#list.childElementCount === 0) this.#list.append(...rows.map(([label]) => rowOf(label)));
    rows.forEach(([, value], i) => {
      const cell = this.#list.children[i]?.querySelector("dd");
      if (cell && cell.textContent !== value) cell.textContent = value;
    });
  }
}

function rowOf(label: string): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  term.textContent = label;
  row.append(term, document.createElement("dd"));
  return row;
}
