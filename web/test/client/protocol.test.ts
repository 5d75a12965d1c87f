import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEvent } from "../../src/client/decode.ts";
import { directLimits } from "../../src/client/direct/partners.ts";
import type { ServerEvent } from "../../src/client/protocol.ts";
import { sharedView } from "../../src/client/shared-view.ts";
import { encodeSignal, signalEvent } from "../../src/client/signal.ts";
import { DecodeError } from "../../src/json/decoder.ts";
import { encode } from "../fake/encode.ts";

const testdata = new URL("../../../shared/wire/testdata/", import.meta.url);

function golden(folder: string): [name: string, text: string][] {
  const at = new URL(`${folder}/`, testdata);
  return readdirSync(at).map((name) => [name, readFileSync(new URL(name, at), "utf8").trim()]);
}

/** Returns the same JSON with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, v]) => [key, reversed(v)]));
}

/** Returns the JSON of an event in which, as in the golden files, a height of 0 is left out. */
function written(event: unknown): string {
  return JSON.stringify(event, (key, value) => (key === "z" && value === 0 ? undefined : value));
}

/** Decodes what decodeEvent leaves to code that is loaded later. */
function decodeLater(event: ServerEvent): unknown {
  if (event.type === "signal") return signalEvent(event, "", []);
  if (event.type === "cursor" && event.view) return { ...event, view: sharedView(event.view) };
  if (event.type !== "state" || event.limits?.direct === undefined) return event;
  return { ...event, limits: { ...event.limits, direct: directLimits(event.limits.direct, "direct", []) } };
}

describe("WR9 golden events are read, and written again byte for byte", () => {
  test.each(golden("event"))("%s", (_, text) => {
    for (const frame of [text, JSON.stringify(reversed(JSON.parse(text)))]) {
      const decoded = decodeEvent(frame);
      expect(decoded).toMatchObject({ kind: "event", skipped: [] });
      if (decoded.kind === "event") expect(written(decodeLater(decoded.event))).toBe(text);
    }
  });
});

describe("WR9 golden commands are written byte for byte, whatever order they were built in", () => {
  test.each(golden("command"))("%s", (_, text) => {
    expect(encode(JSON.parse(JSON.stringify(reversed(JSON.parse(text)))))).toBe(text);
  });
});

describe("DC2 a signal", () => {
  const [, offer = ""] = golden("event").find(([name]) => name === "signal-offer.json") ?? [];

  test.each([
    ["peer", 7],
    ["kind", "renegotiate"],
    ["session", 0],
    ["ufrag", "abc\r\na=x"],
    ["ufrag", "abcd\n"],
    ["pwd", "short"],
    ["fingerprint", "AB:CD"],
    ["setup", "actpass\r\na=x"],
    ["candidates", null],
    ["candidates[0].foundation", ""],
    ["candidates[0].priority", 2 ** 31],
    ["candidates[0].address", "shop.example"],
    ["candidates[0].address", "10.0.0.1 1"],
    ["candidates[0].port", 0],
    ["candidates[0].type", "prflx"],
  ])("with a bad %s is refused", (path, value) => {
    const signal = JSON.parse(offer);
    const key = path.split(".").at(-1) ?? "";
    (path.includes(".") ? signal.candidates[0] : signal)[key] = value;
    const decode = () => signalEvent(signal, "", []);
    expect(decode).toThrow(DecodeError);
    expect(decode).toThrow(path);
  });

  test("is written without the fields that it must not have", () => {
    const bye = { action: "signal", op: 1, to: "p-bo", kind: "bye", session: 7 } as const;
    expect(encodeSignal({ ...JSON.parse(offer), ...bye })).toBe(JSON.stringify(bye));
  });
});

describe("decode", () => {
  test("never throws, whatever comes", () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeEvent(text)));
    fc.assert(fc.property(fc.json(), (text) => void decodeEvent(text)));
  });

  test("never throws on a golden event with one value replaced", () => {
    const events = golden("event").map(([, text]) => text);
    fc.assert(
      fc.property(fc.constantFrom(...events), fc.nat(), fc.jsonValue(), (text, at, value) => {
        const leaves = text.match(/(?<=[:,[])("[^"]*"|-?\d+|true|false)(?=[,}\]])/g) ?? [];
        const leaf = leaves[at % Math.max(1, leaves.length)] ?? "";
        const decoded = decodeEvent(text.replace(leaf, JSON.stringify(value)));
        expect(["event", "failure", "untyped"]).toContain(decoded.kind);
      }),
    );
  });

  test("tells where a frame is wrong", () => {
    const frame = JSON.stringify({ type: "left", peer: 7 });
    const failure = { path: "peer", message: "must be a string" };
    expect(decodeEvent(frame)).toEqual({ kind: "failure", failure });
  });

  test("leaves out a row that can't be read, reports it, and keeps the others", () => {
    const good = { id: "a", version: 1, token: 0, removed: true };
    const bad = { ...good, id: "b", version: "1" };
    const decoded = decodeEvent(JSON.stringify({ type: "moved", peer: "p", items: [bad, good] }));
    expect(decoded).toMatchObject({
      kind: "event",
      event: { items: [good] },
      skipped: [{ path: "items[0].version" }],
    });
  });

  test("leaves out a plan that can't be read, so that the items still come through", () => {
    const decoded = decodeEvent(JSON.stringify({ type: "ack", op: 1, at: 1, items: [], plan: { name: 1 } }));
    expect(decoded).toMatchObject({ kind: "event", skipped: [{ path: "plan.name" }] });
  });

  test("takes an unknown code for internal and keeps what it says of retry", () => {
    const frame = { type: "error", op: 1, code: "teapot", message: "", retry: false };
    expect(decodeEvent(JSON.stringify(frame))).toMatchObject({ event: { code: "internal", retry: false } });
  });

  test("ignores fields of a newer server", () => {
    const decoded = decodeEvent(JSON.stringify({ type: "pong", mood: "good" }));
    expect(decoded).toEqual({ kind: "event", event: { type: "pong" }, skipped: [] });
  });

  test("knows the gateway's own failures by their missing type", () => {
    const frame = JSON.stringify({ message: "Internal server error", connectionId: "c=", requestId: "r" });
    expect(decodeEvent(frame)).toEqual({ kind: "untyped", message: "Internal server error" });
  });
});
