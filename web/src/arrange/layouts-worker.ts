// The script of the worker that searches for layouts: its only message starts the search. It is not stopped
// by a message but terminated.

import { runSync } from "../fit/task.ts";
import { type SearchInput, search } from "./search.ts";

addEventListener("message", ({ data }: MessageEvent<SearchInput>) => {
  runSync(search(data, (report) => postMessage(report)));
});
