// The style sheets of what is seen first. The tokens' sheet names the layers, so it is the first of all.

import frame from "../panels/frame.css?inline";
import veil from "../panels/veil.css?inline";
import items from "../plan2d/layers/items.css?inline";
import marks from "../plan2d/layers/marks.css?inline";
import room from "../plan2d/layers/room.css?inline";
import picture from "../plan2d/picture.css?inline";
import plan from "../plan2d/plan-view.css?inline";
import base from "../styles/base.css?inline";
import tokens from "../styles/tokens.css?inline";
import drawing from "../symbols/drawing.css?inline";

export const firstSheets: readonly string[] = [
  tokens,
  base,
  drawing,
  frame,
  veil,
  plan,
  picture,
  room,
  items,
  marks,
];
