// Work through a lens: where the past is looked at, nothing can be done to the room.

import type { Actions, Stage } from "../planner/scene.ts";
import type { Lens } from "./lens.ts";

/** A room worked in through a lens; `refused` tells that the past can't be changed. */
export function guarded(lens: Lens, stage: Stage, refused: () => void): Stage {
  return { ...lens.sight(stage), actions: guardedActions(lens, stage.actions, refused) };
}

function guardedActions(lens: Lens, actions: Actions, refused: () => void): Actions {
  const unless =
    <K extends keyof Actions>(name: K, instead: (...args: Parameters<Actions[K]>) => void) =>
    (...args: Parameters<Actions[K]>): void => {
      if (lens.past) instead(...args);
      else Reflect.apply(actions[name], actions, args);
    };
  const quietly = () => {};
  return {
    press: unless("press", (id) => lens.select(id === undefined ? [] : [id])),
    point: unless("point", quietly),
    release: unless("release", quietly),
    select: unless("select", (ids) => lens.select(ids)),
    escape: unless("escape", () => lens.select([])),
    turn: unless("turn", refused),
    shift: unless("shift", refused),
    place: unless("place", refused),
    align: unless("align", refused),
    distribute: unless("distribute", refused),
    remove: unless("remove", refused),
    duplicate: unless("duplicate", refused),
    recolour: unless("recolour", refused),
    add: unless("add", refused),
    undo: unless("undo", refused),
    redo: unless("redo", refused),
    setPlan: unless("setPlan", refused),
    setTool: unless("setTool", refused),
    // What only this person sees.
    setView: (view) => actions.setView(view),
    setSnapping: (on) => actions.setSnapping(on),
    setUnits: (units) => actions.setUnits(units),
    setUnderlay: (underlay) => actions.setUnderlay(underlay),
    follow: (peer) => actions.follow(peer),
    tell: (text) => actions.tell(text),
    touch: () => actions.touch(),
  };
}
