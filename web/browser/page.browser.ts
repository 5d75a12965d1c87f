// The page around the element: leaving it, the cache of the back button, and errors reported to it.

import { expect, test } from "vitest";
import { acquire, edit, settled } from "../src/client/changes.ts";
import { digest } from "../src/client/digest.ts";
import type { HomstylePlanner } from "../src/element/index.ts";
import type { ChangeDetail } from "../src/element/types.ts";
import { errorsOf, furnish, furnished, newRoom, open, others, planner, roomUrl, watch } from "./fixture.ts";
import { cutLine, mendLine, sockets } from "./network.ts";

/** Reports whether the browser would ask before it leaves the page. */
function asks(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

async function offline(element: HomstylePlanner): Promise<void> {
  cutLine();
  await expect.poll(() => element.dataset.status).toBe("offline");
}

test("a page that is left asks first while changes wait, and only then", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  expect(asks()).toBe(false);
  await offline(element);
  const id = await element.add("sofa.klinte");
  await expect.poll(() => asks()).toBe(true);
  mendLine();
  await expect.poll(() => bo.snapshot().items.has(id)).toBe(true);
  await expect.poll(() => asks()).toBe(false);
  await offline(element);
  await element.add("sofa.klinte");
  await expect.poll(() => asks()).toBe(true);
  element.remove();
  await expect.poll(() => asks()).toBe(false);
});

test("CL1 CL2 the back button finds the room alive: what waited is stored, undo goes on, as the same peer", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  const first = await element.add("sofa.klinte");
  await expect.poll(() => bo.snapshot().items.has(first)).toBe(true);
  const peer = bo.snapshot().peers.find((p) => !p.you)?.id;
  await offline(element);
  const second = await element.add("sofa.klinte");
  window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  mendLine();
  await expect.poll(() => element.dataset.status).toBe("sleeping");
  await expect.poll(sockets).toBe(1);
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  await expect.poll(() => bo.snapshot().items.has(second)).toBe(true);
  expect(bo.snapshot().peers.find((p) => !p.you)?.id).toBe(peer);
  element.undo();
  element.undo();
  await expect.poll(() => bo.snapshot().items.size).toBe(0);
  expect(element.dataset.status).toBe("online");
});

test("CL2 a page whose id another took meanwhile opens its room anew", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  await expect.poll(() => others(bo)).toEqual([]);
  await open(room, { name: "Axel" });
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  await expect.poll(() => others(bo).sort()).toEqual(["Anna", "Axel"]);
  await expect.poll(() => element.dataset.status).toBe("online");
});

test("a frame whose sandbox takes its origin away says so, to its page as well", async () => {
  const told: unknown[] = [];
  const hear = ({ data }: MessageEvent) => data?.homstyle === 1 && told.push(data);
  addEventListener("message", hear);
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-scripts");
  frame.src = `/embed.html?room=${newRoom()}&parent=${location.origin}`;
  document.body.append(frame);
  const message = 'the frame needs sandbox="allow-scripts allow-same-origin"';
  await expect
    .poll(() => told)
    .toEqual([{ homstyle: 1, type: "error", detail: { code: "sandboxed", message } }]);
  removeEventListener("message", hear);
});

/** Adds a planner that can't enter its room; collects the errors and changes that the page receives. */
async function refused(attributes: Record<string, string>) {
  const element = planner({ "room-url": roomUrl(newRoom()), ...attributes });
  const errors = errorsOf(element);
  const changes = [] as unknown[];
  element.addEventListener("change", (event) => event instanceof CustomEvent && changes.push(event.detail));
  document.body.append(element);
  return { element, errors, changes };
}

test("a token endpoint that says no is told once, and no room is told of that there is not", async () => {
  const { element, errors, changes } = await refused({ "token-url": "/invite" });
  await expect.poll(() => element.dataset.status).toBe("closed");
  await expect.poll(() => errors).toEqual(["token_refused", "room_refused"]);
  await open(newRoom());
  expect(changes).toEqual([]);
});

test("a token endpoint that can't be reached is told once, however often it is tried", async () => {
  const { element, errors, changes } = await refused({ "token-url": "http://127.0.0.1:9/token" });
  await expect.poll(() => errors).toEqual(["token_unreachable"]);
  // The planner's next attempts to connect.
  for (let i = 0; i < 3; i++) {
    await expect.poll(() => element.dataset.status).toBe("offline");
    window.dispatchEvent(new Event("online"));
  }
  await expect.poll(() => element.dataset.status).toBe("offline");
  expect(errors).toEqual(["token_unreachable"]);
  expect(changes).toEqual([]);
});

test("a room's address where there is no server is told", async () => {
  const { element, errors, changes } = await refused({ "room-url": "ws://127.0.0.1:9/v1?room=nowhere" });
  for (let i = 0; i < 2; i++) {
    await expect.poll(() => element.dataset.status).toBe("offline");
    window.dispatchEvent(new Event("online"));
  }
  await expect.poll(() => errors).toEqual(["room_unreachable"]);
  expect(changes).toEqual([]);
});

test.each(["", "ws://", roomUrl("")])("room-url=%j is no room's, and that is told", async (url) => {
  const { errors } = await refused({ "room-url": url });
  await expect.poll(() => errors).toEqual(["no_room_url"]);
});

test("change tells of the room once it is there, and of what changed in it, not of who comes", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const sofa = await furnish(bo);
  const element = planner({ "room-url": roomUrl(room) });
  const counts: number[] = [];
  element.addEventListener(
    "change",
    (event) => event instanceof CustomEvent && counts.push(event.detail.items.length),
  );
  document.body.append(element);
  await element.ready;
  await expect.poll(() => counts.at(-1)).toBe(1);
  const told = counts.length;
  const cleo = await watch(room);
  await expect.poll(() => others(bo).length).toBe(2);
  const drag = acquire(cleo, [sofa]);
  await expect.poll(() => drag.state).toBe("held");
  await drag.cancel();
  await settled(edit(bo, [{ kind: "remove", id: sofa }]));
  await expect.poll(() => counts.slice(told)).toEqual([0]);
});

test("add() returns the piece's id, and rejects what the shop does not sell", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const element = await open(room);
  const id = await element.add("sofa.klinte", "moss");
  await expect.poll(() => bo.snapshot().items.get(id)?.variant).toBe("moss");
  await expect(element.add("nope")).rejects.toThrow("no product nope");
  await expect(element.add("sofa.klinte", "zzz")).rejects.toThrow("no variant zzz");
  await expect(planner().add("sofa.klinte")).rejects.toThrow("not open");
  expect(element.items.map((i) => i.id)).toEqual([id]);
});

test("a viewer's add() rejects", async () => {
  const element = await open(newRoom(), { "token-url": "/token?role=viewer" });
  await expect(element.add("sofa.klinte")).rejects.toThrow("viewer");
});

test("the page's product is there in the page's colour, also when another stands in the room, or it is asked for later", async () => {
  const room = newRoom();
  const bo = await watch(room);
  const moss = await furnish(bo);
  const variants = () => [...bo.snapshot().items.values()].map((i) => i.variant).sort();
  const element = await open(room, { product: "sofa.klinte", variant: "moss" });
  await expect
    .poll(() => element.shadowRoot?.querySelector(".item.selected")?.getAttribute("data-item"))
    .toBe(moss);
  expect(variants()).toEqual(["moss"]);
  element.setAttribute("variant", "sand");
  await expect.poll(variants).toEqual(["moss", "sand"]);
  element.setAttribute("lang", "sv");
  element.setAttribute("token-url", "/token?again");
  await element.ready;
  expect(variants()).toEqual(["moss", "sand"]);
  const errors = errorsOf(element);
  element.setAttribute("product", "nope");
  await expect.poll(() => errors).toEqual(["not_added"]);
});

test("SY4 events have the room's digest, which another place, variant or plan makes another", async () => {
  const { bo, element, id } = await furnished();
  const changes: ChangeDetail[] = [];
  element.addEventListener("change", (event) => event instanceof CustomEvent && changes.push(event.detail));
  const stored = () => {
    const { plan, items } = bo.snapshot();
    return digest(plan.version, [...items.values()]);
  };
  const digests = [element.cart().digest];
  expect(digests[0]).toBe(stored());
  const { version } = element.cart();
  const drag = acquire(bo, [id]);
  drag.to({ [id]: { x: 2500, y: 2000, z: 0, rotation: 0 } });
  await drag.drop();
  await expect.poll(() => changes.at(-1)?.digest).toBe(stored());
  digests.push(stored());
  await settled(edit(bo, [{ kind: "change", id, change: { variant: "sand" } }]));
  await expect.poll(() => changes.at(-1)?.digest).toBe(stored());
  digests.push(stored());
  expect(element.cart()).toMatchObject({ version, digest: stored(), state: { digest: stored() } });
  expect(changes.at(-1)?.state).toEqual({ at: expect.any(Number), digest: stored() });
  const { version: _, ...plan } = bo.snapshot().plan;
  await settled(edit(bo, [{ kind: "plan", plan: { ...plan, name: "Another name" } }]));
  await expect.poll(() => changes.at(-1)).toMatchObject({ version: version + 1, digest: stored() });
  digests.push(stored());
  expect(new Set(digests).size).toBe(4);
});
