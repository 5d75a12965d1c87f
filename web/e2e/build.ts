// Builds what the tests run: the local stack, roomctl and the page. Once a run, before all files.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export default function build(): void {
  const run = (command: string, ...args: string[]) => {
    // vitest says `test`, and the pages would be built for developers.
    const env = { ...process.env, NODE_ENV: "production" };
    execFileSync(command, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  };
  run("go", "build", "-o", ".local/bin/", "./localstack", "./cmd/roomctl");
  // Always: a page older than its sources would be tested otherwise.
  run("npm", "--prefix", "web", "run", "build");
}
