// The section of the room panel for the reference image, a floor plan's picture under the room. It leaves
// this device only when it is shared.

import { html, nothing, type TemplateResult } from "lit-html";
import { bounds } from "../geometry/index.ts";
import type { RoomPanelTexts } from "../i18n/room-panel/index.ts";
import type { ReferenceImage } from "../planner/scene.ts";
import { button } from "../ui/button.ts";
import { iconButton } from "../ui/icon-button.ts";
import { icon } from "../ui/icons.ts";
import type { Context } from "./context.ts";
import { KeptState } from "./kept-state.ts";
import { isUntouched } from "./untouched.ts";

const types = ["image/png", "image/jpeg", "image/webp"];
const mostBytes = 20 * 2 ** 20;
const firstOpacity = 0.5;

const pictures = new KeptState<{ problem?: string | undefined }>({});

type PictureTexts = RoomPanelTexts["picture"];

export function referenceImageSection(context: Context, texts: PictureTexts | undefined): TemplateResult {
  const { scene, pageWords } = context;
  return html`<section class="panel-block"><h3>${pageWords.room.underlay}</h3>
    ${scene.referenceImage ? html`${adjust(context, scene.referenceImage)}${texts ? sharing(context, scene.referenceImage, texts) : nothing}` : html`<p class="hint">${pageWords.room.underlayWhy}</p>`}
    <label class="button quiet room-choose">${icon("picture")}<span>${pageWords.room.choose}</span>${pictureInput(context)}</label>
    ${pictureProblem(context)}</section>`;
}

/** The file input for a picture, to be put into a label. */
export function pictureInput(context: Context): TemplateResult {
  return html`<input type="file" class="spoken" accept=${types.join(",")} data-action="choose-underlay" @change=${(e: Event) => void take(e, context)} />`;
}

/** Draws why the last chosen picture was refused. */
export function pictureProblem(context: Context): TemplateResult | typeof nothing {
  const { problem } = pictures.of(context);
  return problem ? html`<p class="field-problem" role="alert">${problem}</p>` : nothing;
}

function adjust(context: Context, shown: ReferenceImage): TemplateResult {
  const { pageWords, actions, host } = context;
  const fade = (event: Event) => {
    const opacity = Number((event.target as HTMLInputElement).value) / 100;
    actions.setReferenceImage({ ...(context.scene.referenceImage ?? shown), opacity });
  };
  const remove = () => {
    actions.setReferenceImage(undefined);
    host.keepReferenceImage(undefined);
    const { picture, ...plan } = context.scene.plan;
    if (picture && picture.upload === shown.upload) actions.setPlan(plan);
  };
  return html`<label class="field"><span>${pageWords.room.opacity}</span>
      <input type="range" min="5" max="100" .value=${String(Math.round(shown.opacity * 100))} @input=${fade}
        @keydown=${(e: Event) => e.stopPropagation()} /></label>
    <div class="button-row">${button({ icon: "ruler", label: pageWords.room.scale, action: "scale-underlay", run: () => setScale(context) })}
      ${iconButton({ label: pageWords.room.removeUnderlay, icon: "remove", action: "remove-underlay", run: remove })}</div>`;
}

/** Lets the user set the picture's scale on the plan, which the sheet of a narrow planner would cover. */
export function setScale(context: Context): void {
  if (context.narrow()) context.set({ tab: undefined });
  context.host.scaleReferenceImage();
}

/** The button that shares the picture, where the page gave an address of the API. */
function sharing(
  context: Context,
  { upload }: ReferenceImage,
  texts: PictureTexts,
): TemplateResult | typeof nothing {
  const { host, scene } = context;
  const { sharePicture } = host;
  if (!sharePicture) return nothing;
  const seen = upload !== undefined && upload === scene.plan.picture?.upload;
  const share = () =>
    sharePicture().then(
      () => context.tell(texts.shared),
      (error) => {
        console.warn("picture:", error);
        context.tell(texts.failed, true);
      },
    );
  return html`${seen ? html`<p class="hint">${texts.seen}</p>` : nothing}
    ${button({ icon: "invite", label: texts.share, action: "share-underlay", run: () => void share() })}`;
}

async function take(event: Event, context: Context): Promise<void> {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  // Cleared, so that choosing the same file again is a change, too.
  input.value = "";
  if (!file) return;
  const { room } = context.pageWords;
  if (file.size > mostBytes) return pictures.set(context, { problem: room.tooLarge });
  if (!(await isPicture(file))) return pictures.set(context, { problem: room.notPicture });
  const picture = await sizeOf(file);
  if (!picture) return pictures.set(context, { problem: room.badPicture });
  const laid = laidUnder(context, file, picture);
  pictures.set(context, { problem: undefined });
  context.actions.setReferenceImage(laid);
  context.host.keepReferenceImage(laid);
  // Before anything is drawn on it, the picture needs its scale.
  if (isUntouched(context.scene)) setScale(context);
}

/** Reports whether a file has one of `types` and begins as a PNG, JPEG or WebP does, whatever its name. */
async function isPicture(file: File): Promise<boolean> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  return types.includes(file.type) && /^(\x89PNG|\xff\xd8\xff|RIFF....WEBP)/s.test(head);
}

/** Returns a picture's size in pixels; undefined if the browser can't decode it. */
async function sizeOf(file: File): Promise<{ width: number; height: number } | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { width, height };
  } catch {
    return undefined;
  }
}

/** Returns the reference image for a picture, as wide as the room until its scale is set. */
function laidUnder(
  { scene }: Context,
  file: File,
  { width, height }: { width: number; height: number },
): ReferenceImage {
  const { x, y, width: room } = bounds(scene.plan.outline);
  return {
    url: URL.createObjectURL(file),
    x,
    y,
    mmPerPixel: room / width,
    width,
    height,
    opacity: firstOpacity,
  };
}
