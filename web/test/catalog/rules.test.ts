// The rules of a catalogue are written twice: here for the page, and in Go for `roomctl catalog`. Both must find
// the same first fault in each of these catalogues.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCatalog } from "../../src/catalog/read.ts";
import { DecodeError } from "../../src/json/decoder.ts";
import { kinds, mounts } from "../../src/model/index.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A fault: of the whole catalogue, or of the product whose id or place it has. */
interface Fault {
  product?: string;
  path: string;
  message: string;
}

interface Case {
  name: string;
  /** The member of the base that is replaced, or removed if there is no value. */
  at: (string | number)[];
  value?: Json;
  faults: Fault[];
}

const file = new URL("../../../cmd/roomctl/catalog/testdata/rules.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")) as { base: Json; cases: Case[] };

function changed(value: Json, [key, ...rest]: Case["at"], to: Json | undefined): Json {
  if (key === undefined) return to ?? null;
  const copy = structuredClone(value) as { [key: string]: Json };
  if (rest.length > 0) copy[key] = changed(copy[key] ?? null, rest, to);
  else if (to === undefined) delete copy[key];
  else copy[key] = to;
  return copy;
}

/** The decoder calls the root "message", as most of what it decodes are messages. */
const pathOf = (path: string) => path.replace(/^message$/, "");

function faultsOf(catalog: Json): Fault[] {
  try {
    return readCatalog(catalog).problems.map(({ product, path, message }) => ({
      product,
      path: pathOf(path),
      message,
    }));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { path, message } = error.failure;
    return [{ path: pathOf(path), message }];
  }
}

test.each(golden.cases)("$name", ({ at, value, faults }) => {
  const lists = { kinds: kinds.join(", "), mounts: mounts.join(", ") };
  const wanted = faults.map((f) => ({
    ...f,
    message: f.message.replace(/\{(kinds|mounts)\}/, (_, list: keyof typeof lists) => lists[list]),
  }));
  expect(faultsOf(changed(golden.base, at, value))).toEqual(wanted);
});
