// Passes the element's events to handlers in props.

import type { CartDetail, ChangeDetail, CopiedDetail, ErrorDetail, InviteDetail } from "../element/types.ts";

export interface Handlers {
  onChange?: ((detail: ChangeDetail) => void) | undefined;
  onCart?: ((detail: CartDetail) => void) | undefined;
  onInvite?: ((detail: InviteDetail) => void) | undefined;
  onCopied?: ((detail: CopiedDetail) => void) | undefined;
  onError?: ((detail: ErrorDetail) => void) | undefined;
}

const props = {
  change: "onChange",
  cart: "onCart",
  invite: "onInvite",
  copied: "onCopied",
  error: "onError",
} as const;

/** Calls the handlers that are current when an event fires. Returns a function that removes the listeners. */
export function listen(planner: EventTarget, handlers: () => Handlers): () => void {
  const ended = new AbortController();
  for (const [type, prop] of Object.entries(props)) {
    const tell = (event: Event) => {
      // A control inside fires a plain `change`, too; the planner's are CustomEvents.
      if (event instanceof CustomEvent) handlers()[prop]?.(event.detail as never);
    };
    planner.addEventListener(type, tell, { signal: ended.signal });
  }
  return () => ended.abort();
}
