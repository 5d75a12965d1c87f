// The style sheets of what a room is edited with; a part's sheet comes after those of its components.

import bar from "../panels/bar.css?inline";
import dragIn from "../panels/drag-in.css?inline";
import filters from "../panels/filters.css?inline";
import furniture from "../panels/furniture.css?inline";
import menu from "../panels/menu.css?inline";
import peer from "../panels/peer.css?inline";
import sidebar from "../panels/sidebar.css?inline";
import skeleton from "../panels/skeleton.css?inline";
import stageTools from "../panels/stage-tools.css?inline";
import tabBar from "../panels/tab-bar.css?inline";
import toasts from "../panels/toasts.css?inline";
import guides from "../plan2d/layers/guides.css?inline";
import handleParts from "../plan2d/layers/handle-parts.css?inline";
import turnHandle from "../plan2d/layers/turn-handle.css?inline";
import selectionOverlay from "../plan2d/selection-overlay.css?inline";
import controlTokens from "../styles/control-tokens.css?inline";
import elements from "../styles/elements.css?inline";
import button from "../ui/button.css?inline";
import chip from "../ui/chip.css?inline";
import dialog from "../ui/dialog.css?inline";
import emptyState from "../ui/empty-state.css?inline";
import iconButton from "../ui/icon-button.css?inline";
import icons from "../ui/icons.css?inline";
import spinner from "../ui/spinner.css?inline";
import swatchDot from "../ui/swatch-dot.css?inline";
import text from "../ui/text.css?inline";

const parts = [
  controlTokens,
  elements,
  text,
  icons,
  iconButton,
  button,
  chip,
  swatchDot,
  emptyState,
  spinner,
  peer,
];
const around = [bar, menu, tabBar, sidebar, filters, furniture, skeleton, stageTools, toasts];
const passing = [dragIn, dialog];
const onThePlan = [guides, selectionOverlay, handleParts, turnHandle];

export const workSheets: readonly string[] = [...parts, ...around, ...passing, ...onThePlan];
