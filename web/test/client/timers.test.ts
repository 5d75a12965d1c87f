import { describe, expect, test, vi } from "vitest";
import { ServerTime, Timer } from "../../src/client/clock.ts";
import { IdleDisconnect } from "../../src/client/idle-disconnect.ts";
import { KeepAlive } from "../../src/client/keepalive.ts";
import { FakeClock } from "../fake/clock.ts";

const minute = 60_000;

describe("server time", () => {
  test("LK7 the sample that travelled fastest is believed", () => {
    const clock = new FakeClock();
    const time = new ServerTime(clock);
    time.learn(clock.now() + 700);
    time.learn(clock.now() + 990);
    time.learn(clock.now() + 400);
    expect(time.now()).toBe(clock.now() + 990);
  });

  test("LK7 a clock that was set is noticed", () => {
    const clock = new FakeClock();
    const time = new ServerTime(clock);
    time.learn(clock.now() + 600_000);
    time.learn(clock.now() - 600_000);
    expect(time.now()).toBe(clock.now() - 600_000);
  });
});

test("a timer that is set again forgets the earlier time", async () => {
  const clock = new FakeClock();
  const run = vi.fn();
  const timer = new Timer(clock, run);
  timer.set(10);
  timer.set(50);
  await clock.advance(49);
  expect(run).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(run).toHaveBeenCalledOnce();
});

describe("hibernation", () => {
  function setup() {
    const clock = new FakeClock();
    const sleep = vi.fn();
    const wake = vi.fn();
    return { clock, sleep, wake, tab: new IdleDisconnect(clock, sleep, wake) };
  }

  test("CL4 a tab hidden for 60 s sleeps, whatever its peers do", async () => {
    const { clock, sleep, tab } = setup();
    tab.visible(false);
    await clock.advance(59_000);
    tab.peerActive();
    expect(sleep).not.toHaveBeenCalled();
    await clock.advance(1_000);
    expect(sleep).toHaveBeenCalledOnce();
  });

  test("CL4 a tab shown again within 60 s stays awake", async () => {
    const { clock, sleep, tab } = setup();
    tab.visible(false);
    await clock.advance(59_000);
    tab.visible(true);
    await clock.advance(2 * minute);
    expect(sleep).not.toHaveBeenCalled();
  });

  test("CL4 an idle tab sleeps after 5 min without a touch or an active peer", async () => {
    const { clock, sleep, tab } = setup();
    await clock.advance(4 * minute);
    tab.peerActive();
    await clock.advance(4 * minute);
    tab.touch();
    await clock.advance(5 * minute - 1);
    expect(sleep).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(sleep).toHaveBeenCalledOnce();
  });

  test("CL4 the first touch wakes it, a peer does not, and it can sleep again", async () => {
    const { clock, sleep, wake, tab } = setup();
    await clock.advance(5 * minute);
    tab.peerActive();
    expect(wake).not.toHaveBeenCalled();
    tab.touch();
    tab.touch();
    expect(wake).toHaveBeenCalledOnce();
    await clock.advance(5 * minute);
    expect(sleep).toHaveBeenCalledTimes(2);
  });
});

describe("keep-alive", () => {
  test("CL5 a ping goes when nothing was sent for 5 min", async () => {
    const clock = new FakeClock();
    const ping = vi.fn();
    const alive = new KeepAlive(clock, ping, () => {});
    alive.sent();
    await clock.advance(4 * minute);
    alive.sent();
    await clock.advance(5 * minute - 1);
    expect(ping).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(ping).toHaveBeenCalledOnce();
  });

  test("CL5 an unanswered ping means that the line is dead", async () => {
    const clock = new FakeClock();
    const dead = vi.fn();
    const alive = new KeepAlive(clock, () => {}, dead);
    alive.sent();
    await clock.advance(5 * minute);
    alive.heard();
    await clock.advance(minute);
    expect(dead).not.toHaveBeenCalled();
    alive.sent();
    await clock.advance(5 * minute + 10_000);
    expect(dead).toHaveBeenCalledOnce();
  });

  test("CL3 a probe is a ping that is soon unanswered; while it waits no other one is sent", async () => {
    const clock = new FakeClock();
    const ping = vi.fn();
    const dead = vi.fn();
    const alive = new KeepAlive(clock, ping, dead);
    alive.probe();
    await clock.advance(1_000);
    alive.probe();
    expect(ping).toHaveBeenCalledOnce();
    await clock.advance(500);
    expect(dead).toHaveBeenCalledOnce();
    alive.stop();
    alive.probe();
    alive.heard();
    await clock.advance(minute);
    expect(ping).toHaveBeenCalledTimes(2);
    expect(dead).toHaveBeenCalledOnce();
  });

  test("CL3 a probe does not wait as long as a ping that is under way", async () => {
    const clock = new FakeClock();
    const dead = vi.fn();
    const alive = new KeepAlive(clock, () => {}, dead);
    alive.sent();
    await clock.advance(5 * minute);
    alive.probe();
    await clock.advance(1_500);
    expect(dead).toHaveBeenCalledOnce();
  });
});
