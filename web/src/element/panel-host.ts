// What the panels ask of the element and of the visit.

import type { PanelHost } from "../panels/host.ts";
import type { Session } from "./session.ts";
import { nameOf, rename } from "./shop.ts";
import type { Workspace } from "./workspace.ts";

export function panelHost(session: Session, now: Workspace): PanelHost {
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
    tapToPlace: (id) => session.plan.bench?.tapToPlace(id),
    scaleReferenceImage: () => session.plan.bench?.scaleUnderlay(),
    keepReferenceImage: (underlay) => now.keepReferenceImage(underlay),
    get history() {
      return api() && (() => void now.lookBack());
    },
    historyOpen: () => now.lookingBack,
  };
}
