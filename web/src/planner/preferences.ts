// The user's preferences in this browser: names, units, an id. Where storage is blocked, nothing is kept.

const prefix = "homstyle.";

export function getPreference(key: string): string | undefined {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function setPreference(key: string, value: string): void {
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // Storage is blocked.
  }
}
