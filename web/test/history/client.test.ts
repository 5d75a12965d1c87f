import { describe, expect, test } from "vitest";
import { HistoryError } from "../../src/history/client.ts";
import { Archive } from "./archive-fixture.ts";
import { placed, planned, removed, start } from "./life-fixture.ts";

const life = () => [
  planned(start),
  placed("a", 1, start + 1),
  placed("a", 2, start + 2),
  removed("a", 3, start + 3),
];

function failed(code: string) {
  return expect.objectContaining({ constructor: HistoryError, code });
}

describe("history", () => {
  test("HS2 pages are walked to their end, and each change comes as it was", async () => {
    const archive = new Archive(life());
    archive.page = 2;
    expect(await archive.client.changes({})).toEqual(life());
    expect(archive.asked).toHaveLength(2);
  });

  test("it asks for a stretch of time, with the room's token", async () => {
    const archive = new Archive(life());
    const changes = await archive.client.changes({ from: start + 1, to: start + 2 });
    expect(changes.map((c) => c.by.at - start)).toEqual([1, 2]);
    expect(archive.asked[0]).toBe(`GET history?from=${start + 1}&to=${start + 2}&limit=500  Bearer old`);
  });

  test("a change that can't be read is left out, and the others are there", async () => {
    const archive = new Archive([
      ...life(),
      { ...placed("b", 1, start + 9), kind: "item", item: {} } as never,
    ]);
    expect(await archive.client.changes({})).toEqual(life());
  });
});

test("HS1 a moment is the room then; before it there is none", async () => {
  const archive = new Archive(life());
  const past = await archive.client.at(start + 2);
  expect([...(past?.items.keys() ?? [])]).toEqual(["a"]);
  archive.refuse(404, "not_found");
  expect(await archive.client.at(start - 1)).toBeUndefined();
});

test("HS5 a name is told, and one that is taken is refused", async () => {
  const archive = new Archive(life());
  await archive.client.remember(start, "before the rug");
  expect(await archive.client.moments()).toEqual([
    { at: start, name: "before the rug", by: { name: "Anna", at: 1 } },
  ]);
  archive.refuse(409, "exists");
  await expect(archive.client.remember(start, "again")).rejects.toEqual(failed("exists"));
});

describe("refusals", () => {
  test("what the archive can't tell yet is asked for again, after a while", async () => {
    const archive = new Archive(life());
    archive.refuse(503, "busy");
    archive.refuse(503, "busy");
    expect(await archive.client.restore(start)).toEqual({ changed: 0, kept: [], undo: 1 });
    expect(archive.waited).toHaveLength(2);
  });

  test("not for ever", async () => {
    const archive = new Archive(life());
    for (let i = 0; i < 100; i++) archive.refuse(503, "busy");
    await expect(archive.client.restore(start)).rejects.toEqual(failed("busy"));
    expect(archive.refusals.length).toBeGreaterThan(0);
  });

  test("a token that ended is replaced, once", async () => {
    const archive = new Archive(life());
    archive.refuse(401, "unauthorized");
    await archive.client.moments();
    expect(archive.asked.map((a) => a.split(" ").at(-1))).toEqual(["old", "fresh"]);
    archive.refuse(401, "token_revoked");
    archive.refuse(401, "token_revoked");
    await expect(archive.client.moments()).rejects.toEqual(failed("unauthorized"));
  });

  test.each([
    [403, "forbidden", "forbidden"],
    [500, "internal", "internal"],
    [418, "a word of tomorrow", "internal"],
  ])("%i %s is %s", async (status, code, known) => {
    const archive = new Archive();
    archive.refuse(status, code);
    await expect(archive.client.restore(start)).rejects.toEqual(failed(known));
  });

  test("API Gateway's own limit is waited out", async () => {
    const archive = new Archive();
    archive.refusals.push(new Response('{"message":"Too Many Requests"}', { status: 429 }));
    expect(await archive.client.snapshots()).toEqual([]);
  });

  test("an answer that is none is said to be so", async () => {
    const archive = new Archive();
    archive.refusals.push(new Response("<html>"));
    await expect(archive.client.snapshots()).rejects.toEqual(failed("unreadable"));
  });
});
