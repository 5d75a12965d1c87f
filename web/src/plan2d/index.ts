// The 2D plan's door.

export { PlanView } from "./plan-view.ts";
