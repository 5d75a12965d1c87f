// Adding products and own pieces at the request of the page's code; errors name the reason.

import type { Own } from "../model/index.ts";
import { isColour, isOwnKind, isOwnLength, storedName } from "../model/own.ts";
import type { Editor } from "../planner/editor.ts";

/**
 * Adds a product at a free place, in its first variant if `variant` is "". Resolves with the item's id, or rejects.
 */
export async function addProduct(editor: Editor, product: string, variant: string): Promise<string> {
  const { catalog } = editor.scene();
  const sold = catalog.products.find((p) => p.id === product);
  if (!sold) throw new Error(`The catalogue has no product ${product}.`);
  if (variant !== "" && !sold.variants.some((v) => v.id === variant)) {
    throw new Error(`The product ${product} has no variant ${variant}.`);
  }
  return added(editor, product, await editor.actions.add(product, variant));
}

/** Adds a piece that somebody has already, at a free place. Resolves with the item's id, or rejects. */
export async function addOwn(editor: Editor, piece: Own): Promise<string> {
  const own = checkedOwn(piece);
  return added(editor, own.name, await editor.actions.addOwn(own));
}

function checkedOwn({ kind, name, colour, width, depth, height }: Own): Own {
  const own = {
    kind,
    name: storedName(String(name)),
    colour: String(colour).toLowerCase(),
    width,
    depth,
    height,
  };
  if (!isOwnKind(kind)) throw new Error("An own piece's kind must be 1 to 20 lower case letters and dashes.");
  if (own.name === "") throw new Error("An own piece must have a name.");
  if (!isColour(own.colour)) throw new Error("An own piece's colour must be like #a94f33.");
  if (![width, depth, height].every(isOwnLength))
    throw new Error("An own piece's width, depth and height must be whole millimetres, 1 to 20000.");
  return own;
}

function added(editor: Editor, name: string, id: string | undefined): string {
  if (id !== undefined) return id;
  const { editable, you } = editor.scene();
  throw new Error(`${name} can't be added now${editable ? "" : ` by a ${you?.role}`}.`);
}

/** Selects an item of the product (and variant, if given) if the room has one, else adds it or rejects. */
export async function applyInitialProduct(editor: Editor, product: string, variant: string): Promise<void> {
  const there = [...editor.scene().items.values()].find(
    (item) => item.product === product && (variant === "" || item.variant === variant),
  );
  if (there) editor.actions.select([there.id]);
  else await addProduct(editor, product, variant);
}
