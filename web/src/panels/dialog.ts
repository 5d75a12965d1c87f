// The dialogs of the panels, one at a time.

import { Dialog } from "../ui/dialog.ts";
import type { Context, DialogBody, DialogName } from "./context.ts";
import { loadedPages } from "./load-pages.ts";

export class PanelDialog {
  readonly #dialog = new Dialog();
  readonly element = this.#dialog.element;

  /** Shows a dialog at once, and its body as soon as that has loaded. */
  open(name: DialogName, context: Context): void {
    const pages = loadedPages(context.host, () => this.#loaded(name, context));
    this.#draw(name, context, pages?.dialogs[name]);
  }

  /** The body has loaded: it is shown unless the dialog was closed, or is another by now. */
  #loaded(name: DialogName, context: Context): void {
    if (this.#dialog.shown !== name) return;
    this.open(name, context);
    this.element.querySelector<HTMLElement>("[autofocus]")?.focus();
  }

  #draw(name: DialogName, context: Context, body: DialogBody | undefined): void {
    const { words } = context;
    const titles = { invite: words.invite.title, rename: words.people.yourName, help: words.help.title };
    const { close } = this.#dialog;
    const redraw = () => this.#draw(name, context, body);
    this.#dialog.show({
      name,
      title: titles[name],
      closeLabel: words.close,
      body: body?.(context, close, redraw),
    });
  }
}
