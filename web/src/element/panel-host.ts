// The panels' interface to the element and the visit.

import type { Box } from "../geometry/index.ts";
import { loadModule } from "../loading/lazy-modules.ts";
import type { PanelHost } from "../panels/host.ts";
import type { ReferenceImage, View } from "../planner/scene.ts";
import { dress } from "../styles/sheets.ts";
import type { View3d } from "../view3d/types.ts";
import { nameOf, rename } from "./shop.ts";
import type { OpenRoom } from "./visit.ts";

/** The part of a workspace that the panels use. */
interface Reached {
  readonly view: View;
  readonly view3d: View3d | undefined;
  cover(box: Box | undefined): void;
  keepReferenceImage(image: ReferenceImage | undefined): void;
  sharePicture(): Promise<void>;
  lookBack(): Promise<void>;
  renew(): Promise<void>;
}

export function panelHost(session: OpenRoom, now: Reached): PanelHost {
  const asked = () => element.getAttribute("name") ?? "";
  const { api, element, reopen, root, visit } = session.options;
  return {
    room: visit.room,
    api,
    offers: (attribute) => element.hasAttribute(attribute),
    cart: () => void element.cart(),
    invite: (role) => element.invite(role),
    exportAs: (kind, item) => element.exportAs(kind, item),
    print: async () => {
      const { printPicture } = await loadModule("files", () => import("./files.ts"));
      await printPicture(await element.exportAs("png"));
    },
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
    dress: (sheets) => dress(root, ...sheets),
    retryCatalog: () => session.retryCatalog(),
    view: () => now.view,
    toClient: (spot) => session.plan.toClient(spot),
    cover: (box) => now.cover(box),
    walk: (on) => now.view3d?.walk(on),
    tapToPlace: (id) => session.plan.bench?.tapToPlace(id),
    scaleReferenceImage: () => session.plan.bench?.scaleUnderlay(),
    keepReferenceImage: (underlay) => now.keepReferenceImage(underlay),
    get sharePicture() {
      return api() && (() => now.sharePicture());
    },
    get history() {
      return api() && (() => void now.lookBack());
    },
  };
}
