// Remembers over a reload of the page that a room was displayed in 3D. Does nothing where storage is blocked.

const key = "homstyle.3d";

export function keep3d(room: string): void {
  try {
    sessionStorage.setItem(key, room);
  } catch {}
}

/** Returns true once after `keep3d` for that room. */
export function take3d(room: string): boolean {
  try {
    const kept = sessionStorage.getItem(key) === room;
    if (kept) sessionStorage.removeItem(key);
    return kept;
  } catch {
    return false;
  }
}
