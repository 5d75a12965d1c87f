// The interface through which the panels call the element: for all that isn't part of the room itself.

import type { Box } from "../geometry/index.ts";
import type { ClientPoint, Point } from "../model/index.ts";
import type { ReferenceImage, View } from "../planner/scene.ts";
import type { RoomApi } from "../suggest/client.ts";

/** A file of the room; "4k" is a picture of the 3D view. */
export type FileKind = "png" | "pdf" | "list" | "glb" | "usdz" | "4k";

export interface PanelHost {
  /** The room's id. */
  readonly room: string;
  /** Returns access to the HTTP API; undefined if the page gave no address. */
  api: () => RoomApi | undefined;
  /** Reports whether the page has set an attribute of the planner, such as `suggestions`. */
  offers(attribute: string): boolean;
  /** Passes the cart to the page. */
  cart(): void;
  /** Resolves to an invitation link for a role; rejects if the shop gives none. */
  invite(role: "viewer" | "editor"): Promise<string>;
  /** Creates a file of the room, or of one item. */
  exportAs(kind: FileKind, item?: string): Promise<Blob>;
  /** Prints the room as it is displayed. */
  print(): Promise<void>;
  /** Reconnects to the room under another name. */
  rename(name: string): void;
  /** False while the user has not chosen a name and has a generated one. */
  named: boolean;
  /** Changes the language of the planner. */
  language(lang: string): void;
  /** Opens the room again. */
  reload(): void;
  /** Adds style sheets of loaded code to the element; those that it already has are not added again. */
  dress(sheets: readonly string[]): void;
  retryCatalog(): void;
  /** Returns the view that is displayed. */
  view(): View;
  /** Converts a point of the plan to client pixels. */
  toClient(spot: Point): ClientPoint;
  /** Sets the part of the views that the inspector covers, in their pixels; undefined while it is closed. */
  cover(box: Box | undefined): void;
  /** Starts or ends the walk through the 3D view. */
  walk(on: boolean): void;
  /** Lets the next tap on the plan place this item. */
  tapToPlace(id: string): void;
  /** Lets the user set the reference image's scale, by two taps on the plan and a typed length. */
  scaleReferenceImage(): void;
  /** Stores the reference image on this device; undefined removes it. */
  keepReferenceImage(underlay: ReferenceImage | undefined): void;
  /** Shares the reference image with everybody in the room; undefined if the page gave no address of the API. */
  sharePicture: (() => Promise<void>) | undefined;
  /** Opens or closes the room's history; undefined if the page gave no address of the API. */
  history: (() => void) | undefined;
}
