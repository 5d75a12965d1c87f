// The demo shop: one product's page.
import "../element/index.ts";
