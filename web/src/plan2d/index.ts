// Entry point of the 2D plan: drawing only. Input and tools are in plan-controller.ts, which loads later.

export { PlanView } from "./plan-view.ts";
