// Points: of the plan and of the view, which the compiler keeps apart.

/** A spot on the plan: x and y in whole millimetres, y grows downwards. */
export type Point = [x: number, y: number] & { readonly unit?: "mm" };

/** A spot of a view: its own pixels from its upper left corner, however it is scaled in the page. */
export type ViewPoint = [x: number, y: number] & { readonly unit?: "px" };

/** A spot of the window: `clientX` and `clientY` of an event, in CSS pixels. */
export type ClientPoint = [x: number, y: number] & { readonly unit?: "client px" };
