// The pictures under a room's plan that everybody sees: the HTTP API stores their files, the plan says where
// they lie. Loaded when the plan has a picture or somebody shares one.

import { request } from "../history/request.ts";
import { DecodeError, type Decoder, isRecord, object, string } from "../json/decoder.ts";
import type { PlanPicture } from "../model/index.ts";
import type { Editor } from "../planner/editor.ts";
import type { ReferenceImage } from "../planner/scene.ts";
import type { Api } from "./history-controller.ts";
import { withoutMetadata } from "./without-metadata.ts";

const firstOpacity = 0.5;

const place = object<{ url: string }>({ url: string });
interface Ticket {
  upload: string;
  url: string;
  /** What the signature of the address covers besides the file's size. */
  headers: Record<string, string>;
}
const headers: Decoder<Record<string, string>> = (v, path, skipped) => {
  const fields = isRecord(v) ? v : {};
  return Object.fromEntries(Object.entries(fields).map(([k, h]) => [k, string(h, `${path}.${k}`, skipped)]));
};
const ticket = object<Ticket>({ upload: string, url: string, headers });

export interface PicturesParts {
  editor: Editor;
  api: Api;
  room: string;
  /** Stores a picture on this device; undefined deletes it. */
  keep: (image: ReferenceImage | undefined) => void;
  /** Aborts when the room is left. */
  signal: AbortSignal;
}

export class Pictures {
  constructor(private readonly parts: PicturesParts) {}

  /** Shows the plan's picture, unless a picture of this user's own is shown. Rejects if it can't be loaded. */
  async show(): Promise<void> {
    const { editor, keep } = this.parts;
    const shown = this.#shown;
    const picture = this.#shared;
    if (shown && shown.upload === undefined) return;
    if (shown?.upload === picture?.upload) {
      if (shown && picture) editor.setReferenceImage({ ...shown, ...placed(picture, shown.width) });
      return;
    }
    if (!picture) {
      // It is shared no more: that of another user goes, one's own stays as before.
      const { upload: _, ...own } = shown ?? {};
      const image = shown?.fetched ? undefined : (own as ReferenceImage);
      editor.setReferenceImage(image);
      return keep(image);
    }
    const file = await this.#download(picture.upload);
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    // Meanwhile the room may have been left, or another picture chosen or shared.
    const now = this.#shown;
    if (this.parts.signal.aborted || (now && now.upload === undefined)) return;
    const { upload } = picture;
    if (this.#shared?.upload !== upload || now?.upload === upload) return;
    const url = URL.createObjectURL(file);
    editor.setReferenceImage({
      fetched: true,
      url,
      upload,
      width,
      height,
      opacity: firstOpacity,
      ...placed(picture, width),
    });
  }

  /** Shares the picture that is shown, where it lies now. Rejects if it can't be stored. */
  async share(): Promise<void> {
    const { editor, keep } = this.parts;
    const before = this.#shown;
    if (!before || !editor.mayEdit()) return;
    const upload = before.upload ?? (await this.#upload(await plainFile(before.url)));
    const now = this.#shown;
    // Meanwhile it may have been moved, but also removed or replaced.
    if (now?.url !== before.url) return;
    const image = { ...now, upload };
    editor.setReferenceImage(image);
    keep(image);
    const { x, y, width, height, mmPerPixel } = image;
    const [w, h] = [Math.round(width * mmPerPixel), Math.round(height * mmPerPixel)];
    const picture = { upload, x: Math.round(x), y: Math.round(y), width: w, height: h };
    editor.actions.setPlan({ ...editor.scene().plan, picture });
  }

  get #shown(): ReferenceImage | undefined {
    return this.parts.editor.planner.settings.referenceImage;
  }

  get #shared(): PlanPicture | undefined {
    return this.parts.editor.scene().plan.picture;
  }

  async #upload(file: Blob): Promise<string> {
    const { upload, url, headers } = await this.#ask(ticket, "uploads", { type: file.type, size: file.size });
    await answered(await fetch(url, { method: "PUT", headers, body: file }));
    return upload;
  }

  async #download(upload: string): Promise<Blob> {
    const { url } = await this.#ask(place, `uploads/${upload}`);
    return await (await answered(await fetch(url))).blob();
  }

  /** Asks the HTTP API, once more with a new token if the first one is refused. */
  async #ask<T>(
    decode: (answer: unknown, path: string, skipped: []) => T,
    path: string,
    body?: object,
  ): Promise<T> {
    const { api, room } = this.parts;
    const send = (fresh: boolean) => request({ ...api, room, fetch }, path, body, fresh);
    let response = await send(false);
    if (response.status === 401) response = await send(true);
    try {
      return decode(await (await answered(response)).json(), "", []);
    } catch (error) {
      if (error instanceof DecodeError) throw new Error(`The answer can't be read: ${error.message}`);
      throw error;
    }
  }
}

async function plainFile(url: string): Promise<Blob> {
  return await withoutMetadata(await (await fetch(url)).blob());
}

async function answered(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`The picture was refused: ${response.status}`);
  return response;
}

/** Returns where a picture lies that is so many pixels wide. */
function placed(
  { x, y, width }: PlanPicture,
  pixels: number,
): Pick<ReferenceImage, "x" | "y" | "mmPerPixel"> {
  return { x, y, mmPerPixel: width / pixels };
}
