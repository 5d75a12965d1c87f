// The 2D plan's door: what is seen. Its input and tools are in plan-controller.ts, which loads later.

export { PlanView } from "./plan-view.ts";
