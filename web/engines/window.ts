// A window of a browser, whichever engine it has: what the smoke journey asks of one.

/** What a page can be given and can give back. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Window {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page. It sees nothing from outside but its arguments. */
  run<A extends readonly Json[], R>(inPage: (...args: A) => R, ...args: A): Promise<R>;
  /** Moves the mouse to a pixel of the page, in a few steps. */
  moveTo(x: number, y: number): Promise<void>;
  press(): Promise<void>;
  release(): Promise<void>;
  /** Presses a key while Control is held. */
  control(key: string): Promise<void>;
}

export interface Engine {
  /** Opens a window that shares nothing with the others. */
  window(): Promise<Window>;
  /** Closes all of them. */
  close(): Promise<void>;
}

/** Large enough for the panels to stand beside the plan. */
export const size = { width: 1280, height: 860 };
