// Runs the search for layouts in a worker, where the page may have one. The messages are one input and reports
// of one kind, so that no library for calls between threads is used.

import type { SearchInput, SearchReport } from "./search.ts";

/**
 * Searches in a worker until the end or until `stopped`, and then resolves to true. Resolves to false if there
 * can be no worker, or it failed; something may have been reported before.
 */
export function searchInWorker(
  input: SearchInput,
  report: (report: SearchReport) => void,
  stopped: AbortSignal,
  start = startWorker,
): Promise<boolean> {
  return new Promise((resolve) => {
    let worker: Worker | undefined;
    const end = (done: boolean) => {
      stopped.removeEventListener("abort", stop);
      worker?.terminate();
      resolve(done);
    };
    const stop = () => end(true);
    try {
      worker = start();
      if (!worker) return end(false);
      worker.onmessage = ({ data }: MessageEvent<SearchReport>) => {
        if (data.ended) end(true);
        report(data);
      };
      worker.onerror = (event) => {
        event.preventDefault(); // The search goes on in the page, which reports what fails there, too.
        end(false);
      };
      worker.onmessageerror = () => end(false);
      stopped.addEventListener("abort", stop);
      worker.postMessage(input);
    } catch {
      end(false);
    }
  });
}

/**
 * Returns a worker; undefined if the script is not of the page's origin, because browsers start only workers of
 * the page's own. A frame in a sandbox has no origin, though its address has.
 */
function startWorker(): Worker | undefined {
  if (!globalThis.Worker || new URL(import.meta.url).origin !== globalThis.origin) return undefined;
  return new Worker(new URL("./layouts-worker.ts", import.meta.url), { type: "module" });
}
