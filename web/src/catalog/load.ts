// Loads the catalogue over the network.

import { DecodeError } from "../json/decoder.ts";
import { type ReadCatalog, readInSlices } from "./read.ts";
import type { Catalog, Variant } from "./types.ts";

/** Why there is no catalogue. */
export class CatalogError extends Error {
  override readonly name = "CatalogError";
  constructor(
    readonly code: "unreachable" | "unreadable" | "empty",
    message: string,
  ) {
    super(message);
  }
}

/** Loads a catalogue. Rejects with a CatalogError when no product of it can be displayed. */
export async function loadCatalog(url: string): Promise<ReadCatalog> {
  const read = await readOrThrow(await fetchJson(url));
  if (read.catalog.products.length === 0) throw nothing(read);
  return { ...read, catalog: resolved(read.catalog, url) };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new CatalogError("unreachable", String(error));
  });
  if (!response.ok) throw new CatalogError("unreachable", `${response.status} from ${url}`);
  try {
    return await response.json();
  } catch (error) {
    throw new CatalogError("unreadable", String(error));
  }
}

/** Decodes a catalogue, with pauses in which the page can draw. */
async function readOrThrow(value: unknown): Promise<ReadCatalog> {
  try {
    const reading = readInSlices(value);
    let step = reading.next();
    for (; !step.done; step = reading.next()) await new Promise((resolve) => setTimeout(resolve));
    return step.value;
  } catch (error) {
    if (error instanceof DecodeError) throw new CatalogError("unreadable", error.message);
    throw error;
  }
}

function nothing({ problems: [first] }: ReadCatalog): CatalogError {
  if (!first) return new CatalogError("empty", "the catalogue has no products");
  return new CatalogError(
    "unreadable",
    `no product can be read; ${first.product}: ${first.path} ${first.message}`,
  );
}

/** Returns the catalogue with absolute addresses. */
function resolved(catalog: Catalog, base: string): Catalog {
  const products = catalog.products.map((product) => ({
    ...absolute(product, base),
    variants: product.variants.map((v) => absolute(v, base)) as [Variant, ...Variant[]],
  }));
  return { ...absolute(catalog, base), products };
}

const addresses = ["image", "model", "url", "pairs"] as const;
type Addresses = { [K in (typeof addresses)[number]]?: string };

/** Returns a copy whose addresses are absolute. */
function absolute<T extends Addresses>(of: T, base: string): T {
  const found: Addresses = {};
  for (const key of addresses) {
    const address = of[key];
    if (address) found[key] = new URL(address, base).href;
  }
  return { ...of, ...found };
}
