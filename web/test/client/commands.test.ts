import { expect, test, vi } from "vitest";
import { settled } from "../../src/client/change.ts";
import { CommandError } from "../../src/client/command-error.ts";
import { type CommandRequest, Commands } from "../../src/client/commands.ts";
import { encodeWrite } from "../../src/client/encode-write.ts";
import { FakeClock } from "../fake/clock.ts";

function setup() {
  const clock = new FakeClock();
  const sent: number[] = [];
  const suspect = vi.fn();
  const line = { online: true, heardAt: 0 };
  let op = 0;
  const commands = new Commands({
    clock,
    random: () => 0,
    nextOp: () => ++op,
    send: (frame) => {
      if (line.online) sent.push(JSON.parse(frame).op);
      return line.online;
    },
    lastReceivedAt: () => line.heardAt,
    onStalled: suspect,
    forbids: () => undefined,
    withdrawn: () => {},
  });
  const submit = (touches: string[], more: Partial<CommandRequest> = {}) => {
    const items = touches.map((id) => ({ id }));
    const answer = settled(
      commands.change({
        keys: touches,
        overlays: [],
        build: (op) => encodeWrite({ action: "lock", op, mode: "acquire", items }),
        ...more,
      }),
    );
    // Most tests check what is sent, not how it ends.
    answer.catch(() => {});
    return answer;
  };
  const ack = (op: number) => commands.acked({ type: "ack", op, at: 0, items: [] });
  const error = (op: number, code: CommandError["code"] & "busy", retry: boolean) => {
    line.heardAt = clock.now();
    return commands.refused({ type: "error", op, code, message: "Later.", retry });
  };
  return { clock, commands, sent, suspect, line, submit, ack, error };
}

test("CL7 a command waits for earlier ones of its items, not for those of others", () => {
  const { sent, submit, ack } = setup();
  void submit(["a"]);
  void submit(["b"]);
  void submit(["a", "b"]);
  void submit(["b"]);
  expect(sent).toEqual([1, 2]);
  ack(1);
  expect(sent).toEqual([1, 2]);
  ack(2);
  expect(sent).toEqual([1, 2, 3]);
  ack(3);
  expect(sent).toEqual([1, 2, 3, 4]);
});

test("CL7 a drop need not wait for a renewal", () => {
  const { sent, submit } = setup();
  void submit(["a"], { supersedable: true });
  void submit(["a"]);
  expect(sent).toEqual([1, 2]);
});

test("WR5 an answer to nothing that is pending is said to be so", () => {
  const { ack, error } = setup();
  expect(ack(9)).toBe(false);
  expect(error(9, "busy", true)).toBe(false);
});

test("CL1 offline commands go when the connection is there, in order", () => {
  const { commands, sent, line, submit } = setup();
  line.online = false;
  void submit(["a"]);
  void submit(["b"]);
  expect(sent).toEqual([]);
  line.online = true;
  commands.connected();
  expect(sent).toEqual([1, 2]);
});

test("a busy server is asked again, a little later each time, and not for ever", async () => {
  const { clock, sent, submit, error } = setup();
  const answer = submit(["a"]);
  for (let i = 0; i < 5; i++) {
    error(1, "busy", true);
    await clock.advance(4_000);
  }
  expect(sent).toEqual([1, 1, 1, 1, 1, 1]);
  error(1, "busy", true);
  await expect(answer).rejects.toMatchObject({ code: "busy" });
});

test("CL1 two tries without a sound make the line suspect; any sound makes it a lost answer", async () => {
  const { clock, sent, suspect, line, submit } = setup();
  void submit(["a"]);
  await clock.advance(5_000);
  expect(sent).toEqual([1, 1]);
  line.heardAt = clock.now();
  await clock.advance(5_000);
  expect(sent).toEqual([1, 1, 1]);
  await clock.advance(5_000);
  expect(suspect).toHaveBeenCalledOnce();
});

test("a command that can't be built any more is rejected, and the next one goes", async () => {
  const { sent, submit } = setup();
  const build = () => {
    throw new CommandError("not_found", "Gone.");
  };
  await expect(submit(["a"], { build })).rejects.toMatchObject({ code: "not_found" });
  void submit(["a"]);
  expect(sent).toEqual([2]);
});
