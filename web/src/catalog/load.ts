// Loads the catalogue over the network.

import { DecodeError } from "../json/decoder.ts";
import { type ReadCatalog, readCatalog } from "./read.ts";
import type { Catalog, Product } from "./types.ts";

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
  const read = readOrThrow(await fetchJson(url));
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

function readOrThrow(value: unknown): ReadCatalog {
  try {
    return readCatalog(value);
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
  return {
    ...catalog,
    ...absolute({ pairs: catalog.pairs }, base),
    products: catalog.products.map((p) => resolvedProduct(p, base)),
  };
}

function resolvedProduct(product: Product, base: string): Product {
  const { image, model, url } = product;
  const [first, ...others] = product.variants.map((variant) => ({
    ...variant,
    ...absolute({ image: variant.image, model: variant.model }, base),
  }));
  return {
    ...product,
    ...absolute({ image, model, url }, base),
    variants: [first ?? product.variants[0], ...others],
  };
}

/** Returns the addresses that are defined, made absolute. */
function absolute<K extends string>(
  addresses: Record<K, string | undefined>,
  base: string,
): Partial<Record<K, string>> {
  const there = Object.entries<string | undefined>(addresses).filter(([, a]) => a !== undefined);
  return Object.fromEntries(there.map(([key, a]) => [key, new URL(a ?? "", base).href])) as Partial<
    Record<K, string>
  >;
}
