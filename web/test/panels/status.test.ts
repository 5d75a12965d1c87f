import fc from "fast-check";
import { expect, test } from "vitest";
import type { Role } from "../../src/client/protocol.ts";
import { en } from "../../src/i18n/en.ts";
import { statusText } from "../../src/panels/bar.ts";

const words = en.panels.status;
const text = (
  name: "online" | "offline" | "sleeping",
  more: { ready?: boolean; pendingChanges?: number; role?: Role } = {},
) => {
  const { ready = true, pendingChanges = 0, role = "editor" } = more;
  return statusText({ ready, pendingChanges, status: { name }, you: { role } }, words);
};

test("how the line stands, in a word or two", () => {
  expect(text("online")).toBe("Saved");
  expect(text("online", { pendingChanges: 2 })).toBe("Saving…");
  expect(text("online", { ready: false })).toBe("Connecting…");
  expect(text("offline")).toBe("Offline");
  expect(text("offline", { pendingChanges: 1 })).toBe("Offline · 1 change waits");
  expect(text("sleeping")).toBe("Paused");
});

test("AC7 a viewer's bar says that it is a view, and never that anything was saved", () => {
  expect(text("online", { role: "viewer" })).toBe("View only");
  expect(text("offline", { role: "viewer" })).toBe("Offline");
});

test("CL3 only who is online, with nothing waiting, is told that all is saved", () => {
  const name = fc.constantFrom(
    "connecting",
    "online",
    "offline",
    "sleeping",
    "closed",
  ) as fc.Arbitrary<"online">;
  fc.assert(
    fc.property(name, fc.boolean(), fc.nat(3), (status, ready, pendingChanges) => {
      const saved = text(status, { ready, pendingChanges }) === words.online;
      expect(saved).toBe(status === "online" && ready && pendingChanges === 0);
    }),
  );
});
