// Builds what the tests run: the local stack, roomctl and the page. Once per run, before all files.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export default function build(): void {
  const run = (command: string, ...args: string[]) => {
    // vitest sets NODE_ENV to `test`, which would build the pages for development.
    const env = { ...process.env, NODE_ENV: "production" };
    execFileSync(command, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  };
  run("go", "build", "-o", ".local/bin/", "./localstack", "./cmd/roomctl");
  // Always, so that the page is never older than its sources.
  run("npm", "--prefix", "web", "run", "build");
}
