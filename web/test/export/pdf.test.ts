import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { exportPdf } from "../../src/export/index.ts";
import { winAnsi } from "../../src/export/win-ansi.ts";
import { inputOf, item } from "./fixture.ts";

/** Returns the drawing operators of all pages, and the file as text. */
async function opened(blob: Blob): Promise<{ file: string; drawing: string }> {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const file = bytes.toString("latin1");
  const streams = [...file.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((m) =>
    Buffer.from(m[1] ?? "", "latin1"),
  );
  const drawing = streams.map((s) => inflateSync(s).toString("latin1")).join("\n");
  return { file, drawing };
}

test("a PDF is landscape A4, vectors and words, with two pages", async () => {
  const blob = await exportPdf(inputOf([item("a", "alvik", 2000, 2000)]));
  const { file, drawing } = await opened(blob);
  expect(blob.type).toBe("application/pdf");
  expect(file.startsWith("%PDF-")).toBe(true);
  expect(file.match(/\/MediaBox \[0 0 841\.\d+ 595\.\d+\]/g)).toHaveLength(2);
  expect(file).not.toContain("/Subtype /Image");
  expect(drawing).toContain("(Alvik)");
  expect(drawing).toContain(`(${Buffer.from("Åsa's room", "latin1").toString("latin1")})`);
});

test("words that people typed can't leave their place in the file", async () => {
  const { drawing } = await opened(await exportPdf(inputOf([], [], { name: "a) Tj ET (b\\" })));
  expect(drawing).toContain("(a\\) Tj ET \\(b\\\\)");
});

test.each([
  ["Åsa Öberg – Größe 7′ 2″ · 8 490 kr €", "Åsa Öberg – Größe 7' 2\" · 8 490 kr €"],
  ["Łódź, Žižkov, İzmir, naïve", "Lódz, Žižkov, Izmir, naïve"],
  ["部屋 🛋", "?? ?"],
  ["8\u202f490\u00a0kr\u2212", "8 490 kr-"],
  ["a\u0000b\nc", "a?b c"],
])("%j is printed as %j", (text, printed) => {
  expect(winAnsi(text)).toBe(printed);
});
