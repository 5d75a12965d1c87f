// The style sheets of what is displayed first. The tokens' sheet comes first, because it declares the layers.

import connectionOverlay from "../panels/connection-overlay.css?inline";
import layout from "../panels/layout.css?inline";
import items from "../plan2d/layers/items.css?inline";
import marks from "../plan2d/layers/marks.css?inline";
import room from "../plan2d/layers/room.css?inline";
import planRenderer from "../plan2d/plan-renderer.css?inline";
import plan from "../plan2d/plan-view.css?inline";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import drawing from "../symbols/drawing.css?inline";

export const firstSheets: readonly string[] = [
  tokens,
  base,
  drawing,
  layout,
  connectionOverlay,
  plan,
  planRenderer,
  room,
  items,
  marks,
];
