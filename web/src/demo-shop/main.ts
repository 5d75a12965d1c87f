// Entry of the demo shop: a product page with the planner, and the shop's own cart. As a shop would, it
// loads the planner on demand, and listens to its `cart` event.

import { loadCatalog } from "../catalog/index.ts";
import { fetchServices } from "../embed/config.ts";
import { nearest } from "../i18n/language.ts";
import { Shop } from "./shop.ts";
import { wordsOf } from "./words/index.ts";

const query = new URLSearchParams(location.search);
const lang = query.get("lang") ?? nearest(navigator.language);
const words = await wordsOf(nearest(lang));
document.documentElement.lang = lang;

try {
  const services = await fetchServices(document.baseURI);
  const { catalog } = await loadCatalog(services.catalogUrl);
  const shop = new Shop({
    services,
    catalog,
    lang,
    words,
    currency: query.get("currency"),
    product: query.get("product"),
  });
  shop.show();
  // A URL with an invitation or a room opens the room.
  if (query.has("room") || location.hash.includes("invite=")) shop.enter();
} catch (error) {
  document.body.append(words.failed);
  throw error;
}
