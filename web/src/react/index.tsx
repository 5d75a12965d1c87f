// <HomstylePlanner> for React 19: sets attributes from props, and passes events to the latest handlers.
// It loads nothing: the page loads planner.js, and until then the element is an empty box.

import { type CSSProperties, type JSX, type Ref, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type {
  CartDetail,
  ChangeDetail,
  CopiedDetail,
  ErrorDetail,
  ExportKind,
  InviteDetail,
  PlannerAttributes,
  PlannerElement,
  TokenRequest,
} from "../element/types.ts";
import { listen } from "./listen.ts";

export type {
  CartDetail,
  ChangeDetail,
  CopiedDetail,
  ErrorDetail,
  ExportKind,
  InviteDetail,
  PlannerElement,
  TokenRequest,
};

/** Attributes that have the same name as props. */
type Plain = Omit<PlannerAttributes, `${string}-url`>;

export interface HomstylePlannerProps extends Plain {
  /** `wss://…/v1?room=ID`; a change opens the other room. */
  roomUrl: string;
  tokenUrl?: string;
  inviteUrl?: string;
  copyUrl?: string;
  catalogUrl?: string;
  apiUrl?: string;
  /** Gets a room token, in place of `tokenUrl`. */
  getToken?: (request: TokenRequest) => Promise<string>;
  className?: string;
  style?: CSSProperties;
  onChange?: (detail: ChangeDetail) => void;
  onCart?: (detail: CartDetail) => void;
  onInvite?: (detail: InviteDetail) => void;
  onCopied?: (detail: CopiedDetail) => void;
  onError?: (detail: ErrorDetail) => void;
  ref?: Ref<PlannerElement>;
}

export function HomstylePlanner(props: HomstylePlannerProps): JSX.Element {
  const element = useRef<PlannerElement>(null);
  const newest = useRef(props);
  newest.current = props;
  useImperativeHandle<PlannerElement | null, PlannerElement | null>(props.ref, () => element.current, []);
  useLayoutEffect(() => (element.current ? listen(element.current, () => newest.current) : undefined), []);
  const { getToken } = props;
  // A layout effect, so that getToken is set before the element asks for its first token.
  useLayoutEffect(() => {
    if (element.current) element.current.getToken = getToken;
  }, [getToken]);
  const { roomUrl, tokenUrl, inviteUrl, copyUrl, catalogUrl, apiUrl, invite, name, product, variant, view } =
    props;
  return (
    <homstyle-planner
      ref={element}
      room-url={roomUrl}
      token-url={tokenUrl}
      invite-url={inviteUrl}
      copy-url={copyUrl}
      catalog-url={catalogUrl}
      api-url={apiUrl}
      invite={invite}
      name={name}
      product={product}
      variant={variant}
      view={view}
      lang={props.lang}
      currency={props.currency}
      class={props.className}
      style={props.style}
    />
  );
}

/** Props of <homstyle-planner> in JSX; one that is undefined sets no attribute. */
export type PlannerMarkup = { [K in keyof PlannerAttributes]: PlannerAttributes[K] | undefined } & {
  ref?: Ref<PlannerElement> | undefined;
  class?: string | undefined;
  style?: CSSProperties | undefined;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "homstyle-planner": PlannerMarkup;
    }
  }
}
