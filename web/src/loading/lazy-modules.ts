// Loads code and texts on demand, and knows which of them could not be loaded. A browser may cache a
// failed import, and a deployment may have removed the file: then only a reload of the page helps.

/** A module that fails so often is reported. */
const maxAttempts = 3;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Of all planners of the document: the browser's cache is theirs together. */
const failed = new Set<string>();
const listeners = new Set<() => void>();

/** Loads a module; rejects after three failed attempts. */
export function loadModule<T>(name: string, load: () => Promise<T>): Promise<T> {
  return attempt(name, load, maxAttempts, () => true);
}

/** Loads a module that nothing can replace: tries until it has loaded. Stays pending once it is not `wanted` any more. */
export function loadRequired<T>(name: string, load: () => Promise<T>, wanted = () => true): Promise<T> {
  return attempt(name, load, Number.POSITIVE_INFINITY, wanted);
}

/** The names of the modules that could not be loaded. */
export function failedModules(): readonly string[] {
  return [...failed];
}

/** Calls `listener` when a module has failed, and when a failed one has loaded after all. */
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
