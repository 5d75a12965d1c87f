// Wraps the room so that no action changes it while a past state is displayed.

import { actionTable } from "../planner/action-table.ts";
import type { Actions, EditableRoom } from "../planner/scene.ts";
import type { PastView } from "./past-view.ts";

/** Returns the displayed room; while that is a past state, actions that would change it call `refused`. */
export function readOnlyInPast(pastView: PastView, stage: EditableRoom, refused: () => void): EditableRoom {
  return { ...pastView.source(stage), actions: guardedActions(pastView, stage.actions, refused) };
}

function guardedActions(pastView: PastView, actions: Actions, refused: () => void): Actions {
  const unless =
    <K extends keyof Actions>(name: K, instead: (...args: Parameters<Actions[K]>) => void) =>
    (...args: Parameters<Actions[K]>) =>
      pastView.past ? instead(...args) : Reflect.apply(actions[name], actions, args);
  const names = Object.keys(actions) as (keyof Actions)[];
  const refusing = Object.fromEntries(
    names
      .filter((name) => actionTable[name].inPast === "refused")
      .map((name) => [name, unless(name, refused)]),
  );
  const quietly = () => {};
  return {
    ...actions,
    ...refusing,
    pointerDown: unless("pointerDown", (id) => pastView.select(id === undefined ? [] : [id])),
    pointerMove: unless("pointerMove", quietly),
    pointerUp: unless("pointerUp", quietly),
    select: unless("select", (ids) => pastView.select(ids)),
    escape: unless("escape", () => pastView.select([])),
  };
}
