// The body of the invitation dialog: makes a link, copies it, and displays it to be copied by hand.

import { html, nothing, type TemplateResult } from "lit-html";
import { loadModule } from "../loading/lazy-modules.ts";
import { button } from "../ui/button.ts";
import type { Context } from "./context.ts";
import type { QrCode } from "./qr-code.ts";

type Role = "viewer" | "editor";

export function inviteBody(context: Context, _close: () => void, redraw: () => void): TemplateResult {
  const asked = askedOf(context);
  const choose = (role: Role) => () => {
    asked.role = role;
    asked.link = undefined;
    redraw();
  };
  const { pageWords } = context;
  const option = (
    role: Role,
  ) => html`<label class="invite-role"><input type="radio" name="role" .checked=${asked.role === role} @change=${choose(role)} />
    <span>${pageWords.invite.roles[role]}</span></label>`;
  return html`<p class="hint">${pageWords.invite.why}</p>
    <fieldset class="invite-roles"><legend>${pageWords.invite.role}</legend>${option("editor")}${option("viewer")}</fieldset>
    ${
      asked.link === undefined
        ? button({
            kind: "primary",
            label: pageWords.invite.make,
            action: "make-link",
            disabled: asked.waiting,
            run: () => void make(context, asked, redraw),
          })
        : link(context, asked.link, asked)
    }
    <p class="field-problem" role="alert">${asked.problem}</p>`;
}

interface Asked {
  role: Role;
  link: string | undefined;
  /** The link as a QR code; undefined until its code has loaded, and for a link that is too long. */
  code: QrCode | undefined;
  note: string;
  problem: string;
  waiting: boolean;
}

/** State of the dialog by context, so that it is kept for the whole visit. */
const askings = new WeakMap<Context, Asked>();

function askedOf(context: Context): Asked {
  const asked = askings.get(context) ?? {
    role: "editor",
    link: undefined,
    code: undefined,
    note: "",
    problem: "",
    waiting: false,
  };
  askings.set(context, asked);
  return asked;
}

async function make(context: Context, asked: Asked, redraw: () => void): Promise<void> {
  const { invite } = context.pageWords;
  Object.assign(asked, { waiting: true, problem: "" });
  redraw();
  const { role } = asked;
  const made = await context.host.invite(role).catch(() => undefined);
  // The link is dropped if another role was chosen meanwhile.
  if (role === asked.role) asked.link = made;
  Object.assign(asked, { waiting: false, problem: made ? "" : invite.failed });
  asked.code = undefined;
  if (made) asked.note = (await copied(made)) ? invite.copied : invite.byHand;
  redraw();
  if (!made) return;
  const code = await codeOf(made);
  if (asked.link !== made) return;
  asked.code = code;
  redraw();
}

async function codeOf(link: string): Promise<QrCode | undefined> {
  try {
    const { qrCode } = await loadModule("qr-code", () => import("./qr-code.ts"));
    return qrCode(link);
  } catch (error) {
    console.warn("QR code:", error);
    return undefined;
  }
}

/** Copies a text. False if there is no clipboard (a page without TLS), or the user denied access. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function link(context: Context, url: string, { code, note }: Asked): TemplateResult {
  const { pageWords, scene } = context;
  const copy = async () =>
    context.tell((await copied(url)) ? pageWords.invite.copied : pageWords.invite.byHand);
  const share = () => void navigator.share({ title: scene.plan.name, url }).catch(() => undefined);
  const canShare = typeof navigator.share === "function";
  return html`<label class="field"><span>${pageWords.invite.link}</span>
      <input readonly data-field="invite-link" .value=${url} @focus=${(e: Event) => (e.target as HTMLInputElement).select()} /></label>
    <p class="hint" role="status">${note}</p>
    ${code ? drawn(code, pageWords.invite) : nothing}
    <div class="button-row end">${canShare ? button({ icon: "share", label: pageWords.invite.share, action: "share", run: share }) : nothing}
      ${button({ kind: "primary", label: pageWords.invite.copy, action: "copy-link", run: () => void copy() })}</div>`;
}

function drawn({ size, path }: QrCode, say: Context["pageWords"]["invite"]): TemplateResult {
  return html`<figure class="invite-code"><svg role="img" aria-label=${say.code} viewBox=${`0 0 ${size} ${size}`} shape-rendering="crispEdges"
      ><rect width=${size} height=${size} fill="white"></rect><path d=${path} fill="black"></path></svg>
    <figcaption class="hint">${say.codeWhy}</figcaption></figure>`;
}
