import { afterEach, expect, test, vi } from "vitest";
import { withCaption } from "../../src/view3d/caption.ts";

afterEach(() => vi.unstubAllGlobals());

test("a picture has its room's name and the shop above it, and is whole", () => {
  const drawn: unknown[] = [];
  const context = {
    fillRect: (...box: number[]) => drawn.push(["paper", ...box]),
    fillText: (text: string) => drawn.push(text),
    drawImage: (_: unknown, x: number, y: number) => drawn.push(["picture", x, y]),
  };
  const canvas = { width: 0, height: 0, getContext: () => context };
  vi.stubGlobal("document", { createElement: () => canvas });
  const picture = { width: 1920, height: 1080 } as HTMLCanvasElement;
  withCaption(picture, { name: "Home", shop: "HÖMSTYLE" });
  expect(canvas).toMatchObject({ width: 1920, height: 1080 + 96 });
  expect(drawn).toEqual([["paper", 0, 0, 1920, 1176], "Home", "HÖMSTYLE", ["picture", 0, 96]]);
});
