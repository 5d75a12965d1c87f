// Where a piece can be seen in place, and the addresses that open it.

import { expect, test } from "vitest";
import { sceneViewerUrl } from "../../src/ar/open.ts";
import { arObstacle, arWay } from "../../src/ar/way.ts";

const model = "https://shop.example/klinte.glb";
const pixel = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
const firefox = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
const quest = "Mozilla/5.0 (Linux; Android 12; Quest 3) OculusBrowser/30.0 Chrome/120.0 Safari/537.36";
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
const desktop = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

test.each([
  ["Quick Look for a drawn piece", undefined, iphone, true, "quick-look"],
  ["Quick Look for a piece with a model", model, iphone, true, "quick-look"],
  ["nothing in an app on an iPhone that has no Quick Look", model, iphone, false, undefined],
  ["Scene Viewer for a piece with a model", model, pixel, false, "scene-viewer"],
  ["nothing on Android for a drawn piece", undefined, pixel, false, undefined],
  [
    "nothing on Android for a model that is not public",
    "http://localhost/klinte.glb",
    pixel,
    false,
    undefined,
  ],
  ["nothing in Firefox on Android", model, firefox, false, undefined],
  ["nothing in a headset's browser", model, quest, false, undefined],
  ["nothing on a desktop", model, desktop, false, undefined],
])("%s", (_, of, userAgent, quickLook, way) => {
  expect(arWay(of, { quickLook, userAgent })).toBe(way);
});

test.each([
  ["an app on an iPhone", model, iphone, "not-safari"],
  ["Firefox on Android", model, firefox, "not-chrome"],
  ["Firefox on Android, a drawn piece", undefined, firefox, "no-model"],
  ["Android, a drawn piece", undefined, pixel, "no-model"],
  ["Android, a model that is not public", "http://localhost/klinte.glb", pixel, "no-model"],
  ["a headset", model, quest, "needs-phone"],
  ["a desktop", model, desktop, "needs-phone"],
  ["a desktop, a drawn piece", undefined, desktop, "needs-iphone"],
])("%s: it is said why not", (_, of, userAgent, obstacle) => {
  expect(arWay(of, { quickLook: false, userAgent })).toBeUndefined();
  expect(arObstacle(of, { quickLook: false, userAgent })).toBe(obstacle);
});

test("the address of Scene Viewer survives names and addresses with special letters", () => {
  const signed = "https://shop.example/sofa.glb?key=a&b=c#d";
  const url = sceneViewerUrl({
    model: signed,
    title: "Söta & Co; #1",
    fallback: "https://shop.example/?a=1;b",
  });
  const [address = "", intent = ""] = url.split("#");
  const query = new URL(address.replace("intent:", "https:")).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    file: signed,
    mode: "ar_preferred",
    resizable: "false",
    title: "Söta & Co; #1",
  });
  expect(intent.split(";")).toEqual([
    "Intent",
    "scheme=https",
    "package=com.google.android.googlequicksearchbox",
    "action=android.intent.action.VIEW",
    "S.browser_fallback_url=https%3A%2F%2Fshop.example%2F%3Fa%3D1%3Bb",
    "end",
    "",
  ]);
});
