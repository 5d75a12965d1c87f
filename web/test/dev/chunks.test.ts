import { expect, test } from "vitest";
import { hoistImports } from "../../dev/chunks.ts";

/** Returns a bundle's chunk, which imports others. */
const chunk = (fileName: string, imports: string[], more: object = {}) => ({
  type: "chunk",
  fileName,
  name: "",
  imports,
  code: "",
  isEntry: false,
  isDynamicEntry: false,
  ...more,
});

function hoisted(...chunks: ReturnType<typeof chunk>[]): Record<string, string> {
  const bundle = Object.fromEntries(chunks.map((one) => [one.fileName, one]));
  const { generateBundle } = hoistImports(["planner"]);
  if (typeof generateBundle !== "function") throw new Error("The plugin has no hook.");
  generateBundle.call({} as never, {} as never, bundle as never, true);
  return Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code]));
}

test("a chunk imports all that its imports import, by paths from its own folder", () => {
  const shared = [chunk("assets/work.js", ["assets/seen.js"]), chunk("assets/seen.js", [])];
  const code = hoisted(
    chunk("planner.js", ["assets/work.js"], { isEntry: true, name: "planner" }),
    chunk("assets/late.js", ["assets/work.js"], { isDynamicEntry: true }),
    chunk("room.js", ["assets/work.js"], { isEntry: true, name: "room" }),
    ...shared,
  );
  expect(code).toEqual({
    "planner.js": 'import"./assets/seen.js";',
    "assets/late.js": 'import"./seen.js";',
    "room.js": "",
    "assets/work.js": "",
    "assets/seen.js": "",
  });
});
