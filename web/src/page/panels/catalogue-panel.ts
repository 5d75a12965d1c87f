// The shop's furniture, to add by a click or a key.

import { catalogue, type Product, variantOf } from "../catalogue.ts";
import { html, set, svg } from "../dom.ts";
import { drawing } from "../drawing.ts";
import { price, strings } from "../strings.ts";

export function cataloguePanel(add: (product: string) => void): HTMLElement {
  const cards = catalogue.map((product) => ({ product, card: card(product, add) }));
  const search = html("input", {
    type: "search",
    class: "search",
    placeholder: strings.search,
    "aria-label": strings.search,
  });
  const nothing = html("p", { class: "nothing", hidden: true }, strings.nothingFound);
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    let found = 0;
    for (const { product, card } of cards) {
      const match = `${product.name} ${product.what}`.toLocaleLowerCase().includes(wanted);
      set(card, { hidden: !match });
      if (match) found += 1;
    }
    set(nothing, { hidden: found > 0 });
  });
  return html(
    "section",
    { class: "catalogue", "aria-label": strings.catalogue },
    html("div", { class: "catalogue-head" }, html("h2", {}, strings.catalogue), search),
    html("ul", { class: "cards" }, ...cards.map(({ card }) => card)),
    nothing,
  );
}

function card(product: Product, add: (product: string) => void): HTMLLIElement {
  const button = html(
    "button",
    {
      type: "button",
      class: "card",
      "data-product": product.id,
      "aria-label": strings.addToRoom(product.name),
    },
    picture(product),
    html(
      "span",
      { class: "card-text" },
      html("strong", {}, product.name),
      html("span", { class: "what" }, product.what),
      html("span", { class: "size" }, strings.size(product.width, product.depth)),
      html("span", { class: "price" }, price(product.price)),
    ),
  );
  button.addEventListener("click", () => add(product.id));
  return html("li", {}, button);
}

/** All products at one scale would make the lamps specks: small ones are drawn a little larger. */
function picture(product: Product): SVGSVGElement {
  const side = Math.max(product.width, product.depth) * 0.75 + 600;
  const variant = variantOf(product, "");
  return svg(
    "svg",
    {
      class: `picture ${variant ? `v-${variant}` : ""}`,
      viewBox: `${-side / 2} ${-side / 2} ${side} ${side}`,
      "aria-hidden": "true",
    },
    svg("g", { class: `drawing kind-${product.kind}` }, ...drawing(product)),
  );
}
