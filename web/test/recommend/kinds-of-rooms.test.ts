import { expect, test } from "vitest";
import { type bestPlace, placeSteps } from "../../src/arrange/placement.ts";
import type { Role } from "../../src/arrange/roles.ts";
import { runSync } from "../../src/fit/task.ts";
import type { FitInput } from "../../src/fit/types.ts";
import { finishRoom } from "../../src/recommend/index.ts";
import { rankMissing, rankWith } from "../../src/recommend/rank.ts";
import { plan } from "../fit/room.ts";
import { assortment, sold } from "./rooms.ts";

/** A product of each role that is named here. */
const products: Partial<Record<Role, string>> = {
  sofa: "sofa.klinte",
  "dining-table": "table.norrsken",
  bed: "bed.dvala",
  desk: "desk.skrivan",
  rug: "rug.ljung",
  chair: "chair.stavre",
  storage: "storage.fjordby",
  plant: "plant.gronska",
  picture: "picture.horisont",
  curtain: "curtain.bris",
  "table-lamp": "lamp.kvallsro",
  nightstand: "nightstand.vakna",
  "coffee-table": "table.alvik",
  shelf: "shelf.lovsta",
};

/** What stands in one kind of room only; the anchor of each is first. */
const only: Record<string, readonly Role[]> = {
  living: ["sofa", "coffee-table", "armchair", "tv-unit", "side-table", "ottoman", "lamp"],
  dining: ["dining-table"],
  bedroom: ["bed", "nightstand", "wardrobe", "drawers"],
  office: ["desk", "wall-shelf"],
};
const foreignTo = (room: string) =>
  Object.entries(only).flatMap(([other, roles]) => (other === room ? [] : roles));

function itemsOf(roles: readonly Role[]): FitInput["items"] {
  return roles.map((role) => {
    const place = { x: 0, y: 0, z: 0, rotation: 0 };
    return { id: role, piece: sold(products[role] ?? ""), place };
  });
}

function rolesWith(roles: readonly Role[], of: Role): Role[] {
  const items = itemsOf(roles);
  const anchor = items.find(({ id }) => id === of);
  if (!anchor) throw new Error(`no ${of}`);
  return runSync(rankWith({ items, assortment, pairs: undefined }, anchor)).map(({ offer }) => offer.role);
}

function missing(roles: readonly Role[]) {
  return runSync(rankMissing({ items: itemsOf(roles), assortment, pairs: undefined }));
}

const shared: readonly Role[] = ["rug", "plant", "picture", "curtain", "table-lamp", "shelf", "storage"];

test.each([
  ["living", "sofa"],
  ["dining", "dining-table"],
  ["bedroom", "bed"],
  ["office", "desk"],
] as const)("RC3 RC4 in a %s room nothing of another kind of room is recommended", (room, anchor) => {
  for (const of of [...shared, anchor]) {
    const all: Role[] = [anchor, ...shared];
    for (const role of rolesWith(all, of)) expect(foreignTo(room), `${role} with ${of}`).not.toContain(role);
  }
  for (const { offer } of missing([anchor, "rug"])) expect(foreignTo(room)).not.toContain(offer.role);
});

test("RC3 a dining table is not recommended for the chair of a desk, nor a bed for the rug of a sofa", () => {
  expect(rolesWith(["desk", "chair"], "chair")).not.toContain("dining-table");
  expect(rolesWith(["sofa", "rug"], "rug")).not.toContain("bed");
  expect(rolesWith(["sofa", "rug"], "rug")).toContain("coffee-table");
});

test("RC4 a room that is meant for two uses wants what both do", () => {
  const roles = missing(["sofa", "bed"]).map(({ offer }) => offer.role);
  expect(roles).toEqual(expect.arrayContaining(["coffee-table", "nightstand"]));
  expect(roles).not.toContain("desk");
});

test("RC4 what stands with one anchor only speaks for it, and it comes first", () => {
  const found = missing(["nightstand"]);
  expect(found[0]?.offer.role).toBe("bed");
  expect(found.map(({ offer }) => offer.role)).toContain("wardrobe");
  expect(found.map(({ offer }) => offer.role)).not.toContain("sofa");
});

test("RC4 where what stands there may be of several rooms, or is nothing, there is something to begin with", () => {
  for (const roles of [[], ["rug"], ["picture", "plant"]] as Role[][]) {
    const found = missing(roles);
    const rooms = found.map(({ reasons: [reason] }) =>
      reason?.code === "begin" ? reason.room : reason?.code,
    );
    expect(new Set(rooms), `${roles}`).toEqual(new Set(["living", "bedroom", "dining", "office"]));
  }
});

test("RC4 an empty room is offered a piece of each kind that fits there", () => {
  const input: FitInput = { plan: plan(), items: [] };
  const findPlace = (room: FitInput, piece: Parameters<typeof bestPlace>[1]) => placeSteps(room, piece);
  const found = runSync(finishRoom({ input, assortment, findPlace }));
  expect(found.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining([
      { code: "begin", room: "living" },
      { code: "begin", room: "bedroom" },
      { code: "begin", room: "dining" },
      { code: "begin", room: "office" },
    ]),
  );
});
