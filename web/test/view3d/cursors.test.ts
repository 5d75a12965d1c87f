import { afterEach, expect, test, vi } from "vitest";
import type { PeerView } from "../../src/client/index.ts";
import { Cursors } from "../../src/view3d/overlays/cursors.ts";

/** The part of an element that a label needs; it is never in the page, like a label behind the camera. */
const element = () => ({
  className: "",
  textContent: "",
  style: {},
  dataset: {},
  setAttribute() {},
  remove() {},
});

afterEach(() => vi.unstubAllGlobals());

const bo: PeerView = { id: "bo", name: "Bo", role: "editor", colour: 3, you: false };

test("nothing is drawn for a cursor that rests, wherever it is", () => {
  vi.stubGlobal("document", { createElement: element });
  const cursors = new Cursors(() => "");
  const at = { peer: "bo", x: 1000, y: 2000 };
  expect(cursors.update([{ ...at, moving: true }], [bo])).toBe(true);
  expect(cursors.update([{ ...at, moving: false }], [bo])).toBe(false);
  expect(cursors.group.children).toHaveLength(1);
});
