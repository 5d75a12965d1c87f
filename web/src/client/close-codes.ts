// Close codes of the connection, and what they tell the server (LK8).

/** The client leaves: the server releases what its peer holds. */
export const leaving = 1000;
/** The client replaces the connection: what its peer holds stays held. */
export const reconnecting = 4000;
/** The connection was cut: no close frame was received (RFC 6455, 7.4.1). */
const abnormal = 1006;

/** True when the client closed the connection and does not replace it. */
export function hasLeft(code: number): boolean {
  return code !== abnormal && code !== reconnecting;
}
