// Renders pictures of furniture from the planner's 3D bodies. A chunk of its own, since it imports
// three.js.

import {
  ACESFilmicToneMapping,
  Box3,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  PCFShadowMap,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  ShadowMaterial,
  Vector3,
  WebGLRenderer,
} from "three";
import type { Piece } from "../catalog/types.ts";
import { bodyOf } from "../view3d/furniture/index.ts";
import { Materials } from "../view3d/materials.ts";

/** Direction of the camera: degrees around the piece from its front, and above the floor. */
export interface Pose {
  around: number;
  above: number;
}

/** Fraction of the picture's width or height that the piece fills. */
const fill = 0.82;
const fieldOfView = 26;

export class Studio {
  readonly #renderer = new WebGLRenderer({ antialias: true, alpha: true });
  readonly #materials = new Materials(this.#renderer);
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(fieldOfView, 1, 0.1, 100);

  /** Throws without WebGL. */
  constructor() {
    this.#renderer.toneMapping = ACESFilmicToneMapping;
    this.#renderer.shadowMap.enabled = true;
    this.#renderer.shadowMap.type = PCFShadowMap;
    this.#scene.add(...lights(), floor());
  }

  /** Renders a piece into a 2D canvas, in the canvas's size. */
  photograph(piece: Piece, pose: Pose, canvas: HTMLCanvasElement): void {
    const body = new Group();
    for (const [stuff, geometry] of bodyOf(piece)) {
      const mesh = new Mesh(geometry, this.#materials.of(stuff));
      mesh.castShadow = true;
      mesh.receiveShadow = true;
      body.add(mesh);
    }
    const { width, height } = canvas;
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / height;
    aim(this.#camera, new Box3().setFromObject(body), pose);
    this.#scene.add(body);
    this.#renderer.render(this.#scene, this.#camera);
    this.#scene.remove(body);
    for (const { geometry } of body.children.filter((child) => child instanceof Mesh)) geometry.dispose();
    const paper = canvas.getContext("2d");
    paper?.clearRect(0, 0, width, height);
    paper?.drawImage(this.#renderer.domElement, 0, 0);
  }

  dispose(): void {
    this.#materials.dispose();
    this.#renderer.dispose();
  }
}

function lights() {
  const key = new DirectionalLight("#fff3e2", 2.4);
  key.position.set(-3, 5.5, 4);
  key.castShadow = true;
  key.shadow.mapSize.set(2048, 2048);
  key.shadow.radius = 6;
  key.shadow.normalBias = 0.02;
  const rim = new DirectionalLight("#dfe8f2", 0.7);
  rim.position.set(5, 3, -3);
  return [key, rim, new HemisphereLight("#fffaf2", "#c8b093", 1.6)];
}

/** Creates a floor on which only shadows are visible. */
function floor(): Mesh {
  const mesh = new Mesh(new PlaneGeometry(40, 40), new ShadowMaterial({ opacity: 0.22, color: "#3a2a1c" }));
  mesh.rotation.x = -Math.PI / 2;
  mesh.receiveShadow = true;
  return mesh;
}

/** Positions the camera so that the box fills the picture. */
function aim(camera: PerspectiveCamera, box: Box3, { around, above }: Pose): void {
  const middle = box.getCenter(new Vector3());
  const turn = (around * Math.PI) / 180;
  const rise = (above * Math.PI) / 180;
  const way = new Vector3(Math.sin(turn) * Math.cos(rise), Math.sin(rise), Math.cos(turn) * Math.cos(rise));
  let distance = box.getSize(new Vector3()).length() * 3;
  // Perspective makes the right distance depend on itself; a few iterations are enough.
  for (let i = 0; i < 4; i++) {
    camera.position.copy(middle).addScaledVector(way, distance);
    camera.lookAt(middle);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    distance *= reach(camera, box) / fill;
  }
}

/** Returns how far the box reaches from the picture's centre; 1 is the edge. */
function reach(camera: PerspectiveCamera, { min, max }: Box3): number {
  const corners = [min.x, max.x].flatMap((x) =>
    [min.y, max.y].flatMap((y) => [min.z, max.z].map((z) => new Vector3(x, y, z).project(camera))),
  );
  return Math.max(...corners.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
}
