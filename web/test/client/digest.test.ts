import { expect, test } from "vitest";
import { digest, fnv1a, mix } from "../../src/client/digest.ts";

test("SY4 FNV-1a-32 agrees with its published vectors", () => {
  expect(fnv1a("")).toBe(0x811c9dc5);
  expect(fnv1a("a")).toBe(0xe40c292c);
  expect(fnv1a("foobar")).toBe(0xbf9cf968);
});

test("SY4 the digest is a sum: order does not count, versions do", () => {
  const a = { id: "a", version: 1 };
  const b = { id: "b", version: 2 };
  expect(digest(1, [a, b])).toBe(digest(1, [b, a]));
  expect(digest(1, [a, b])).not.toBe(digest(2, [a, b]));
  expect(digest(1, [a])).not.toBe(digest(1, [{ ...a, version: 2 }]));
});

test("SY4 mix agrees with MurmurHash3's finalizer", () => {
  expect(mix(0)).toBe(0);
  expect(mix(1)).toBe(0x514e28b7);
});

test("SY4 one version more here and one less there do not cancel out", () => {
  const at = (a: number, b: number) =>
    digest(1, [
      { id: "item-a", version: a },
      { id: "item-b", version: b },
    ]);
  expect(at(2, 3)).not.toBe(at(3, 2));
});

test("SY4 the digest stays within 32 bits", () => {
  const many = Array.from({ length: 500 }, (_, i) => ({ id: `item-${i}`, version: i }));
  const sum = digest(7, many);
  expect(sum).toBe(sum >>> 0);
});
