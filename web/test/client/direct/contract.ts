// What direct channels need of WebRTC: run against the tests' own and against a browser's.

import { describe, expect, test } from "vitest";
import type { Clock } from "../../../src/client/clock.ts";
import { type ConnectionOptions, DirectConnection } from "../../../src/client/direct/connection.ts";
import type { PeerConnectionConstructor } from "../../../src/client/direct/peer-connection.ts";
import { sdpOf } from "../../../src/client/direct/sdp.ts";
import type { Transport } from "../../../src/client/protocol.ts";
import { signalEvent } from "../../../src/client/signal.ts";

/** A platform on which the contract runs. */
export interface Platform {
  clock: Clock;
  RTCPeerConnection: PeerConnectionConstructor;
  /** Resolves when a condition holds, and rejects if it doesn't within seconds. */
  until: (isSo: () => boolean) => Promise<void>;
  /** Resolves to what a promise resolves to, while time goes on. */
  run: <T>(promise: Promise<T>) => Promise<T>;
}

/** One end of a channel, and what happened to it. */
class End {
  open = false;
  ended = 0;
  readonly heard: unknown[] = [];
  readonly connection: DirectConnection;

  constructor({ clock, RTCPeerConnection }: Platform, limits: ConnectionOptions["limits"]) {
    this.connection = new DirectConnection({
      RTCPeerConnection,
      clock,
      limits,
      onOpen: () => {
        this.open = true;
      },
      onData: (data) => this.heard.push(data),
      onEnd: () => {
        this.ended += 1;
      },
    });
  }
}

export function connectionContract(name: string, platform: () => Platform): void {
  const lan: ConnectionOptions["limits"] = { mode: "lan", iceServers: [] };

  async function exchange(p: Platform, a: End, b: End): Promise<[offer: Transport, answer: Transport]> {
    const offer = await p.run(a.connection.offer());
    const answer = await p.run(b.connection.answer(offer));
    await p.run(a.connection.accept(answer));
    return [offer, answer];
  }

  async function pair(p: Platform): Promise<[a: End, b: End]> {
    const ends = [new End(p, lan), new End(p, lan)] as [End, End];
    await exchange(p, ...ends);
    await p.until(() => ends.every((end) => end.open));
    return ends;
  }

  describe(name, () => {
    test("DC11 two messages open a channel, and frames go both ways as they are", async () => {
      const p = platform();
      const [a, b] = await pair(p);
      a.connection.send('{"text":"åäö\\n"}');
      b.connection.send("");
      await p.until(() => a.heard.length + b.heard.length === 2);
      expect([a.heard, b.heard]).toEqual([[""], ['{"text":"åäö\\n"}']]);
      for (const end of [a, b]) end.connection.close();
      expect([a.ended, b.ended]).toEqual([0, 0]);
    });

    test("DC11 what is sent are typed fields that the other client and the server accept", async () => {
      const p = platform();
      const ends = [new End(p, lan), new End(p, lan)] as const;
      const [offer, answer] = await exchange(p, ...ends);
      for (const [kind, transport] of [
        ["offer", offer],
        ["answer", answer],
      ] as const) {
        expect(transport.candidates.length, kind).toBeGreaterThan(0);
        const event = { type: "signal", peer: "p-anna", kind, session: 1, ...transport };
        expect(signalEvent(event, "", [])).toEqual(event);
        expect(sdpOf(transport).split("\r\n")).toContain(`a=setup:${transport.setup}`);
      }
      expect([offer.setup, answer.setup]).toEqual(["actpass", "active"]);
      for (const end of ends) end.connection.close();
    });

    test("DC13 an end that closes is noticed by the other, once", async () => {
      const p = platform();
      const [a, b] = await pair(p);
      a.connection.close();
      await p.until(() => b.ended > 0);
      expect([a.ended, b.ended]).toEqual([0, 1]);
      b.connection.send("not open any more");
    });

    test("DC11 an end that knows no address of the other does not open", async () => {
      const p = platform();
      const [a, b] = [new End(p, lan), new End(p, lan)];
      const none = (transport: Transport): Transport => ({ ...transport, candidates: [] });
      const offer = none(await p.run(a.connection.offer()));
      const answer = none(await p.run(b.connection.answer(offer)));
      await p.run(a.connection.accept(answer));
      a.connection.send("dropped");
      expect([a.open, b.open]).toEqual([false, false]);
      for (const end of [a, b]) end.connection.close();
    });
  });
}
