// The sliders: what they say becomes a usage, and that three bills.

import { Model, together, total } from "./model.js";

const form = document.querySelector("form");
const money = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const number = new Intl.NumberFormat("en");

const book = await (await fetch("prices.json")).json();
const model = new Model(book);

function value(id) {
  return Number(form.elements[id].value);
}

function reckon() {
  for (const output of form.querySelectorAll("output")) {
    const input = form.elements[output.htmlFor.value];
    output.value = input.type === "checkbox" ? (input.checked ? "yes" : "no") : number.format(input.value);
  }
  const work = model.planning(value("people"), value("hours"));
  const event = value("viewers") > 0 ? model.event(value("viewers"), 1) : together();
  const others = together(work, event, model.idle(value("tabs")));
  const idle = form.elements.sleep.checked ? model.asleep(value("tabs")) : model.idle(value("tabs"));
  const bills = [
    ["This stack, on AWS", model.functions(together(work, event, idle))],
    ["Durable Objects", model.durableObjectMonth(others)],
    ["Socket.IO, load balancer, Redis", model.socketIO(others)],
  ];
  const [cheapest] = [...bills].sort(([, a], [, b]) => total(a) - total(b));
  document.querySelector("#best").textContent =
    `Cheapest here: ${cheapest[0]}, ${money.format(total(cheapest[1]))}`;
  document.querySelector("#bills").replaceChildren(...bills.map(([name, bill]) => billTable(name, bill)));
}

function billTable(name, bill) {
  const table = document.createElement("table");
  table.createCaption().textContent = name;
  const body = table.createTBody();
  for (const { what, usd } of bill) row(body, what, money.format(usd));
  row(table.createTFoot(), "total", money.format(total(bill)));
  return table;
}

function row(section, ...cells) {
  const tr = section.insertRow();
  for (const text of cells) tr.insertCell().textContent = text;
}

function prices() {
  document.querySelector("#date").textContent = `${book.region}, ${book.date}, without AWS's free tiers.`;
  const body = document.querySelector("#prices").createTBody();
  for (const { usd, per, unit, source } of Object.values(book.prices)) {
    row(body, per === 1 ? unit : `${number.format(per)} × ${unit}`, source, `$${usd}`);
  }
  for (const { value, why } of Object.values(book.assumptions))
    row(body, why, "assumed", number.format(value));
}

form.addEventListener("input", reckon);
form.addEventListener("submit", (event) => event.preventDefault());
prices();
reckon();
