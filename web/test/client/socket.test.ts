import { expect, test } from "vitest";
import { backoff, Socket, type SocketState, type WebSocketLike } from "../../src/client/socket.ts";
import { FakeClock } from "../fake/clock.ts";

/** A socket whose remote end is the test. */
class Wire implements WebSocketLike {
  static all: Wire[] = [];
  readyState = 0;
  sent: string[] = [];
  closed: number | undefined;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    Wire.all.push(this);
  }

  send(data: string): void {
    this.sent.push(data);
  }

  close(code: number): void {
    this.readyState = 3;
    this.closed = code;
  }

  open(): void {
    this.readyState = 1;
    (this.onopen as (() => void) | null)?.();
  }

  message(data: unknown): void {
    (this.onmessage as ((event: { data: unknown }) => void) | null)?.({ data });
  }

  drop(): void {
    this.readyState = 3;
    (this.onclose as ((event: { code: number }) => void) | null)?.({ code: 1006 });
  }
}

function setup(getToken: () => Promise<string> = async () => "token") {
  Wire.all = [];
  const clock = new FakeClock();
  const states: SocketState[] = [];
  const frames: string[] = [];
  const socket = new Socket({
    url: "wss://h/prod?room=r&tab=t",
    getToken,
    WebSocket: Wire,
    clock,
    random: () => 0,
    onState: (s) => states.push(s),
    onFrame: (f) => frames.push(f),
  });
  const wire = () => {
    const last = Wire.all.at(-1);
    if (!last) throw new Error("no attempt was made");
    return last;
  };
  return { clock, socket, states, frames, wire, names: () => states.map((s) => s.name) };
}

test("AC2 the token travels as a subprotocol, never in the URL", async () => {
  const { clock, socket, wire } = setup(async () => "secret");
  socket.open();
  await clock.advance(0);
  expect(wire().protocols).toEqual(["homstyle.v2", "secret"]);
  expect(wire().url).not.toContain("secret");
});

test("CL3 pauses grow by half from 0.5 s to 10 s, and jitter cuts up to half", () => {
  expect([1, 2, 3, 4].map((n) => backoff(n, 0))).toEqual([500, 750, 1125, 1688]);
  expect(backoff(50, 0)).toBe(10_000);
  expect(backoff(1, 1)).toBe(250);
});

test("CL3 a dropped connection comes back by itself", async () => {
  const { clock, socket, wire, names } = setup();
  socket.open();
  await clock.advance(0);
  wire().open();
  wire().drop();
  expect(socket.state).toMatchObject({ name: "offline", attempt: 1 });
  await clock.advance(499);
  expect(Wire.all).toHaveLength(1);
  await clock.advance(1);
  wire().open();
  expect(names()).toEqual(["connecting", "online", "offline", "connecting", "online"]);
});

test("CL3 a connection that opens but never works does not reset the pauses", async () => {
  const { clock, socket, wire } = setup();
  socket.open();
  for (const pause of [500, 750, 1125]) {
    await clock.advance(0);
    wire().open();
    wire().drop();
    expect(socket.state).toMatchObject({ name: "offline", retryAt: clock.now() + pause });
    await clock.advance(pause);
  }
  wire().open();
  socket.markHealthy();
  wire().drop();
  expect(socket.state).toMatchObject({ retryAt: clock.now() + 500 });
});

test("CL3 a nudge tries at once instead of waiting", async () => {
  const { clock, socket, wire } = setup();
  socket.open();
  await clock.advance(0);
  wire().drop();
  socket.reconnectNow();
  await clock.advance(0);
  expect(Wire.all).toHaveLength(2);
});

test("CL3 a nudge gives up an attempt that hangs, not one that just began", async () => {
  const { clock, socket } = setup();
  socket.open();
  await clock.advance(499);
  socket.reconnectNow();
  await clock.advance(0);
  expect(Wire.all).toHaveLength(1);
  await clock.advance(1);
  socket.reconnectNow();
  await clock.advance(0);
  expect(Wire.all).toHaveLength(2);
  expect(socket.state).toEqual({ name: "connecting", attempt: 1 });
});

test("CL3 getToken is asked at each attempt, and its failure is a failed attempt", async () => {
  let asked = 0;
  const { clock, socket } = setup(async () => {
    asked += 1;
    throw new Error("shop is closed");
  });
  socket.open();
  await clock.advance(1_300);
  expect(asked).toBe(3);
  expect(socket.state).toMatchObject({ name: "offline", reason: "shop is closed" });
});

test("an attempt that neither opens nor fails is given up after 10 s", async () => {
  const { clock, socket } = setup();
  socket.open();
  await clock.advance(10_000);
  expect(socket.state).toMatchObject({ name: "offline", reason: "no answer" });
});

test("a dropped connection's late events are ignored", async () => {
  const { clock, socket, wire, frames, names } = setup();
  socket.open();
  await clock.advance(0);
  const old = wire();
  old.open();
  socket.sleep();
  old.message("late");
  old.drop();
  expect(frames).toEqual([]);
  expect(names()).toEqual(["connecting", "online", "sleeping"]);
});

test("AC6 an ended token reconnects at once; a second time in a row waits", async () => {
  const { clock, socket, wire } = setup();
  socket.open();
  await clock.advance(0);
  wire().open();
  socket.refresh();
  await clock.advance(0);
  wire().open();
  expect(Wire.all).toHaveLength(2);
  socket.refresh();
  expect(socket.state).toMatchObject({ name: "offline", reason: "token_expired" });
});

test("LK8 a connection that is replaced closes with a code of its own, one that is left with 1000", async () => {
  const { clock, socket, wire } = setup();
  const opened = async () => {
    await clock.advance(1_000);
    const one = wire();
    one.open();
    return one;
  };
  socket.open();
  const renewed = await opened();
  socket.renew();
  const dead = await opened();
  socket.reset("no answer");
  const expired = await opened();
  socket.refresh();
  const asleep = await opened();
  socket.sleep();
  socket.open();
  const left = await opened();
  socket.close("left");
  const codes = [renewed, dead, expired, asleep, left].map((one) => one.closed);
  expect(codes).toEqual([4000, 4000, 4000, 1000, 1000]);
});

test("PR2 a closed socket never comes back", async () => {
  const { clock, socket, wire } = setup();
  socket.open();
  await clock.advance(0);
  wire().open();
  socket.close("superseded");
  socket.reconnectNow();
  socket.open();
  await clock.advance(60_000);
  expect(Wire.all).toHaveLength(1);
  expect(socket.state).toEqual({ name: "closed", reason: "superseded" });
});

test("only text is passed on, and nothing is sent while offline", async () => {
  const { clock, socket, wire, frames } = setup();
  expect(socket.send("early")).toBe(false);
  socket.open();
  await clock.advance(0);
  wire().open();
  wire().message(new ArrayBuffer(4));
  wire().message("text");
  expect(frames).toEqual(["text"]);
  expect(socket.send("now")).toBe(true);
  expect(wire().sent).toEqual(["now"]);
});
