// Code and words over a line that may be cut just now.

const retryMs = 3_000;

/** Loads something, however often that takes; never, once it is ended. */
export async function eventually<T>(load: () => Promise<T>, ended?: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      console.warn("planner:", error);
      await new Promise((resolve) => {
        if (!ended?.aborted) setTimeout(resolve, retryMs);
      });
    }
  }
}
