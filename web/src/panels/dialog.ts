// Displays the dialogs of the panels, one at a time.

import { Dialog, type DialogContent } from "../ui/dialog.ts";
import type { Context, DialogBody, DialogName } from "./context.ts";
import { loadedPages } from "./load-pages.ts";

export class PanelDialog {
  readonly #dialog = new Dialog();
  readonly element = this.#dialog.element;

  /** Opens a dialog at once, and draws its body as soon as that has loaded. */
  open(name: DialogName, context: Context): void {
    const pages = loadedPages(context, () => this.#loaded(name, context));
    this.#dialog.show(this.#content(name, context, pages?.dialogs[name]));
  }

  /** Draws the body that has loaded, unless the dialog was closed or another one opened meanwhile. */
  #loaded(name: DialogName, context: Context): void {
    if (this.#dialog.shown !== name) return;
    this.open(name, context);
    this.element.querySelector<HTMLElement>("[autofocus]")?.focus();
  }

  #content(name: DialogName, context: Context, body: DialogBody | undefined): DialogContent {
    const { words } = context;
    const titles = {
      invite: words.invite.title,
      rename: words.people.rename,
      help: words.help.title,
      own: words.furniture.own,
    };
    const redraw = () => this.#dialog.update(this.#content(name, context, body));
    return {
      name,
      // Some are opened by a page, so that the words of pages are loaded.
      title: name === "scan" || name === "arrange" ? context.pageWords.room[name] : titles[name],
      closeLabel: words.close,
      body: body?.(context, this.#dialog.close, redraw),
    };
  }
}
