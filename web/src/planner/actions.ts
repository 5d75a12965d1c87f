// What a person can do, told to whoever does it.

import type { ItemView } from "../client/index.ts";
import type { Work } from "./editor.ts";
import { remember } from "./preferences.ts";
import type { Actions } from "./scene.ts";

export function acting(work: Work): Actions {
  const { planner, mover, edits } = work;
  const { room } = planner;
  const touch = () => room.touch();
  const selected = (): ItemView[] => {
    const { items, selection } = planner.scene();
    return [...selection].flatMap((id) => items.get(id) ?? []);
  };
  const ids = () => selected().map((item) => item.id);
  let pressed: string | undefined;

  return {
    press(id, at, keys) {
      touch();
      pressed = id;
      if (id === undefined) {
        if (!keys.shift) planner.select([]);
        return;
      }
      if (keys.shift || keys.ctrl) return this.select([id], "toggle");
      if (!planner.selection.has(id)) planner.select([id]);
      mover.press(ids(), at, keys);
    },
    point(at, keys) {
      room.point(at[0], at[1]);
      mover.point(at, keys);
    },
    release(cancelled) {
      const clicked = mover.release(cancelled);
      // A click on one of many means that one.
      if (clicked && !cancelled && pressed !== undefined) planner.select([pressed]);
      pressed = undefined;
    },
    turn(degrees) {
      touch();
      mover.turn(ids(), degrees);
    },
    select(chosen, how = "set") {
      touch();
      const next = new Set(how === "set" ? [] : planner.selection);
      for (const id of chosen) {
        if (how === "toggle" && next.has(id)) next.delete(id);
        else next.add(id);
      }
      planner.select(next);
    },
    shift(by) {
      touch();
      mover.shift(ids(), by);
    },
    place(id, place) {
      touch();
      mover.place(new Map([[id, place]]));
    },
    align(side) {
      touch();
      mover.align(ids(), side);
    },
    distribute(axis) {
      touch();
      mover.distribute(ids(), axis);
    },
    remove() {
      touch();
      mover.endNudge();
      mover.cancel();
      edits.remove(selected());
    },
    duplicate() {
      touch();
      mover.endNudge();
      edits.duplicate(selected());
    },
    recolour(variant) {
      touch();
      mover.endNudge();
      edits.recolour(selected(), variant);
    },
    add(product, variant, at) {
      touch();
      const id = edits.add(product, variant, at);
      if (id !== undefined) work.focus(id);
      return id;
    },
    escape() {
      if (mover.cancel()) return;
      if (planner.settings.tool !== "select") planner.set({ tool: "select" });
      else planner.select([]);
    },
    undo() {
      touch();
      mover.endNudge();
      // In mid-drag the last thing that the hand did is the drag.
      if (!mover.cancel()) work.took(work.history.undo(), true);
    },
    redo() {
      touch();
      mover.endNudge();
      work.took(work.history.redo(), false);
    },
    setPlan(plan) {
      touch();
      edits.setPlan(plan);
    },
    setTool(tool) {
      if (tool === "select" || work.mayEdit()) planner.set({ tool });
    },
    setView: (view) => planner.set({ view }),
    setSnapping: (snapping) => planner.set({ snapping }),
    setUnits(units) {
      remember("units", units);
      planner.set({ units });
    },
    setUnderlay: (underlay) => work.setUnderlay(underlay),
    follow: (following) => planner.set({ following }),
    tell: (text) => work.tell(text),
    touch,
  };
}
