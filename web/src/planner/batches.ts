// Divides changes into commands.

/** Maximum number of ops in one command (WR3). */
const maxPerCommand = 25;

/** Divides a list into as few batches as commands can carry. */
export function inBatches<T>(all: readonly T[]): T[][] {
  const count = Math.ceil(all.length / maxPerCommand);
  return Array.from({ length: count }, (_, i) => all.slice(i * maxPerCommand, (i + 1) * maxPerCommand));
}

/** The same for groups that belong together: one is divided only if it is larger than a command. */
export function groupsInBatches<T>(groups: readonly (readonly T[])[]): T[][] {
  const batches: T[][] = [];
  for (const group of groups) {
    const last = batches.at(-1);
    if (last && last.length + group.length <= maxPerCommand) last.push(...group);
    else batches.push(...inBatches(group));
  }
  return batches;
}
