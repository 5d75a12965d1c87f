// Loads code and texts on demand, and keeps track of those that failed. A browser may cache a failed import,
// and a deployment may have removed the file: then only a reload of the page helps.

/** A module is reported as failed after this many attempts. */
const maxAttempts = 3;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Shared by all planners of the document, as is the browser's cache. */
const failed = new Set<string>();
const listeners = new Set<() => void>();

/** Loads a module; rejects after three failed attempts. */
export function loadModule<T>(name: string, load: () => Promise<T>): Promise<T> {
  return attempt(name, load, maxAttempts, () => true);
}

/** Loads a module that has no substitute: retries until loaded. Stays pending once `wanted` returns false. */
export function loadRequired<T>(name: string, load: () => Promise<T>, wanted = () => true): Promise<T> {
  return attempt(name, load, Number.POSITIVE_INFINITY, wanted);
}

/** Returns the names of the modules that could not be loaded. */
export function failedModules(): readonly string[] {
  return [...failed];
}

/** Calls `listener` when a module has failed, and when a failed one has loaded after all, until `ended`. */
export function onFailedModules(listener: () => void, ended: AbortSignal): void {
  listeners.add(listener);
  ended.addEventListener("abort", () => listeners.delete(listener));
}

async function attempt<T>(
  name: string,
  load: () => Promise<T>,
  most: number,
  wanted: () => boolean,
): Promise<T> {
  for (let tried = 1; wanted(); tried++) {
    try {
      const loaded = await load();
      setFailed(name, false);
      return loaded;
    } catch (error) {
      console.warn(`planner: ${name} could not be loaded:`, error);
      if (tried >= maxAttempts) setFailed(name, wanted());
      if (tried >= most) throw error;
    }
    const pauseMs = Math.min(firstPauseMs * 2 ** (tried - 1), longestPauseMs);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  setFailed(name, false);
  return await new Promise(() => {});
}

function setFailed(name: string, isFailed: boolean): void {
  if (failed.has(name) === isFailed) return;
  if (isFailed) failed.add(name);
  else failed.delete(name);
  for (const listener of listeners) listener();
}
