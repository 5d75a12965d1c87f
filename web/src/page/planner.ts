// The planner: the room, its plan and its panels, put together. The next step wraps
// this in <homstyle-planner>; nothing here looks beyond the element it is given.

import type { Notice, Room, RoomEvent, RoomSnapshot } from "../client/index.ts";
import { productOf } from "./catalogue.ts";
import { inviteLink, type PageConfig, rename } from "./config.ts";
import { Controller, turnDegrees } from "./controller.ts";
import { html, set, setText } from "./dom.ts";
import { cataloguePanel } from "./panels/catalogue-panel.ts";
import { copyLink, nameDialog } from "./panels/dialogs.ts";
import { Inspector } from "./panels/inspector.ts";
import { People } from "./panels/people.ts";
import { Status } from "./panels/status.ts";
import { Toasts } from "./panels/toasts.ts";
import { PlanView } from "./plan2d/plan-view.ts";
import { price, strings } from "./strings.ts";

export class Planner {
  readonly #controller: Controller;
  readonly #view: PlanView;
  readonly #inspector: Inspector;
  readonly #people: People;
  readonly #status: Status;
  readonly #toasts = new Toasts();
  readonly #roomName = html("h1", {});
  readonly #total = html("p", { class: "total" });
  readonly #empty = html("p", { class: "empty", hidden: true });
  readonly #closed = html("div", { class: "closed", hidden: true });
  #snapshot: RoomSnapshot;

  constructor(
    private readonly root: HTMLElement,
    private readonly room: Room,
    private readonly config: PageConfig,
  ) {
    this.#snapshot = room.snapshot();
    this.#controller = new Controller(room, {
      changed: (ids) => this.#draw(ids),
      tell: (text) => this.#toasts.tell(text),
      focus: (id) => this.#view.focus(id),
    });
    const picture = () => {
      const { items, plan, peers } = this.#snapshot;
      const { selected, previews } = this.#controller;
      return { items, plan, peers, selected, previews };
    };
    this.#view = new PlanView(this.#controller, picture, () => room.cursors());
    this.#inspector = new Inspector({
      shift: (direction, far) => this.#controller.shift(direction, far),
      turn: (way) => this.#controller.turn(way * turnDegrees),
      recolour: (variant) => this.#controller.recolour(variant),
      duplicate: () => this.#controller.duplicate(),
      remove: () => this.#controller.remove(),
    });
    const naming = nameDialog(config.identity.name, rename);
    this.#people = new People(() => naming.showModal());
    this.#status = new Status(() => room.touch());
    this.#layOut(naming);
    room.subscribe((event) => this.#on(event));
    this.#drawAll();
    if (!config.identity.named) naming.show();
  }

  #layOut(naming: HTMLDialogElement): void {
    const invite = html("button", { type: "button", class: "primary invite" }, strings.invite);
    invite.addEventListener("click", () => {
      void copyLink(inviteLink(this.config.room), (text) => this.#toasts.tell(text));
    });
    const header = html(
      "header",
      { class: "bar" },
      html("span", { class: "brand" }, strings.brand),
      this.#roomName,
      this.#status.element,
      html("div", { class: "bar-end" }, this.#people.element, invite),
    );
    const stage = html(
      "div",
      { class: "stage" },
      this.#view.element,
      this.#empty,
      this.#inspector.element,
      this.#total,
      this.#toasts.element,
      this.#closed,
    );
    const panel = cataloguePanel((product) => this.#controller.add(product));
    this.root.replaceChildren(header, panel, stage, this.#toasts.spoken, naming);
  }

  #on(event: RoomEvent): void {
    const before = this.#snapshot;
    this.#snapshot = this.room.snapshot();
    switch (event.type) {
      case "change":
        this.#announce(before, event.ids);
        return this.#draw(event.ids);
      case "cursor":
        return this.#view.animate();
      case "peers":
        this.#people.show(this.#snapshot.peers);
        return this.#drawAll();
      case "status":
        return this.#drawAll();
      case "notice":
        return this.#tell(event.notice);
    }
  }

  #drawAll(): void {
    const { peers, you, status } = this.#snapshot;
    this.#status.show(this.#snapshot);
    this.#people.show(peers);
    set(this.root, { "data-role": you?.role ?? this.config.role });
    if (status.name === "closed") this.#showClosed(strings.closed[status.reason]);
    this.#draw([...this.#snapshot.items.keys()]);
  }

  #draw(ids: readonly string[]): void {
    const { items, plan, ready } = this.#snapshot;
    const editable = this.root.dataset.role !== "viewer";
    this.#view.invalidate(ids);
    this.#inspector.show(this.#controller.item, editable);
    setText(this.#roomName, plan.name || this.config.room);
    const sum = [...items.values()].reduce((total, i) => total + productOf(i.product).price, 0);
    setText(this.#total, items.size > 0 ? strings.total(items.size, price(sum)) : "");
    setText(this.#empty, editable ? strings.empty : strings.emptyViewer);
    set(this.#empty, { hidden: !ready || items.size > 0 });
  }

  #showClosed(text: string): void {
    const reload = html("button", { type: "button", class: "primary" }, strings.reload);
    reload.addEventListener("click", () => location.reload());
    this.#closed.replaceChildren(html("p", {}, text), reload);
    set(this.#closed, { hidden: false });
  }

  #tell(notice: Notice): void {
    switch (notice.kind) {
      case "lost": {
        const names = notice.ids.map((id) => this.#nameOf(id)).join(", ");
        return this.#toasts.tell(
          notice.name === undefined ? strings.expired(names) : strings.taken(notice.name, names),
        );
      }
      case "refused":
        if (notice.error.code !== "closed") this.#toasts.tell(strings.failed[notice.error.code]);
        return;
      case "unreadable":
        // For whoever looks after the shop; a shopper can do nothing about it.
        console.warn(`left out: ${notice.failure.path} ${notice.failure.message}`);
    }
  }

  /** Tells screen readers what others take and put down. */
  #announce(before: RoomSnapshot, ids: readonly string[]): void {
    for (const id of ids) {
      const [was, is] = [before.items.get(id)?.lock, this.#snapshot.items.get(id)?.lock];
      if (is?.state === "held" && was?.state !== "held") {
        this.#toasts.say(strings.moving(is.name, this.#nameOf(id)));
      } else if (is?.state === "free" && was?.state === "held") {
        this.#toasts.say(strings.putDown(this.#nameOf(id)));
      }
    }
  }

  #nameOf(id: string): string {
    const item = this.#snapshot.items.get(id);
    return item ? productOf(item.product).name : id;
  }
}
