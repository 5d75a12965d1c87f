// Adding products at the request of the page's code; errors name the reason.

import type { Editor } from "../planner/editor.ts";

/**
 * Adds a product at a free place, in its first variant if `variant` is "". Resolves with the item's id, or rejects.
 */
export async function addProduct(editor: Editor, product: string, variant: string): Promise<string> {
  const { catalog, editable, you } = editor.scene();
  const sold = catalog.products.find((p) => p.id === product);
  if (!sold) throw new Error(`The catalogue has no product ${product}.`);
  if (variant !== "" && !sold.variants.some((v) => v.id === variant)) {
    throw new Error(`The product ${product} has no variant ${variant}.`);
  }
  const id = await editor.actions.add(product, variant);
  if (id === undefined)
    throw new Error(`${product} can't be added now${editable ? "" : ` by a ${you?.role}`}.`);
  return id;
}

/** Selects an item of the product (and variant, if given) if the room has one, else adds it or rejects. */
export async function applyInitialProduct(editor: Editor, product: string, variant: string): Promise<void> {
  const there = [...editor.scene().items.values()].find(
    (item) => item.product === product && (variant === "" || item.variant === variant),
  );
  if (there) editor.actions.select([there.id]);
  else await addProduct(editor, product, variant);
}
