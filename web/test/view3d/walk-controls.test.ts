import fc from "fast-check";
import { PerspectiveCamera, Vector3 } from "three";
import { expect, test } from "vitest";
import type { PlanBody } from "../../src/model/index.ts";
import { FirstPersonControls } from "../../src/view3d/first-person/controls.ts";

const plan: PlanBody = {
  name: "",
  units: "cm",
  outline: [
    [0, 0],
    [6000, 0],
    [6000, 5000],
    [0, 5000],
  ],
  walls: [],
  doors: [],
  windows: [],
};

function person() {
  const camera = new PerspectiveCamera();
  const controls = new FirstPersonControls(camera, () => plan);
  controls.enter();
  return { camera, controls };
}

const pixels = fc.integer({ min: -900, max: 900 });

test("PR9 a follower stands where the followed person walks, and looks the same way, by the shorter turn", () => {
  fc.assert(
    fc.property(pixels, pixels, fc.integer({ min: 0, max: 2_000 }), (right, down, ms) => {
      const theirs = person();
      theirs.controls.look(right, down);
      theirs.controls.push("ahead", true);
      theirs.controls.step(ms);
      const ours = person();
      let turned = 0;
      let before = ours.camera.getWorldDirection(new Vector3());
      let frames = 0;
      while (ours.controls.approach(theirs.controls.seen(), 0.18) && frames < 400) {
        const now = ours.camera.getWorldDirection(new Vector3());
        turned += now.angleTo(before);
        before = now;
        frames++;
      }
      expect(frames).toBeLessThan(400);
      expect(turned).toBeLessThan(Math.PI + 0.4);
      expect(ours.camera.position.distanceTo(theirs.camera.position)).toBeLessThan(0.005);
      const ahead = ({ camera }: typeof ours) => camera.getWorldDirection(new Vector3());
      expect(ahead(ours).angleTo(ahead(theirs))).toBeLessThan(0.005);
    }),
    { numRuns: 60 },
  );
});
