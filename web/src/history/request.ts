// Requests to the HTTP API about one room.

export interface RoomApi {
  /** The API's address, without /rooms. */
  url: string;
  room: string;
  /** Resolves to a room token; `fresh` asks for a new one, after one was refused. */
  token: (fresh: boolean) => Promise<string>;
  fetch: typeof fetch;
}

/** Sends a GET, or a POST with a body; `path` is what follows the room's id. Rejects without a token or an answer. */
export async function request(
  { url, room, token, fetch }: RoomApi,
  path: string,
  body: object | undefined,
  fresh: boolean,
): Promise<Response> {
  const headers = { authorization: `Bearer ${await token(fresh)}` };
  const address = `${url.replace(/\/$/, "")}/rooms/${encodeURIComponent(room)}/${path}`;
  if (!body) return await fetch(address, { headers });
  const json = { ...headers, "content-type": "application/json" };
  return await fetch(address, { method: "POST", headers: json, body: JSON.stringify(body) });
}
