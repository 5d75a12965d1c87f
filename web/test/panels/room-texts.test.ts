import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { roomPanel } from "../../src/i18n/room-panel/en.ts";
import { roomPanelTextsOf } from "../../src/i18n/room-panel/index.ts";
import type { Context } from "../../src/panels/context.ts";
import { roomTextsOf } from "../../src/panels/room-texts.ts";

vi.mock("../../src/i18n/room-panel/index.ts", () => ({ roomPanelTextsOf: vi.fn() }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.useRealTimers());

test("texts that can't be loaded at first are asked for once at a time, however often the panel is drawn", async () => {
  const ask = vi
    .mocked(roomPanelTextsOf)
    .mockRejectedValueOnce(new Error("404"))
    .mockResolvedValue(roomPanel);
  const set = vi.fn();
  const context = { scene: { lang: "en" }, set } as unknown as Context;
  const draw = () => roomTextsOf(context);
  for (let n = 0; n < 3; n++) {
    expect(draw()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  expect(set).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();
  expect(ask).toHaveBeenCalledTimes(2);
  expect(set).toHaveBeenCalled();
  expect(draw()).toBe(roomPanel);
});
