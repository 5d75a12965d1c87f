import fc from "fast-check";
import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { type QrCode, qrCode } from "../../src/panels/qr-code.ts";

const pixels = 4;

/** Returns a code as a camera sees it, in RGBA. */
function picture({ size, path }: QrCode) {
  const width = size * pixels;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * pixels; row < (Number(y) + 1) * pixels; row++) {
      const from = (row * width + Number(x) * pixels) * 4;
      const to = from + Number(length) * pixels * 4;
      for (let at = from; at < to; at += 4) data.fill(0, at, at + 3);
    }
  }
  return { width, height: width, data };
}

const code = fc.stringMatching(/^[A-Za-z0-9_-]{20,600}$/);

test("a camera reads the link in the code", () => {
  fc.assert(
    fc.property(code, (invite) => {
      const link = `https://shop.example/planner?room=vardagsrum#invite=${invite}`;
      expect(decodeQR(picture(qrCode(link)))).toBe(link);
    }),
    { numRuns: 20 },
  );
});

test("a text that is too long for a code throws", () => {
  expect(() => qrCode("x".repeat(3_000))).toThrow();
});
