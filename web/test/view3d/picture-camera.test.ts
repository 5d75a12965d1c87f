// What the 4K picture shows of what is seen in the view.

import fc from "fast-check";
import { PerspectiveCamera, Vector3 } from "three";
import { expect, test } from "vitest";
import { pictureCamera } from "../../src/view3d/still/picture-camera.ts";

const size = { width: 3840, height: 2160 };
/** A room of 5 m by 4 m. */
const around = [0, 5].flatMap((x) => [0, 2.5].flatMap((y) => [0, 4].map((z) => new Vector3(x, y, z))));

/** Returns a view of the room, with panels over a part of its right and its lower side. */
function view(aspect: number, [across, down]: readonly [number, number], away = 1): PerspectiveCamera {
  const camera = new PerspectiveCamera(38, aspect, 0.05, 200);
  camera.position.set(2.5, 0.5, 2).addScaledVector(new Vector3(0.18, 0.95, 1), 7 * away);
  camera.lookAt(2.5, 0.5, 2);
  const [width, height] = [1000 * aspect, 1000];
  camera.setViewOffset(width, height, ((1 - across) / 2) * width, ((1 - down) / 2) * height, width, height);
  camera.updateMatrixWorld();
  return camera;
}

const onPicture = (camera: PerspectiveCamera, point: Vector3) => {
  camera.updateMatrixWorld();
  return point.clone().project(camera);
};

test("it looks from the same position in the same direction, undistorted", () => {
  const camera = view(0.7, [1, 0.6]);
  const picture = pictureCamera({ camera, clear: [1, 0.6], around }, size);
  expect(picture.position.toArray()).toEqual(camera.position.toArray());
  expect(picture.quaternion.toArray()).toEqual(camera.quaternion.toArray());
  const { elements } = picture.projectionMatrix;
  expect((elements[5] ?? 0) / (elements[0] ?? 1)).toBeCloseTo(16 / 9);
});

test("of a view beside a panel it shows the middle of what is seen, not of the whole view", () => {
  const camera = view(1.6, [0.6, 1]);
  const picture = pictureCamera({ camera, clear: [0.6, 1], around: [] }, size);
  // The point on the axis, which is in the middle of what no panel covers.
  expect(onPicture(camera, new Vector3(2.5, 0.5, 2)).x).toBeCloseTo(-0.4);
  const { x, y } = onPicture(picture, new Vector3(2.5, 0.5, 2));
  expect([x, y].map((part) => Math.round(part * 1e6) + 0)).toEqual([0, 0]);
});

test("a view in 16:9 without panels is shown as it is", () => {
  const camera = view(16 / 9, [1, 1]);
  const picture = pictureCamera({ camera, clear: [1, 1], around }, size);
  for (const point of around) {
    const [seen, shown] = [onPicture(camera, point), onPicture(picture, point)];
    expect(shown.x).toBeCloseTo(seen.x);
    expect(shown.y).toBeCloseTo(seen.y);
  }
});

test("of an upright view it shows no more of the height than the room needs", () => {
  // The room fills the width of a phone.
  const camera = view(0.5, [1, 1], 2.4);
  const picture = pictureCamera({ camera, clear: [1, 1], around }, size);
  const heights = around.map((point) => onPicture(picture, point).y);
  expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(1.5);
});

test("it shows all of the room that is seen, whatever the view's shape", () => {
  const part = fc.double({ min: 0.5, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.double({ min: 0.4, max: 3, noNaN: true }),
      fc.tuple(part, part),
      fc.double({ min: 0.4, max: 3, noNaN: true }),
      fc.tuple(part, part, part),
      (aspect, clear, away, [x, y, z]) => {
        const camera = view(aspect, clear, away);
        const picture = pictureCamera({ camera, clear, around }, size);
        const point = new Vector3((2 * x - 1) * 5, (2 * y - 1) * 2.5, (2 * z - 1) * 4);
        camera.clearViewOffset();
        const seen = onPicture(camera, point);
        fc.pre(seen.z < 1 && Math.abs(seen.x) <= clear[0] && Math.abs(seen.y) <= clear[1]);
        const shown = onPicture(picture, point);
        expect(Math.max(Math.abs(shown.x), Math.abs(shown.y))).toBeLessThanOrEqual(1 + 1e-6);
      },
    ),
  );
});

test("in the room it shows all that is seen", () => {
  const camera = new PerspectiveCamera(70, 0.5, 0.05, 200);
  camera.position.set(2, 1.6, 2);
  camera.lookAt(5, 1.5, 2);
  camera.updateMatrixWorld();
  for (const some of [[], around]) {
    const picture = pictureCamera({ camera, clear: [1, 1], around: some }, size);
    for (const [x, y] of [
      [-1, -1],
      [1, 1],
    ] as const) {
      const shown = onPicture(picture, new Vector3(x, y, 0).unproject(camera));
      expect(Math.max(Math.abs(shown.x), Math.abs(shown.y))).toBeLessThanOrEqual(1 + 1e-6);
    }
  }
});
