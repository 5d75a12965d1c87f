// What is changed in a scene so that USDZ can hold it.

import {
  BoxGeometry,
  Color,
  DoubleSide,
  FrontSide,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  Scene,
} from "three";
import { describe, expect, test } from "vitest";
import { adaptForUsdz, asciiName } from "../../src/export3d/usdz.ts";

test.each([
  ["Södra HS-1020", "Sodra_HS_1020"],
  ["  Granny's chair (oak)  ", "Granny_s_chair_oak"],
  ["3 × Ølen", "3_len"],
  ["Диван", ""],
])("the name %s is %s", (name, ascii) => {
  expect(asciiName(name)).toBe(ascii);
});

describe("materials", () => {
  test("that show both sides become triangles that face both ways; geometry that is shared remains so", () => {
    const leaf = new MeshStandardMaterial({ side: DoubleSide });
    const plane = new PlaneGeometry(1, 1);
    const scene = new Scene().add(new Mesh(plane, leaf), new Mesh(plane, leaf));
    adaptForUsdz(scene);
    const [first, second] = scene.children as Mesh<PlaneGeometry, MeshStandardMaterial>[];
    expect(first?.geometry).toBe(second?.geometry);
    expect(first?.material).toBe(second?.material);
    expect(first?.material.side).toBe(FrontSide);
    expect(Array.from(first?.geometry.index?.array ?? [])).toEqual([0, 2, 1, 2, 3, 1, 4, 5, 6, 6, 5, 7]);
    const normal = first?.geometry.getAttribute("normal");
    expect(Array.from({ length: 8 }, (_, i) => normal?.getZ(i))).toEqual([1, 1, 1, 1, -1, -1, -1, -1]);
    expect(leaf.side).toBe(DoubleSide);
  });

  test("that show one side keep their geometry", () => {
    const box = new BoxGeometry();
    const scene = new Scene().add(new Mesh(box, new MeshStandardMaterial()));
    adaptForUsdz(scene);
    expect((scene.children[0] as Mesh).geometry).toBe(box);
  });

  test("have the strength of their glow in its colour", () => {
    const lamp = new MeshStandardMaterial({ emissive: new Color(1, 0.5, 0), emissiveIntensity: 0.5 });
    const scene = new Scene().add(new Mesh(new BoxGeometry(), lamp));
    adaptForUsdz(scene);
    const { emissive, emissiveIntensity } = (scene.children[0] as Mesh).material as MeshStandardMaterial;
    expect([emissive.r, emissive.g, emissive.b, emissiveIntensity]).toEqual([0.5, 0.25, 0, 1]);
  });
});
