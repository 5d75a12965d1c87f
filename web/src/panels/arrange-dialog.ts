// The body of the dialog that proposes layouts of the room, as pictures. One press applies one to the room.

import { html, nothing, type TemplateResult } from "lit-html";
import { AsyncDirective, type ChildPart, directive } from "lit-html/async-directive.js";
import type { Layout } from "../arrange/arranger.ts";
import { placeOf } from "../model/index.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import { layoutPicture } from "./layout-picture.ts";
import { LayoutSearch } from "./layout-search.ts";

class Arrangement extends AsyncDirective {
  #part: ChildPart | undefined;
  #context!: Context;
  #close: () => void = () => {};
  #search: LayoutSearch | undefined;
  #seed = 1;
  /** Whether only the selected pieces are moved. */
  #some = false;
  /** Pictures of layouts, which are drawn once. */
  readonly #pictures = new WeakMap<Layout, SVGSVGElement>();

  override update(part: ChildPart, [context, close]: [Context, () => void]): TemplateResult {
    this.#part = part;
    return this.render(context, close);
  }

  override render(context: Context, close: () => void): TemplateResult {
    this.#context = context;
    this.#close = close;
    this.#search ??= this.#started();
    return this.#body(this.#search);
  }

  override disconnected(): void {
    this.#search?.stop();
  }

  override reconnected(): void {
    this.#look();
  }

  #started(): LayoutSearch {
    const { plan, items, pieceOf, selection } = this.#context.scene;
    const chosen = this.#some ? selection : items.keys();
    const search = new LayoutSearch({ plan, items, pieceOf }, chosen, this.#seed, () => {
      // The page may have removed the planner, which closes no dialog.
      if (!this.#part?.parentNode.isConnected) search.stop();
      else if (search === this.#search && this.isConnected) this.setValue(this.#body(search));
    });
    return search;
  }

  /** Starts anew, with the room as it is now. */
  #look(): void {
    this.#search?.stop();
    this.#search = this.#started();
    this.setValue(this.#body(this.#search));
  }

  #body(search: LayoutSearch): TemplateResult {
    const { pageWords, words } = this.#context;
    const say = pageWords.arrange;
    const looking = search.state === "looking";
    const again = () => {
      this.#seed++;
      this.#look();
    };
    return html`<div class="dialog-form arrange"><p class="hint">${say.why}</p>${this.#choice()}
      <p role="status" class="arrange-status">${this.#status(search)}</p>
      ${looking ? html`<progress max="1" .value=${search.done} aria-label=${say.looking}></progress>` : nothing}
      <ul class="arrange-layouts">${search.layouts.map((layout, i) => this.#card(search, layout, i))}</ul>
      <div class="button-row end">${
        looking
          ? button({ label: words.cancel, action: "stop-arranging", run: () => search.stop() })
          : button({ label: say.again, action: "arrange-again", run: again })
      }</div></div>`;
  }

  /** Offers to move only what is selected, if that is some of the pieces. */
  #choice(): TemplateResult | typeof nothing {
    const { scene, pageWords } = this.#context;
    const { all, some, what } = pageWords.arrange;
    const count = scene.selection.size;
    if (count < 2 || count === scene.items.size) return nothing;
    const option = (
      label: string,
      is: boolean,
    ) => html`<label class="arrange-choice"><input type="radio" name="what"
      .checked=${this.#some === is} @change=${() => this.#choose(is)} /><span>${label}</span></label>`;
    return html`<fieldset class="arrange-what"><legend class="spoken">${what}</legend>
      ${option(all(scene.items.size), false)}${option(some(count), true)}</fieldset>`;
  }

  #choose(some: boolean): void {
    this.#some = some;
    this.#look();
  }

  #status({ state, layouts }: LayoutSearch): string {
    const say = this.#context.pageWords.arrange;
    if (state === "failed") return say.failed;
    if (state === "looking") return say.looking;
    return layouts.length > 0 ? say.found(layouts.length) : say.none;
  }

  #card(search: LayoutSearch, layout: Layout, i: number): TemplateResult {
    const { arrange: say } = this.#context.pageWords;
    const fit = layout.tight === 0 ? say.fits : say.tight(layout.tight);
    return html`<li><button type="button" class="arrange-layout" data-action="use-layout" @click=${() => void this.#use(search, layout)}>
      ${this.#picture(layout)}<strong>${say.layout(i + 1)}</strong><span>${fit}</span></button></li>`;
  }

  #picture(layout: Layout): SVGSVGElement {
    const { plan, items, pieceOf } = this.#context.scene;
    const pieces = [...items.values()].map((item) => {
      return { piece: pieceOf(item), place: layout.places.get(item.id) ?? placeOf(item) };
    });
    const picture = this.#pictures.get(layout) ?? layoutPicture(plan, pieces);
    this.#pictures.set(layout, picture);
    return picture;
  }

  /** Applies a layout; if the room has changed since it was checked, looks for others instead. */
  async #use(search: LayoutSearch, { places }: Layout): Promise<void> {
    const { scene, actions, pageWords, tell } = this.#context;
    if (!search.isOf(scene)) {
      tell(pageWords.arrange.changed, true);
      return this.#look();
    }
    this.#close();
    if (await actions.arrange(places, pageWords.arrange.did)) tell(pageWords.arrange.done);
  }
}

const arrangement = directive(Arrangement);

export function arrangeBody(context: Context, close: () => void): TemplateResult {
  return html`${arrangement(context, close)}`;
}
