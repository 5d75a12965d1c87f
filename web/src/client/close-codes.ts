// Close codes of the connection, and what they mean to the server (LK8).

/** The client leaves: the server releases the items that its peer holds. */
export const leaving = 1000;
/** The client replaces the connection: its peer keeps its leases. */
export const reconnecting = 4000;
/** The connection was cut: no close frame was received (RFC 6455, 7.4.1). */
const abnormal = 1006;

/** Reports whether the client closed the connection and does not replace it. */
export function hasLeft(code: number): boolean {
  return code !== abnormal && code !== reconnecting;
}
