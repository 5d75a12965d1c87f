// Remembers over a reload of the page that a room was seen in 3D. Storage may be blocked: then it is not.

const key = "homstyle.3d";

export function keep3d(room: string): void {
  try {
    sessionStorage.setItem(key, room);
  } catch {}
}

/** True once after `keep3d`. */
export function take3d(room: string): boolean {
  try {
    const kept = sessionStorage.getItem(key) === room;
    if (kept) sessionStorage.removeItem(key);
    return kept;
  } catch {
    return false;
  }
}
