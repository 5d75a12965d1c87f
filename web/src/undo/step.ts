// One undoable change, and its opposite.

import type { NewItem } from "../client/index.ts";
import type { Place, PlanBody } from "../model/index.ts";
import { type Aspect, aspectsOf } from "./aspects.ts";

export type Step =
  | { kind: "place"; id: string; before: Place; after: Place }
  | { kind: "variant"; id: string; before: string; after: string }
  | { kind: "add"; item: NewItem }
  | { kind: "remove"; item: NewItem }
  | { kind: "plan"; before: PlanBody; after: PlanBody };

/** The step that takes a step back. */
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

/** The item that a step is about; undefined for the plan. */
export function itemOf(step: Step): string | undefined {
  if (step.kind === "plan") return undefined;
  return step.kind === "add" || step.kind === "remove" ? step.item.id : step.id;
}

/**
 * What must be untouched by others for a step to be taken back (UN2). Taking an item away
 * takes its place and variant along, so an added item is gone for good once another had a hand in it.
 */
export function claims(step: Step): Aspect[] {
  switch (step.kind) {
    case "place":
      return [`${step.id}/place`, `${step.id}/presence`];
    case "variant":
      return [`${step.id}/variant`, `${step.id}/presence`];
    case "add":
      return aspectsOf(step.item.id);
    case "remove":
      return [`${step.item.id}/presence`];
    case "plan":
      return ["plan"];
  }
}
