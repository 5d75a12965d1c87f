// What the panels ask of the element and of the visit.

import type { PanelHost } from "../panels/host.ts";
import type { Session } from "./session.ts";
import { nameOf, rename } from "./shop.ts";
import type { Working } from "./workspace.ts";

export function hosting(session: Session, now: Working): PanelHost {
  const asked = () => element.getAttribute("name") ?? "";
  const { api, element, reopen } = session.options;
  return {
    cart: () => void element.cart(),
    invite: (role) => element.invite(role),
    exportAs: (kind) => element.exportAs(kind),
    rename: (name) => {
      rename(asked(), name);
      void now.renew();
    },
    get named() {
      return nameOf(asked()) !== undefined;
    },
    language: (lang) => {
      element.lang = lang;
    },
    reload: reopen,
    retryCatalog: () => session.retryCatalog(),
    view: () => now.view,
    toScreen: (spot) => session.plan.toScreen(spot),
    cover: (box) => now.cover(box),
    walk: (on) => now.view3d?.walk(on),
    armPlace: (id) => session.plan.bench?.armPlace(id),
    scaleUnderlay: () => session.plan.bench?.scaleUnderlay(),
    keepUnderlay: (underlay) => now.keepUnderlay(underlay),
    get history() {
      return api() && (() => void now.lookBack());
    },
    historyOpen: () => now.lookingBack,
  };
}
