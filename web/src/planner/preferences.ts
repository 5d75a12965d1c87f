// What this browser remembers of a person: a name, and units.
// Storage may be blocked; then nothing is remembered, and nothing else suffers.

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
    // See above.
  }
}
