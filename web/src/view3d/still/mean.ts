// The mean of pictures, on the graphics processor.

import {
  AddEquation,
  type Color,
  CustomBlending,
  HalfFloatType,
  NoBlending,
  OneFactor,
  RawShaderMaterial,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { FullScreenQuad } from "three/addons/postprocessing/Pass.js";

interface PictureSize {
  width: number;
  height: number;
}

export class Mean {
  /** The last picture, and the sum of all: linear colours, multiplied by their opacity. */
  readonly #one: WebGLRenderTarget;
  readonly #sum: WebGLRenderTarget;
  #count = 0;

  /** Throws where the graphics processor can't draw pictures of that size. */
  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly size: PictureSize,
  ) {
    const { width, height } = size;
    const formats = ["EXT_color_buffer_float", "EXT_color_buffer_half_float"];
    const known = formats.some((name) => renderer.extensions.has(name));
    if (!known || renderer.capabilities.maxTextureSize < Math.max(width, height)) {
      throw new Error(`This device can't draw a picture of ${width} × ${height} pixels.`);
    }
    this.#one = new WebGLRenderTarget(width, height, { type: HalfFloatType });
    this.#sum = new WebGLRenderTarget(width, height, { type: HalfFloatType, depthBuffer: false });
  }

  /** Adds the picture that `draw` draws to the renderer's target, which is transparent before. Returns when it is drawn. */
  add(draw: () => void): void {
    const { renderer } = this;
    const alpha = renderer.getClearAlpha();
    renderer.setClearAlpha(0);
    renderer.setRenderTarget(this.#one);
    draw();
    this.#run(addition(this.#one.texture), this.#sum, this.#count === 0);
    renderer.setClearAlpha(alpha);
    this.#count++;
    renderer.readRenderTargetPixels(this.#sum, 0, 0, 1, 1, new Uint16Array(4));
  }

  /** Returns the mean in the colours of a screen, mapped as the view's, on paper; the first row is the upper one. */
  toPixels(paper: Color): Uint8ClampedArray<ArrayBuffer> {
    const { width, height } = this.size;
    const screen = new WebGLRenderTarget(width, height, { depthBuffer: false });
    this.#run(resolveMaterial(this.#sum.texture, this.#count, paper), screen, true);
    const pixels = new Uint8ClampedArray(width * height * 4);
    this.renderer.readRenderTargetPixels(screen, 0, 0, width, height, pixels);
    screen.dispose();
    return pixels;
  }

  dispose(): void {
    this.#one.dispose();
    this.#sum.dispose();
  }

  /** Draws a material over a whole target. */
  #run(material: RawShaderMaterial, target: WebGLRenderTarget, clear: boolean): void {
    const { renderer } = this;
    const quad = new FullScreenQuad(material);
    const { autoClear } = renderer;
    renderer.autoClear = clear;
    renderer.setRenderTarget(target);
    quad.render(renderer);
    renderer.setRenderTarget(null);
    renderer.autoClear = autoClear;
    quad.dispose();
    material.dispose();
  }
}

const vertexShader = `
  attribute vec3 position;
  attribute vec2 uv;
  varying vec2 at;
  void main() {
    at = uv;
    gl_Position = vec4(position.xy, 0.0, 1.0);
  }`;

/** Returns the material that adds a picture to its target. */
function addition(picture: Texture): RawShaderMaterial {
  return new RawShaderMaterial({
    uniforms: { picture: { value: picture } },
    vertexShader,
    fragmentShader: `
      precision highp float;
      uniform sampler2D picture;
      varying vec2 at;
      void main() { gl_FragColor = texture2D(picture, at); }`,
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
    depthTest: false,
    depthWrite: false,
  });
}

/** Returns the material that shows the mean of `count` pictures, upside down, as pixels are read from below. */
function resolveMaterial(sum: Texture, count: number, paper: Color): RawShaderMaterial {
  return new RawShaderMaterial({
    uniforms: {
      sum: { value: sum },
      count: { value: count },
      paper: { value: paper },
      toneMappingExposure: { value: 1 },
    },
    vertexShader,
    fragmentShader: `
      precision highp float;
      uniform sampler2D sum;
      uniform float count;
      uniform vec3 paper;
      varying vec2 at;
      #include <tonemapping_pars_fragment>
      #include <colorspace_pars_fragment>
      void main() {
        vec4 mean = texture2D(sum, vec2(at.x, 1.0 - at.y)) / count;
        vec3 room = NeutralToneMapping(mean.rgb / max(mean.a, 0.001));
        gl_FragColor = sRGBTransferOETF(vec4(mix(paper, room, min(mean.a, 1.0)), 1.0));
      }`,
    blending: NoBlending,
    depthTest: false,
    depthWrite: false,
  });
}
