// A browser window of any engine, with the operations that the smoke journey needs.

/** A value that can be passed to a page, or returned by it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Window {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page. It has no access to outer variables, only to its arguments. */
  run<A extends readonly Json[], R>(inPage: (...args: A) => R, ...args: A): Promise<R>;
  /** Moves the mouse to a pixel of the page, in a few steps. */
  moveTo(x: number, y: number): Promise<void>;
  press(): Promise<void>;
  release(): Promise<void>;
  /** Presses a key while Control is held. */
  control(key: string): Promise<void>;
}

export interface Engine {
  /** Opens a window that shares no state with the others. */
  window(): Promise<Window>;
  /** Closes all windows. */
  close(): Promise<void>;
}

/** Large enough for panels beside the plan. */
export const size = { width: 1280, height: 860 };
