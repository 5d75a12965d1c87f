// Exports that need the browser's own fonts and pictures.

import { expect, test, vi } from "vitest";
import { exportPdf } from "../src/export/index.ts";
import { inputOf, item } from "../test/export/fixture.ts";
import { count, furnished, inside } from "./fixture.ts";
import { latin1 } from "./latin1.ts";

interface Opened {
  file: string;
  /** The drawing operators of all pages. */
  drawing: string;
  /** Nonzero bytes of each picture; PNG filters store differences, so a blank picture has few. */
  pictures: number[];
}

async function opened(blob: Blob): Promise<Opened> {
  const file = latin1(new Uint8Array(await blob.arrayBuffer()));
  const pictures: number[] = [];
  let drawing = "";
  for (const [, head = "", body = ""] of file.matchAll(/<<([^\0]*?)>>\nstream\n([\s\S]*?)\nendstream/g)) {
    const bytes = await inflated(body);
    if (!head.includes("/Subtype /Image")) drawing += latin1(bytes);
    else if (!head.includes("/SMask")) pictures.push(bytes.filter((dot) => dot > 0).length);
  }
  return { file, drawing, pictures };
}

async function inflated(body: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(body, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Encodes text as a PDF does when it is not Latin: UTF-16BE with a byte order mark. */
function utf16(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return `\u00fe\u00ff${units.map((unit) => String.fromCharCode(unit >> 8, unit & 255)).join("")}`;
}

test("a PDF has letters that its fonts lack, in its heading, its table and its title", async () => {
  const name = "Комната Łódź 沙发";
  const input = inputOf([item("a", "alvik", 2000, 2000)], [], { name });
  const alvik = input.pieceOf;
  const blob = await exportPdf({ ...input, pieceOf: (i) => ({ ...alvik(i), name: "Диван 🛋" }) });
  const { file, drawing, pictures } = await opened(blob);
  expect(drawing).not.toContain("?");
  expect(drawing).toContain("(1 890 kr)");
  expect(pictures.length).toBeGreaterThanOrEqual(2);
  expect(Math.min(...pictures)).toBeGreaterThan(500);
  expect(file).toContain(`/Title (${utf16(name)})`);
});

test("a PDF whose letters its fonts have has no pictures of words", async () => {
  const { drawing, pictures } = await opened(await exportPdf(inputOf([item("a", "alvik", 2000, 2000)])));
  expect(pictures).toEqual([]);
  expect(drawing).toContain("(Alvik)");
});

test("Print prints a picture of the room, and not the page around the planner", async () => {
  const { element } = await furnished();
  document.body.append("What the shop says of its sofas");
  const whole = vi.spyOn(window, "print").mockImplementation(() => {});
  const printed = new Promise<HTMLIFrameElement>((resolve) => {
    const observer = new MutationObserver(() => {
      const frame = document.querySelector("iframe");
      if (!frame?.contentWindow) return;
      observer.disconnect();
      frame.contentWindow.print = () => resolve(frame);
    });
    observer.observe(document.body, { childList: true });
  });
  inside(element, '[data-menu="export"]').click();
  await expect.poll(() => count(element, '[data-action="export-print"]')).toBe(1);
  inside(element, '[data-action="export-print"]').click();
  const frame = await printed;
  const page = frame.contentDocument?.body;
  expect(page?.textContent).toBe("");
  expect(page?.querySelector("img")?.naturalWidth).toBeGreaterThan(1000);
  expect(whole).not.toHaveBeenCalled();
  frame.contentWindow?.dispatchEvent(new Event("afterprint"));
  expect(document.querySelector("iframe")).toBeNull();
  whole.mockRestore();
});
