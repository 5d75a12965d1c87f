// Points: of the plan and of the view, which the compiler keeps apart.

/** A spot on the plan: x and y in whole millimetres, y grows downwards. */
export type Point = [x: number, y: number] & { readonly unit?: "mm" };

/** A spot of a view: CSS pixels from its upper left corner, before transforms of what is around it. */
export type ViewPoint = [x: number, y: number] & { readonly unit?: "px" };
