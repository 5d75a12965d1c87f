// What the panels ask of the element around them: everything that is not the room itself.

import type { Box } from "../geometry/index.ts";
import type { ClientPoint, Point } from "../model/index.ts";
import type { ReferenceImage, View } from "../planner/scene.ts";

export interface PanelHost {
  /** Hands the cart to the page. */
  cart(): void;
  /** A link that lets others in with a role; rejects when the shop gives none. */
  invite(role: "viewer" | "editor"): Promise<string>;
  exportAs(kind: "png" | "pdf" | "list"): Promise<Blob>;
  /** Prints what is seen of the room. */
  print(): Promise<void>;
  /** Opens the room anew, under another name. */
  rename(name: string): void;
  /** False while the person's name was made up. */
  named: boolean;
  /** Shows the planner in another language. */
  language(lang: string): void;
  /** Opens the room anew. */
  reload(): void;
  /** Takes the style sheets of what has come; those that it has stay as they are. */
  dress(sheets: readonly string[]): void;
  retryCatalog(): void;
  /** The view that is seen. */
  view(): View;
  /** Where a spot of the plan is on the page, in client pixels. */
  toClient(spot: Point): ClientPoint;
  /** The inspector lies over this part of the views, in their pixels; undefined when it is closed. */
  cover(box: Box | undefined): void;
  /** Walks through the 3D view, or looks at it from above. */
  walk(on: boolean): void;
  /** The next tap on the plan puts this item there. */
  tapToPlace(id: string): void;
  /** Two taps on the plan and a typed length set the scale of the picture under it. */
  scaleReferenceImage(): void;
  /** Keeps the picture under the plan on this device. */
  keepReferenceImage(underlay: ReferenceImage | undefined): void;
  /** Opens the room's history, or puts it away; undefined where the page gave no API to ask. */
  history: (() => void) | undefined;
}
