// Work through a lens: where the past is looked at, nothing can be done to the room.

import type { Actions, Stage } from "../planner/scene.ts";
import type { Lens } from "./past-view.ts";

/** A room worked in through a lens; `refused` tells that the past can't be changed. */
export function guarded(lens: Lens, stage: Stage, refused: () => void): Stage {
  return { ...lens.sight(stage), actions: guardedActions(lens, stage.actions, refused) };
}

/** What changes the room. */
const changing = [
  ...(["turn", "shift", "place", "align", "distribute", "remove", "duplicate", "recolour"] as const),
  ...(["add", "undo", "redo", "setPlan", "setTool"] as const),
] satisfies readonly (keyof Actions)[];

function guardedActions(lens: Lens, actions: Actions, refused: () => void): Actions {
  const unless =
    <K extends keyof Actions>(name: K, instead: (...args: Parameters<Actions[K]>) => void) =>
    (...args: Parameters<Actions[K]>) =>
      lens.past ? instead(...args) : Reflect.apply(actions[name], actions, args);
  const refusing = Object.fromEntries(changing.map((name) => [name, unless(name, refused)]));
  const quietly = () => {};
  return {
    ...actions,
    ...refusing,
    press: unless("press", (id) => lens.select(id === undefined ? [] : [id])),
    point: unless("point", quietly),
    release: unless("release", quietly),
    select: unless("select", (ids) => lens.select(ids)),
    escape: unless("escape", () => lens.select([])),
  };
}
