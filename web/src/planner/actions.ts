// Implements the user's actions by calling the parts that carry them out.

import type { ItemView } from "../client/index.ts";
import type { PlanBody } from "../model/index.ts";
import type { History, Taken } from "../undo/history.ts";
import type { Edits } from "./edits.ts";
import type { MoveController } from "./move-controller.ts";
import type { Planner } from "./planner.ts";
import { setPreference } from "./preferences.ts";
import type { Actions, ReferenceImage } from "./scene.ts";

/** The editor, as the actions use it. */
export interface ActionTarget {
  readonly planner: Planner;
  readonly history: History;
  readonly moves: MoveController;
  /** Reports whether the user may edit; if not, displays the reason. */
  mayEdit(): boolean;
  /** Calls `run` with the edits: at once if their code is loaded, else when it is. */
  withEdits<T>(run: (edits: Edits) => T): T | Promise<T>;
  setPlan(plan: PlanBody): void;
  /** Called after an undo (`back`) or redo, with its result. */
  took(taken: Taken, back: boolean): void;
  focus(id: string): void;
  setReferenceImage(image: ReferenceImage | undefined): void;
  notify(text: string): void;
}

export function createActions(editor: ActionTarget): Actions {
  const { planner, moves } = editor;
  const { room } = planner;
  const withEdits = (run: (edits: Edits) => void) => void editor.withEdits(run);
  const prepare = () => withEdits(() => {});
  const touch = () => {
    room.touch();
    prepare();
  };
  const itemsOf = (chosen: Iterable<string>): ItemView[] => {
    const { items } = planner.scene();
    return [...chosen].flatMap((id) => items.get(id) ?? []);
  };
  const ids = () => itemsOf(planner.scene().selection).map((item) => item.id);
  /** Edits what is selected now, as it is when the edits are loaded. */
  const editSelected = (run: (edits: Edits, items: readonly ItemView[]) => void) => {
    const chosen = ids();
    withEdits((edits) => run(edits, itemsOf(chosen)));
  };
  const added = async (add: (edits: Edits) => string | undefined) => {
    touch();
    const id = await editor.withEdits(add);
    if (id !== undefined) editor.focus(id);
    return id;
  };
  let pressed: string | undefined;

  return {
    pointerDown(id, at, keys) {
      touch();
      pressed = id;
      if (id === undefined) {
        if (!keys.shift) planner.select([]);
        return;
      }
      if (keys.shift || keys.ctrl) return this.select([id], "toggle");
      if (!planner.selection.has(id)) planner.select([id]);
      moves.press(ids(), at, keys);
    },
    pointerMove(at, keys, lift) {
      room.point(at[0], at[1]);
      moves.point(at, keys, lift);
    },
    pointerUp(cancelled) {
      const clicked = moves.release(cancelled);
      // A click on one of several selected items selects that one.
      if (clicked && !cancelled && pressed !== undefined) planner.select([pressed]);
      pressed = undefined;
    },
    turn(degrees) {
      touch();
      moves.turn(ids(), degrees);
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
    nudge(by) {
      touch();
      moves.shift(ids(), by);
    },
    raise(mm) {
      touch();
      moves.raise(ids(), mm);
    },
    putDown(id) {
      touch();
      withEdits((edits) => edits.putDown(id));
    },
    place(id, place) {
      touch();
      moves.place(new Map([[id, place]]));
    },
    async arrange(places, label) {
      touch();
      return editor.withEdits((edits) => edits.arrange(places, label));
    },
    align(side) {
      touch();
      const chosen = ids();
      withEdits((edits) => edits.align(chosen, side));
    },
    distribute(axis) {
      touch();
      const chosen = ids();
      withEdits((edits) => edits.distribute(chosen, axis));
    },
    remove() {
      touch();
      moves.endNudge();
      moves.cancel();
      editSelected((edits, items) => edits.remove(items));
    },
    duplicate() {
      touch();
      moves.endNudge();
      editSelected((edits, items) => edits.duplicate(items));
    },
    mirror() {
      touch();
      moves.endNudge();
      editSelected((edits, items) => edits.mirror(items));
    },
    setVariant(variant) {
      touch();
      moves.endNudge();
      editSelected((edits, items) => edits.recolour(items, variant));
    },
    add: (product, variant, at, checked) => added((edits) => edits.add(product, variant, at, checked)),
    addOwn: (own, at) => added((edits) => edits.addOwn(own, at)),
    setOwn(id, own) {
      touch();
      moves.endNudge();
      withEdits((edits) => {
        for (const item of itemsOf([id])) edits.changeOwn(item, own);
      });
    },
    escape() {
      if (moves.cancel()) return;
      if (planner.settings.tool !== "select") planner.set({ tool: "select" });
      else planner.select([]);
    },
    undo() {
      touch();
      moves.endNudge();
      // During a drag, the last action is the drag.
      if (!moves.cancel()) editor.took(editor.history.undo(), true);
    },
    redo() {
      touch();
      moves.endNudge();
      editor.took(editor.history.redo(), false);
    },
    setPlan(plan) {
      touch();
      editor.setPlan(plan);
    },
    replaceRoom(plan, pieces, label) {
      touch();
      moves.endNudge();
      moves.cancel();
      withEdits((edits) => edits.replaceRoom(plan, pieces, label));
    },
    setTool(tool) {
      if (tool === "select" || editor.mayEdit()) planner.set({ tool });
    },
    setView: (view) => planner.set({ view, followedPeer: undefined }),
    setSnapping: (snapping) => planner.set({ snapping }),
    setUnits(units) {
      setPreference("units", units);
      planner.set({ units });
    },
    setReferenceImage: (image) => editor.setReferenceImage(image),
    follow(followedPeer) {
      if (followedPeer !== planner.settings.followedPeer) planner.set({ followedPeer });
    },
    notify: (text) => editor.notify(text),
    prepare,
    touch,
  };
}
