import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { HomstylePlanner } from "../../src/react/index.tsx";
import { type Handlers, listen } from "../../src/react/listen.ts";

describe("<HomstylePlanner>", () => {
  test("props become the element's attributes", () => {
    const html = renderToStaticMarkup(
      createElement(HomstylePlanner, {
        roomUrl: "wss://api.example/v1?room=kok",
        tokenUrl: "/token",
        catalogUrl: "/catalog.json",
        lang: "sv",
        currency: "EUR",
        view: "3d",
        name: "Anna & Bo",
        className: "wide",
      }),
    );
    expect(html).toBe(
      '<homstyle-planner room-url="wss://api.example/v1?room=kok" token-url="/token" catalog-url="/catalog.json" ' +
        'name="Anna &amp; Bo" view="3d" lang="sv" currency="EUR" class="wide"></homstyle-planner>',
    );
  });

  test("what is not told is no attribute", () => {
    const html = renderToStaticMarkup(
      createElement(HomstylePlanner, { roomUrl: "wss://api.example/v1?room=kok" }),
    );
    expect(html).toBe('<homstyle-planner room-url="wss://api.example/v1?room=kok"></homstyle-planner>');
  });

  test("functions are never markup", () => {
    const getToken = async () => "a.b.c";
    const html = renderToStaticMarkup(
      createElement(HomstylePlanner, { roomUrl: "wss://a/v1?room=b", getToken }),
    );
    expect(html).not.toContain("getToken");
  });
});

describe("listen", () => {
  test("each event calls its handler of now, with its detail", () => {
    const planner = new EventTarget();
    const heard: unknown[] = [];
    let handlers: Handlers = {};
    listen(planner, () => handlers);
    for (const [type, prop] of [
      ["change", "onChange"],
      ["cart", "onCart"],
      ["invite", "onInvite"],
      ["copied", "onCopied"],
      ["error", "onError"],
    ] as const) {
      planner.dispatchEvent(new CustomEvent(type, { detail: "too early" }));
      handlers = { [prop]: (detail: unknown) => heard.push([prop, detail]) };
      planner.dispatchEvent(new CustomEvent(type, { detail: type }));
    }
    expect(heard).toEqual([
      ["onChange", "change"],
      ["onCart", "cart"],
      ["onInvite", "invite"],
      ["onCopied", "copied"],
      ["onError", "error"],
    ]);
  });

  test("a control's plain change is not the planner's", () => {
    const planner = new EventTarget();
    const heard: unknown[] = [];
    listen(planner, () => ({ onChange: (detail) => heard.push(detail) }));
    planner.dispatchEvent(new Event("change"));
    expect(heard).toEqual([]);
  });

  test("it ends", () => {
    const planner = new EventTarget();
    const heard: unknown[] = [];
    const end = listen(planner, () => ({ onCart: (detail) => heard.push(detail) }));
    end();
    planner.dispatchEvent(new CustomEvent("cart", { detail: 1 }));
    expect(heard).toEqual([]);
  });
});
