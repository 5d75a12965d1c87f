// One undoable change, and its inverse.

import type { ItemChange, NewItem } from "../client/index.ts";
import type { Place, PlanBody } from "../model/index.ts";
import { type Aspect, aspectsOf } from "./aspects.ts";

export type Step =
  | { kind: "place"; id: string; before: Place; after: Place }
  | { kind: "change"; id: string; before: ItemChange; after: ItemChange }
  | { kind: "add"; item: NewItem }
  | { kind: "remove"; item: NewItem }
  | { kind: "plan"; before: PlanBody; after: PlanBody };

/** Returns the step that reverts a step. */
export function inverse(step: Step): Step {
  switch (step.kind) {
    case "add":
      return { kind: "remove", item: step.item };
    case "remove":
      return { kind: "add", item: step.item };
    default:
      return { ...step, before: step.after, after: step.before } as Step;
  }
}

/** Returns the id of the step's item; undefined for the plan. */
export function itemOf(step: Step): string | undefined {
  if (step.kind === "plan") return undefined;
  return step.kind === "add" || step.kind === "remove" ? step.item.id : step.id;
}

/**
 * Returns the aspects that others must not have changed for the step to be reverted (UN2). Removing an item
 * removes its place and variant too, so an added item that another user changed can't be reverted.
 */
export function claims(step: Step): Aspect[] {
  switch (step.kind) {
    case "place":
      return [`${step.id}/place`, `${step.id}/presence`];
    case "change": {
      const { place, ...look } = step.after;
      const aspects: Aspect[] = [`${step.id}/presence`];
      if (place) aspects.push(`${step.id}/place`);
      if (Object.keys(look).length > 0) aspects.push(`${step.id}/look`);
      return aspects;
    }
    case "add":
      return aspectsOf(step.item.id);
    case "remove":
      return [`${step.item.id}/presence`];
    case "plan":
      return ["plan"];
  }
}
