// Changes the values of doors, windows, fixtures and slopes.

import type { Door, Fixture, PlanBody, PlanWindow, Slope } from "../../model/index.ts";

interface Parts {
  door: Door;
  window: PlanWindow;
  fixture: Fixture;
  slope: Slope;
}

/** Changed values of a part; undefined is stored by leaving the value out. */
export type Details<P> = { [K in keyof P]?: P[K] | undefined };

/** The names of the lists that a plan has its parts in. */
export const lists = { door: "doors", window: "windows", fixture: "fixtures", slope: "slopes" } as const;

/** Returns the plan with other values of a part. */
export function withDetails<K extends keyof Parts>(
  plan: PlanBody,
  { kind, id }: { kind: K; id: string },
  details: Details<Parts[K]>,
): PlanBody {
  const list = lists[kind];
  return {
    ...plan,
    [list]: (plan[list] ?? []).map((part) => (part.id === id ? known({ ...part, ...details }) : part)),
  };
}

/** Returns an object without its undefined values. */
function known<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
