import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import { failedModules, loadModule, loadRequired, onFailedModules } from "../../src/loading/lazy-modules.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

/** Returns a module whose first loads fail. */
function failing(times: number) {
  let left = times;
  return vi.fn(async () => {
    if (left-- > 0) throw new Error("404");
    return "loaded";
  });
}

test("a module that fails twice loads in the third attempt, and is never reported", async () => {
  const load = failing(2);
  const loading = loadModule("a", load);
  await vi.runAllTimersAsync();
  await expect(loading).resolves.toBe("loaded");
  expect(load).toHaveBeenCalledTimes(3);
  expect(failedModules()).toEqual([]);
});

test("a module that fails three times is reported until somebody asks again and it loads", async () => {
  const heard = vi.fn();
  const ended = new AbortController();
  onFailedModules(heard, ended.signal);
  const load = failing(4);
  const refused = expect(loadModule("b", load)).rejects.toThrow("404");
  await vi.runAllTimersAsync();
  await refused;
  expect(failedModules()).toEqual(["b"]);
  expect(heard).toHaveBeenCalledTimes(1);
  // The first attempt of the next call fails too: nothing changes.
  const again = loadModule("b", load);
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toHaveBeenCalledTimes(1);
  await vi.runAllTimersAsync();
  await expect(again).resolves.toBe("loaded");
  expect(failedModules()).toEqual([]);
  expect(heard).toHaveBeenCalledTimes(2);
  ended.abort();
  await expect(loadModule("b", failing(0))).resolves.toBe("loaded");
  expect(heard).toHaveBeenCalledTimes(2);
});

test("a required module is reported and tried again, in ever longer pauses", async () => {
  const load = failing(20);
  const loading = loadRequired("c", load);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(failedModules()).toEqual(["c"]);
  const tried = load.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load.mock.calls.length - tried).toBeLessThan(6);
  await vi.runAllTimersAsync();
  await expect(loading).resolves.toBe("loaded");
  expect(failedModules()).toEqual([]);
});

test("a required module that nobody wants any more is neither reported nor tried again", async () => {
  let wanted = true;
  const load = failing(20);
  const done = vi.fn();
  void loadRequired("d", load, () => wanted).then(done, done);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(failedModules()).toEqual(["d"]);
  const tried = load.mock.calls.length;
  wanted = false;
  await vi.runAllTimersAsync();
  expect(failedModules()).toEqual([]);
  expect(load).toHaveBeenCalledTimes(tried);
  expect(done).not.toHaveBeenCalled();
});

test("every import() of the planner goes through loadModule or loadRequired, so that none fails in silence", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/^(demo-shop|i18n)\//.test(file))
    .map((file) => ({ file, text: readFileSync(`src/${file}`, "utf8") }));
  const found = (pattern: RegExp) =>
    sources.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([call]) => `${file}: ${call}`));
  const asked = /(?:load(?:Module|Required)\(\s*"[^"]+",\s*\(\) =>\s*)?/.source;
  // English is part of the first chunk.
  const calls = found(
    new RegExp(`${asked}(?<!typeof |function )\\b(?:import|firstTextsOf|textsOf|loadPageTexts)\\((?!"en")`, "g"),
  );
  expect(calls.filter((call) => !call.includes("load"))).toEqual([]);
  expect(calls.length).toBeGreaterThan(12);
});
