// State of the demo shop: the displayed product and variant, the cart, and the room.

import { render } from "lit-html";
import { pieceOf } from "../catalog/index.ts";
import type { Catalog, Piece, Product } from "../catalog/types.ts";
import type { Services } from "../embed/config.ts";
import { nearest } from "../i18n/language.ts";
import { type Cart, count, emptyCart, withoutLine, withPiece, withRoom } from "./cart.ts";
import { Drawer } from "./drawer.ts";
import { type PageActions, page } from "./page.ts";
import { showPictures } from "./pictures.ts";
import type { Related } from "./related.ts";
import { RoomDialog } from "./room.ts";
import type { Words } from "./words/index.ts";

export interface ShopOptions {
  services: Services;
  catalog: Catalog;
  lang: string;
  words: Words;
  /** Currency and product of the page's URL; if null or unknown, the catalogue's first ones. */
  currency: string | null;
  product: string | null;
}

export class Shop {
  readonly #root = document.createElement("div");
  readonly #spoken = document.createElement("p");
  readonly #look: ReturnType<typeof pieceOf>;
  readonly #drawer: Drawer;
  readonly #room: RoomDialog;
  readonly #product: Product;
  readonly #currency: string;
  #piece: Piece;
  #cart: Cart;
  #related: readonly Related[] = [];

  constructor(private readonly options: ShopOptions) {
    const { catalog, lang, words, services } = options;
    const product = catalog.products.find((p) => p.id === options.product) ?? catalog.products[0];
    if (!product) throw new Error("The catalogue is empty.");
    this.#product = product;
    this.#currency = catalog.currencies.find((c) => c === options.currency) ?? catalog.currencies[0];
    this.#look = pieceOf(catalog, lang);
    this.#piece = this.#look({ product: product.id, variant: "" });
    this.#cart = emptyCart(this.#currency);
    this.#drawer = new Drawer(
      { lang, words },
      {
        pieceOf: this.#look,
        remove: (line) => this.#change(withoutLine(this.#cart, line)),
        backToRoom: () => this.enter(),
      },
    );
    this.#room = new RoomDialog(services, words, { lang, currency: this.#currency }, (detail) => {
      this.#room.close();
      this.#change(withRoom(this.#cart, detail));
      this.#drawer.open();
    });
    this.#stand();
  }

  /** Redraws the page, the product's pictures, and what goes with it. */
  show(): void {
    this.#render();
    const gallery = this.#root.querySelector(".gallery");
    if (gallery) void showPictures(gallery, this.#piece, this.options);
    void this.#relate();
  }

  /** Opens the room without adding a product. */
  enter(): void {
    this.#drawer.element.close();
    void this.#room.open({ title: this.options.words.yourRoom });
  }

  readonly #actions: PageActions = {
    choose: (variant) => {
      this.#piece = this.#look({ product: this.#product.id, variant });
      this.show();
    },
    see: () => {
      const { id: product, name } = this.#product;
      void this.#room.open({ product, variant: this.#piece.variant, title: this.options.words.room(name) });
    },
    add: () => {
      this.#change(withPiece(this.#cart, this.#piece));
      this.#spoken.textContent = this.options.words.added(this.#product.name);
      this.#drawer.open();
    },
    openCart: () => this.#drawer.open(),
  };

  #stand(): void {
    this.#root.className = "page";
    this.#spoken.className = "spoken";
    this.#spoken.role = "status";
    document.title = `${this.#product.name} – ${this.options.catalog.shop}`;
    document.body.append(this.#root, this.#spoken, this.#drawer.element, this.#room.element);
  }

  /** Finds and draws what goes with the product in the chosen variant. The code for it is loaded after the page. */
  async #relate(): Promise<void> {
    const { catalog, lang } = this.options;
    const piece = this.#piece;
    const { relatedTo } = await import("./related.ts");
    const asked = {
      piece,
      catalog,
      pieceOf: this.#look,
      currency: this.#currency,
      lang,
      language: nearest(lang),
    };
    const related = await relatedTo(asked);
    if (piece !== this.#piece) return;
    this.#related = related;
    this.#render();
  }

  #change(cart: Cart): void {
    this.#cart = cart;
    this.#render();
  }

  #render(): void {
    const { catalog, lang, words } = this.options;
    const product = this.#product;
    const piece = this.#piece;
    const currency = this.#currency;
    const shown = { catalog, product, piece, currency, lang, words };
    const state = { ...shown, inCart: count(this.#cart), related: this.#related };
    render(page(state, this.#actions), this.#root);
    this.#drawer.show(this.#cart);
  }
}
