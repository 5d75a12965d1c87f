import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Player, stay } from "../../src/history/playback.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("stay", () => {
  test("nights are skipped, bursts can be seen, and four times is never slower", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (gap) => {
        expect(stay(gap, 1, false)).toBeLessThanOrEqual(1_500);
        expect(stay(gap, 1, false)).toBeGreaterThanOrEqual(160);
        expect(stay(gap, 4, false)).toBeLessThanOrEqual(stay(gap, 1, false));
      }),
    );
  });

  test("who asked for less motion gets a steady beat", () => {
    expect(stay(10, 1, true)).toBe(stay(1_000_000, 1, true));
  });
});

describe("player", () => {
  function playing(stops: number) {
    const went = { at: 0, told: 0 };
    const player = new Player(
      () => (went.at < stops ? 100 : undefined),
      () => {
        went.at += 1;
      },
      () => {
        went.told += 1;
      },
    );
    return { player, went };
  }

  test("it goes step by step, and ends by itself", () => {
    const { player, went } = playing(3);
    player.play();
    expect(player.playing).toBe(true);
    vi.advanceTimersByTime(250);
    expect(went.at).toBe(2);
    vi.advanceTimersByTime(1_000);
    expect(went.at).toBe(3);
    expect(player.playing).toBe(false);
  });

  test("paused, it stays where it is", () => {
    const { player, went } = playing(3);
    player.play();
    vi.advanceTimersByTime(150);
    player.pause();
    vi.advanceTimersByTime(1_000);
    expect(went.at).toBe(1);
    player.play();
    vi.advanceTimersByTime(100);
    expect(went.at).toBe(2);
  });

  test("played twice, it is not twice as fast", () => {
    const { player, went } = playing(9);
    player.play();
    player.play();
    vi.advanceTimersByTime(100);
    expect(went.at).toBe(1);
  });
});
