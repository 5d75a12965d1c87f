// Asks the HTTP API for products that serve a wish in words (docs/openapi.yaml). A chunk that is loaded when
// somebody asks.

import { array, DecodeError, integer, object, optional, string } from "../json/decoder.ts";

/** Access to the HTTP API. */
export interface RoomApi {
  /** The API's address, without /rooms. */
  url: string;
  /** Resolves to a room token; `fresh` asks for a new one, after one was refused. */
  token: (fresh: boolean) => Promise<string>;
}

export interface Wish {
  room: string;
  /** What the person wrote. */
  wish: string;
  lang: "de" | "en" | "sv";
  /** ISO 4217. */
  currency: string;
}

/** Products for a wish; prices in the currency's minor unit. */
export interface Suggestion {
  products: readonly { product: string; count: number; price: number }[];
  currency: string;
  total: number;
  /** The maximum that the wish states. */
  budget?: number;
}

/** Why there is no suggestion; the texts have a sentence for each. */
const failures = ["no_suggestion", "used_up", "busy", "bad_field", "failed"] as const;
export type Failure = (typeof failures)[number];

export class SuggestionError extends Error {
  override readonly name = "SuggestionError";
  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
  }
}

/** Most pieces of an answer, as WD3. */
const most = 12;

const suggestion = object<Suggestion>({
  products: array(object({ product: string, count: integer(1, most), price: integer(0) })),
  currency: string,
  total: integer(0),
  budget: optional(integer(0)),
});

/** Resolves to products for a wish, in the order of their importance; rejects with a SuggestionError. */
export async function askForProducts(
  api: RoomApi,
  { room, ...wish }: Wish,
  signal: AbortSignal,
  send: typeof fetch = fetch,
): Promise<Suggestion> {
  const address = `${api.url.replace(/\/$/, "")}/rooms/${encodeURIComponent(room)}/suggestions`;
  const post = async (fresh: boolean) => {
    const headers = {
      authorization: `Bearer ${await api.token(fresh)}`,
      "content-type": "application/json",
    };
    return await send(address, { method: "POST", headers, body: JSON.stringify(wish), signal });
  };
  try {
    let response = await post(false);
    if (response.status === 401) response = await post(true);
    const answer: unknown = await response.json();
    if (response.ok) return suggestion(answer, "", []);
    throw new SuggestionError(failureOf(answer), `The answer is ${response.status}.`);
  } catch (error) {
    if (error instanceof SuggestionError) throw error;
    const unreadable = error instanceof DecodeError ? "The answer can't be read: " : "";
    throw new SuggestionError("failed", `${unreadable}${error}`);
  }
}

/** Returns the failure that a problem (RFC 9457) names. */
function failureOf(answer: unknown): Failure {
  const code: unknown = answer instanceof Object ? Reflect.get(answer, "code") : undefined;
  return failures.find((failure) => failure === code) ?? "failed";
}
