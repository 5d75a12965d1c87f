// Messages between the planner in a frame and the parent page (docs/embed.md). Each is an object with
// `homstyle: 1`; others are ignored.

import type {
  CartDetail,
  ChangeDetail,
  CopiedDetail,
  ErrorDetail,
  InviteDetail,
  TokenRequest,
} from "../element/types.ts";

export type ToParent =
  | { homstyle: 1; type: "ready" }
  | { homstyle: 1; type: "change"; detail: ChangeDetail }
  | { homstyle: 1; type: "cart"; detail: CartDetail }
  | { homstyle: 1; type: "invite"; detail: InviteDetail }
  | { homstyle: 1; type: "copied"; detail: CopiedDetail }
  | { homstyle: 1; type: "error"; detail: ErrorDetail }
  /** Asks for a room token; the answer has the same id. */
  | ({ homstyle: 1; type: "token"; id: number } & TokenRequest);

export type FromParent =
  | { type: "add"; product: string; variant: string }
  | { type: "setView"; view: "2d" | "3d" }
  | { type: "cart" }
  | { type: "token"; id: number; token: string };

/** An invalid message with `homstyle: 1`; `message` is the reason. */
export interface Bad {
  type: "bad";
  message: string;
}

/** Reads a message; undefined if it has no `homstyle: 1`. */
export function readMessage(data: unknown): FromParent | Bad | undefined {
  if (typeof data !== "object" || data === null || Reflect.get(data, "homstyle") !== 1) return undefined;
  const field = (name: string): unknown => Reflect.get(data, name);
  switch (field("type")) {
    case "add":
      return readAdd(field("product"), field("variant") ?? "");
    case "setView":
      return readView(field("view"));
    case "cart":
      return { type: "cart" };
    case "token":
      return readToken(field("id"), field("token"));
    default:
      return bad("type must be add, setView, cart or token");
  }
}

/** Ids of products and variants (WR4). */
const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

function readAdd(product: unknown, variant: unknown): FromParent | Bad {
  if (typeof product !== "string" || !idPattern.test(product))
    return bad("add: product must be a product's id");
  if (typeof variant !== "string" || (variant !== "" && !idPattern.test(variant))) {
    return bad("add: variant must be a variant's id");
  }
  return { type: "add", product, variant };
}

function readView(view: unknown): FromParent | Bad {
  return view === "2d" || view === "3d"
    ? { type: "setView", view }
    : bad('setView: view must be "2d" or "3d"');
}

function readToken(id: unknown, token: unknown): FromParent | Bad {
  if (typeof id !== "number") return bad("token: id must be that of the question");
  if (typeof token !== "string" || token === "") return bad("token: token must be a room token");
  return { type: "token", id, token };
}

function bad(message: string): Bad {
  return { type: "bad", message };
}
