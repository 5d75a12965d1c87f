// The inspector: the selected items, and all that can be done with them without a drag.

import { html, nothing, type TemplateResult } from "lit-html";
import { isSold } from "../catalog/group.ts";
import type { ItemView, LockView } from "../client/index.ts";
import { carrierOf } from "../furniture/carriers.ts";
import { distanceToWalls } from "../geometry/wall-distance.ts";
import type { PageTexts } from "../i18n/index.ts";
import { isolated } from "../i18n/isolated.ts";
import { hangs, type Mount, placeOf } from "../model/index.ts";
import { standingIn } from "../planner/load.ts";
import { angleField } from "../ui/angle-field.ts";
import { button } from "../ui/button.ts";
import { iconButton } from "../ui/icon-button.ts";
import { icon } from "../ui/icons.ts";
import { lengthField } from "../ui/length-field.ts";
import { swatch } from "../ui/swatch.ts";
import { formatLength } from "../units/index.ts";
import { alignControls } from "./align-controls.ts";
import { choicesOf } from "./choices.ts";
import type { Context } from "./context.ts";
import { measureLink } from "./delivery-card.ts";
import { fitBadges } from "./fit-badges.ts";
import { nameOf, type Reason, reasons } from "./fit-reasons.ts";
import { priceOf, sizeOf } from "./format.ts";
import { mendButton } from "./mend.ts";
import { ownInspector } from "./own-inspector.ts";
import { goesWithItem, smallerThan } from "./recommended.ts";
import { ariaShortcuts } from "./shortcuts.ts";
import { takeAlong } from "./take-along.ts";
import { derived } from "./tracked.ts";

/** Step of one press of an arrow button, and of a button to turn. */
const stepMm = 50;
const turnDegrees = 90;
const farthest = 1_000_000;
/** Greatest height above the floor (WR2), millimetres. */
const highest = 10_000;

export function inspector(context: Context): TemplateResult | undefined {
  const { scene } = context;
  if (scene.tool !== "select") return undefined;
  const chosen = [...scene.selection].flatMap((id) => derived(() => scene.items.get(id)) ?? []);
  const [first] = chosen;
  if (!first) return undefined;
  return html`<section class="inspector-sheet" aria-label=${context.pageWords.inspector.title} data-expanded=${context.local.expanded}>
      ${chosen.length === 1 ? one(context, first) : many(context, chosen)}</section>`;
}

function one(context: Context, item: ItemView): TemplateResult {
  const { scene, pageWords } = context;
  const piece = scene.pieceOf(item);
  const fit = derived(() => scene.fit.items.get(item.id));
  const free = scene.editable && item.lock.state !== "held";
  const note =
    lock(context, item.lock, item.tentative) ??
    html`<p class="muted">${piece.own ? scene.texts.seen.own : piece.what}</p>`;
  return html`${head(context, piece.name, note, isSold(piece) ? priceOf(context, piece.prices[scene.currency]) : "")}
    ${piece.known || context.local.catalogue !== "ready" ? nothing : html`<p class="inspector-note">${pageWords.inspector.gone}</p>`}
    <div class="inspector-facts">${fitBadges(context, fit, piece, true)}<span>${sizeOf(context, piece.size.width, piece.size.depth, piece.size.height)}</span></div>
    ${buttons(context, free, piece.mirrorable)}
    <div class="inspector-details">
      ${reasons(context, fit).map((reason) => why(context, item, reason))}
      ${smallerThan(context, fit) ?? nothing}
      ${fit?.findings.some(({ code }) => code === "unsupported") ? putDown(context, item, piece.mount, free) : nothing}
      ${item.own ? ownInspector(context, item, item.own, free) : variants(context, item, free)}${place(context, item, free)}${goesWithItem(context, item) ?? nothing}${takeAlong(context, item)}
    </div>`;
}

/** Draws a reason with the button that does something about it; the marks say that the way is not measured. */
function why(
  context: Context,
  { id }: ItemView,
  { text, verdict, findings }: Reason,
): TemplateResult | typeof nothing {
  if (findings.some(({ code }) => code === "delivery-unknown")) return measureLink(context);
  return html`<div class="reason-row"><p class="reason" data-verdict=${verdict}>${text}</p>${mendButton(context, id, findings)}</div>`;
}

function many(context: Context, chosen: readonly ItemView[]): TemplateResult {
  const { scene, pageWords } = context;
  const prices = chosen.flatMap((item) => scene.pieceOf(item).prices[scene.currency] ?? []);
  const total = prices.reduce((sum, price) => sum + price, 0);
  const held = chosen.find((item) => item.lock.state === "held");
  const free = scene.editable && held === undefined;
  const note = held && lock(context, held.lock);
  return html`${head(context, pageWords.inspector.many(chosen.length), note, prices.length > 0 ? priceOf(context, total) : "")}
    ${buttons(
      context,
      free,
      chosen.some((item) => scene.pieceOf(item).mirrorable),
    )}<div class="inspector-details">${alignControls(context, free)}</div>`;
}

/** Draws the header. A note replaces the subtitle: nothing below moves when another user locks the item. */
function head(
  context: Context,
  name: string,
  note: TemplateResult | undefined,
  price: string,
): TemplateResult {
  const { words, actions, local } = context;
  const more = () => context.set({ expanded: !local.expanded });
  return html`<header><strong>${name}</strong>
    <span class="price">${price}</span>
    <span class="narrow-only">${iconButton({ label: words.more, icon: local.expanded ? "collapse" : "expand", action: "more", expanded: local.expanded, run: more })}</span>
    ${iconButton({ label: words.close, icon: "close", action: "deselect", run: () => actions.select([]) })}
    <div class="inspector-subtitle">${note}</div></header>`;
}

function lock({ scene, pageWords }: Context, view: LockView, tentative = false): TemplateResult | undefined {
  const text = lockNote(pageWords, view, tentative && scene.status.name !== "online");
  return text
    ? html`<p class="inspector-note" data-lock=${view.state}>${icon("lock")}${text}</p>`
    : undefined;
}

/**
 * Returns the note about an item's lock, "" for none. A lock without `expiresAt` has no note, as only a
 * lease keeps others away. `waits`: changes are kept on this device until the connection is back.
 */
export function lockNote(
  { inspector: say }: Pick<PageTexts, "inspector">,
  view: LockView,
  waits: boolean,
): string {
  switch (view.state) {
    case "held":
      return say.held(isolated(view.name));
    case "lost":
      return say.lost(view.name ? isolated(view.name) : undefined);
    case "mine":
      return waits ? say.kept : view.expiresAt === undefined ? "" : say.mine;
    default:
      return waits ? say.kept : view.state === "expiring" ? say.expiring : "";
  }
}

/** Draws the button that puts an item where something holds it (ST5); what is on the floor stays there. */
function putDown(
  { pageWords, actions }: Context,
  { id, z }: ItemView,
  mount: Mount,
  free: boolean,
): TemplateResult | typeof nothing {
  if (z === 0 && !hangs(mount)) return nothing;
  const say = pageWords.inspector.putDown;
  const label = hangs(mount) ? say[mount] : say.floor;
  return button({ label, action: "put-down", disabled: !free, run: () => actions.putDown(id) });
}

function buttons(context: Context, free: boolean, mirrorable: boolean): TemplateResult {
  const { actions, pageWords } = context;
  const say = pageWords.inspector;
  const disabled = !free;
  return html`<div class="button-group inspector-actions">
    ${iconButton({ label: say.turnLeft, icon: "turnLeft", action: "rotate-left", keys: ariaShortcuts("turnLeft"), disabled, run: () => actions.turn(-turnDegrees) })}
    ${iconButton({ label: say.turnRight, icon: "turnRight", action: "rotate-right", keys: ariaShortcuts("turnRight"), disabled, run: () => actions.turn(turnDegrees) })}
    ${mirrorable ? iconButton({ label: say.mirror, icon: "mirror", action: "mirror", disabled, run: () => actions.mirror() }) : nothing}
    ${arrows(context, disabled)}
    ${iconButton({ label: say.duplicate, icon: "duplicate", action: "duplicate", keys: ariaShortcuts("duplicate"), disabled: !context.scene.editable, run: () => actions.duplicate() })}
    ${iconButton({ label: say.remove, icon: "remove", action: "delete", keys: ariaShortcuts("remove"), disabled, run: () => actions.remove() })}</div>`;
}

function arrows({ actions, scene, pageWords }: Context, disabled: boolean): TemplateResult {
  const step = formatLength(stepMm, scene.units, scene.lang);
  const arrow = (way: "left" | "right" | "up" | "down", x: number, y: number) =>
    iconButton({
      label: pageWords.inspector.move[way](step),
      icon: way,
      action: `move-${way}`,
      disabled,
      run: () => actions.nudge([x * stepMm, y * stepMm]),
    });
  return html`<span class="inspector-arrows">${arrow("left", -1, 0)}${arrow("up", 0, -1)}${arrow("down", 0, 1)}${arrow("right", 1, 0)}</span>`;
}

function variants(context: Context, item: ItemView, free: boolean): TemplateResult | typeof nothing {
  const { scene, pageWords, actions } = context;
  const product = scene.catalog.products.find((p) => p.id === item.product);
  if (!product || product.variants.length < 2) return nothing;
  const { colours, sizes } = choicesOf(product, item.variant);
  const nameOf = (variant: string) => scene.pieceOf({ product: product.id, variant }).choice;
  return html`${
    colours.length > 1
      ? html`<div class="inspector-choice"><h4>${pageWords.inspector.colour}<span>${nameOf(item.variant)}</span></h4>
          <div class="swatches" role="group" aria-label=${pageWords.inspector.colour}>${colours.map(
            ({ variant, chosen }) =>
              swatch(variant.colour, nameOf(variant.id), chosen, () => actions.setVariant(variant.id), !free),
          )}</div></div>`
      : nothing
  }
    ${
      sizes.length > 1
        ? html`<div class="inspector-choice"><h4>${pageWords.inspector.size}</h4>
          <div class="chips" role="group" aria-label=${pageWords.inspector.size}>${sizes.map(
            ({ variant, sides, chosen }) => html`<button type="button"
            class="chip" aria-pressed=${chosen} ?disabled=${!free} data-variant=${variant.id} @click=${() => actions.setVariant(variant.id)}
            >${sizeOf(context, ...sides)}</button>`,
          )}</div></div>`
        : nothing
    }`;
}

function place(context: Context, item: ItemView, free: boolean): TemplateResult {
  const { scene, pageWords, actions, host } = context;
  const { id } = item;
  // Read when a value is committed: one that was typed just before may not be stored yet.
  const now = () => placeOf(context.scene.items.get(id) ?? item);
  // Distances from the walls to the item's sides, as people measure and as a drag displays them.
  const { size } = scene.pieceOf(item);
  const { left, top } = distanceToWalls(item, size, scene.plan);
  const shift = (side: "left" | "top", to: number) =>
    to - distanceToWalls(now(), size, context.scene.plan)[side];
  const common = { readonly: !free, of: id, least: -farthest, most: farthest };
  const tap = () => {
    if (context.narrow()) context.set({ expanded: false });
    host.tapToPlace(id);
  };
  return html`<div class="inspector-choice"><h4>${pageWords.inspector.place}</h4><div class="fields">
    ${lengthField(scene, { ...common, label: pageWords.inspector.x, name: "x", value: left, commit: (v = 0) => actions.place(id, { ...now(), x: now().x + shift("left", v) }) })}
    ${lengthField(scene, { ...common, label: pageWords.inspector.y, name: "y", value: top, commit: (v = 0) => actions.place(id, { ...now(), y: now().y + shift("top", v) }) })}
    ${angleField(scene, {
      label: pageWords.inspector.angle,
      name: "angle",
      value: item.rotation,
      readonly: !free,
      of: id,
      commit: (v = 0) => actions.place(id, { ...now(), rotation: v }),
    })}${height(context, item, free)}</div>
    ${carrier(context, item)}
    ${button({ icon: "pin", label: pageWords.inspector.tap, action: "place", disabled: !free, run: tap })}</div>`;
}

/** Draws the field for the height of what hangs. */
function height(context: Context, item: ItemView, free: boolean): TemplateResult | typeof nothing {
  const { scene, pageWords, actions } = context;
  const { id, z } = item;
  if (!hangs(scene.pieceOf(item).mount)) return nothing;
  return lengthField(scene, {
    label: pageWords.inspector.height,
    name: "height",
    value: z,
    least: 0,
    most: highest,
    readonly: !free,
    of: id,
    commit: (v = 0) => actions.place(id, { ...placeOf(context.scene.items.get(id) ?? item), z: v }),
  });
}

/** Draws on what an item stands; nothing for what stands on the floor. */
function carrier(context: Context, item: ItemView): TemplateResult | typeof nothing {
  const { scene, pageWords } = context;
  const { id, z } = item;
  if (z === 0) return nothing;
  const on = derived(() => carrierOf({ id, place: item, piece: scene.pieceOf(item) }, standingIn(scene)));
  if (on === undefined) return nothing;
  return html`<p class="hint" data-on=${on}>${pageWords.inspector.on(nameOf(context, on))}</p>`;
}
