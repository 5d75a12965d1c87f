// The 2D plan's door: what is seen. What works on it is bench.ts, a part of what comes later.

export { PlanView } from "./plan-view.ts";
