// The style sheets of what one works with; what a part is made of comes before the part.

import bar from "../panels/bar.css?inline";
import bones from "../panels/bones.css?inline";
import buttons from "../panels/buttons.css?inline";
import controls from "../panels/controls.css?inline";
import dialog from "../panels/dialog.css?inline";
import dragIn from "../panels/drag-in.css?inline";
import filters from "../panels/filters.css?inline";
import furniture from "../panels/furniture.css?inline";
import icons from "../panels/icons.css?inline";
import inspector from "../panels/inspector.css?inline";
import menu from "../panels/menu.css?inline";
import people from "../panels/people.css?inline";
import side from "../panels/side.css?inline";
import stageTools from "../panels/stage-tools.css?inline";
import tabBar from "../panels/tab-bar.css?inline";
import toasts from "../panels/toasts.css?inline";
import helps from "../plan2d/helps.css?inline";
import cursors from "../plan2d/layers/cursors.css?inline";
import handleParts from "../plan2d/layers/handle-parts.css?inline";
import hints from "../plan2d/layers/hints.css?inline";
import turnHandle from "../plan2d/layers/turn-handle.css?inline";
import overlay from "../plan2d/overlay.css?inline";
import elements from "../styles/elements.css?inline";

const parts = [elements, icons, buttons, controls, people];
const around = [bar, menu, tabBar, side, filters, furniture, bones, stageTools, inspector, toasts];
const passing = [dragIn, dialog];
const onThePlan = [cursors, hints, helps, handleParts, turnHandle, overlay];

export const workSheets: readonly string[] = [...parts, ...around, ...passing, ...onThePlan];
