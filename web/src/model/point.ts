// Points of the plan, of a view and of the window, as types that the compiler distinguishes.

/** A point of the plan: x and y in whole millimetres, y grows downwards. */
export type Point = [x: number, y: number] & { readonly unit?: "mm" };

/** A point of a view: in its own pixels from its upper left corner, however it is scaled in the page. */
export type ViewPoint = [x: number, y: number] & { readonly unit?: "px" };

/** A point of the window: `clientX` and `clientY` of an event, in CSS pixels. */
export type ClientPoint = [x: number, y: number] & { readonly unit?: "client px" };
