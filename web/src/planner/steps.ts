// Carries out undoable steps.

import { acquire, edit } from "../client/changes.ts";
import type { Change, Edit, Room } from "../client/index.ts";
import type { PlanBody } from "../model/index.ts";
import type { Step } from "../undo/step.ts";

/** Applies steps to a room as one change: moves by a drag, other steps by an edit. */
export function applySteps(room: Room, steps: readonly Step[]): Change {
  const moved = steps.filter((s) => s.kind === "place");
  if (moved.length === 0) return edit(room, steps.flatMap(editOf));
  const drag = acquire(
    room,
    moved.map((s) => s.id),
  );
  drag.to(Object.fromEntries(moved.map((s) => [s.id, s.after])));
  void drag.drop();
  return drag;
}

function editOf(step: Step): Edit[] {
  switch (step.kind) {
    case "add":
      return [step];
    case "remove":
      return [{ kind: "remove", id: step.item.id }];
    case "change":
      return [{ kind: "change", id: step.id, change: step.after }];
    case "plan":
      return [{ kind: "plan", plan: step.after }];
    case "place":
      return [];
  }
}

/** Returns the step from a plan to another. */
export function planStep(before: PlanBody, after: PlanBody): Step {
  return { kind: "plan", before: bodyOf(before), after: bodyOf(after) };
}

/** Returns a plan without its version, which the server assigns. */
function bodyOf(plan: PlanBody & { version?: number }): PlanBody {
  const { version: _, ...body } = plan;
  return body;
}
