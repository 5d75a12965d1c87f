// What the page adds by its own code: it is told plainly when that can't be.

import type { Editor } from "../planner/editor.ts";

/** Adds a product where there is room; its first variant unless told. Returns the item's id. */
export function addProduct(editor: Editor, product: string, variant: string): string {
  const { catalog, editable, you } = editor.scene();
  const sold = catalog.products.find((p) => p.id === product);
  if (!sold) throw new Error(`The catalogue has no product ${product}.`);
  if (variant !== "" && !sold.variants.some((v) => v.id === variant)) {
    throw new Error(`The product ${product} has no variant ${variant}.`);
  }
  const id = editor.actions.add(product, variant);
  if (id === undefined)
    throw new Error(`${product} can't be added now${editable ? "" : ` by a ${you?.role}`}.`);
  return id;
}

/** Selects what the page asks for where it stands, else adds it: in another colour it is another piece. */
export function applyInitialProduct(editor: Editor, product: string, variant: string): void {
  const there = [...editor.scene().items.values()].find(
    (item) => item.product === product && (variant === "" || item.variant === variant),
  );
  if (there) editor.actions.select([there.id]);
  else addProduct(editor, product, variant);
}
