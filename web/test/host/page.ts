// A shop's own page, in TypeScript: it sees no more of the planner than the types beside planner.js.

import { type CartDetail, HomstylePlanner } from "../../dist/planner.js";

const planner = new HomstylePlanner();
planner.setAttribute("room-url", "wss://planner.example/v1?room=anna");
planner.getToken = async () => "a token";
planner.getToken = async ({ room, name }) => `a token for ${name} in ${room}`;
document.body.append(planner);

planner.addEventListener("cart", ({ detail }) => {
  const lines: string[] = detail.lines.map(({ sku, quantity, reasons }) => {
    const narrow = reasons.flatMap((r) => (r.code === "clearance" ? [r.needs - r.free] : []));
    return `${sku} ${quantity} ${narrow.join()}`;
  });
  console.log(lines, detail.total);
});
planner.addEventListener("change", (event) => console.log(event.detail.items[0]?.rotation));
planner.addEventListener("error", ({ detail: { code, message } }) => console.warn(code, message));
planner.addEventListener("click", (event) => console.log(event.clientX), { once: true });

await planner.ready;
planner.add("sofa.klinte", "moss");
planner.setView("3d");
const cart: CartDetail = planner.cart();
const picture: Blob = await planner.exportAs("png");
const model: Blob = await planner.exportAs("usdz", planner.items[0]?.id);
const link: string = await planner.invite("viewer");
console.log(cart.verdict, picture.size, model.size, link);

const found = document.querySelector("homstyle-planner");
found?.select(found.items.map(({ id }) => id));

// @ts-expect-error: there is no such view.
planner.setView("4d");
// @ts-expect-error: a cart is no change.
planner.addEventListener("cart", ({ detail }) => console.log(detail.items));
