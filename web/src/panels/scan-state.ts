// What the section for scanned rooms displays.

import type { DialogBody } from "./context.ts";
import { KeptState } from "./kept-state.ts";

export interface ScanState {
  /** Why the last chosen file was refused. */
  problem?: string | undefined;
  /** Asks whether the last chosen scan shall replace the room. */
  question?: DialogBody;
}

export const scanState = new KeptState<ScanState>({});
