// Requests an estimate from the page's server for the sliders' values, and shows the bills.

const form = document.querySelector("form");
const best = document.querySelector("#best");
const money = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const number = new Intl.NumberFormat("en");
let latest = new AbortController();

/** Returns the decoded response. Throws an Error with the response's text if the status is not ok. */
async function fetchJSON(path, signal) {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

function query() {
  const { people, hours, direct, tabs, viewers, wishes, learned, sleep } = form.elements;
  const planning = Number(hours.value) > 0; // the server requires both or none
  return new URLSearchParams({
    people: planning ? people.value : 0,
    hours: hours.value,
    direct: direct.value,
    tabs: tabs.value,
    viewers: viewers.value,
    wishes: wishes.value,
    learned: learned.value,
    awake: !sleep.checked,
  });
}

async function update() {
  for (const output of form.querySelectorAll("output")) {
    const input = form.elements[output.htmlFor.value];
    output.value = input.type === "checkbox" ? (input.checked ? "yes" : "no") : number.format(input.value);
  }
  latest.abort(); // an older response must not replace a newer one
  latest = new AbortController();
  try {
    draw(await fetchJSON(`estimate?${query()}`, latest.signal));
  } catch (error) {
    if (error.name !== "AbortError") best.textContent = `No estimate: ${error.message}`;
  }
}

function draw({ month, cheapest }) {
  const { usd } = month.find(({ name }) => name === cheapest);
  best.textContent = `Cheapest here: ${cheapest}, ${money.format(usd)}`;
  document.querySelector("#bills").replaceChildren(...month.map(billTable));
}

function billTable({ name, usd, lines }) {
  const table = document.createElement("table");
  table.createCaption().textContent = name;
  const body = table.createTBody();
  for (const line of lines) row(body, line.what, money.format(line.usd));
  row(table.createTFoot(), "total", money.format(usd));
  return table;
}

function row(section, ...cells) {
  const tr = section.insertRow();
  for (const text of cells) tr.insertCell().textContent = text;
}

async function prices() {
  const { aws, others } = await fetchJSON("prices");
  const dates = `AWS ${aws.date}, alternatives ${others.date}`;
  document.querySelector("#date").textContent = `${aws.region}: ${dates}, without AWS's free tiers.`;
  const body = document.querySelector("#prices").createTBody();
  for (const { usd, per, unit, source } of [aws.prices, others.prices].flatMap(Object.values)) {
    row(body, per === 1 ? unit : `${number.format(per)} × ${unit}`, source, `$${usd}`);
  }
  for (const { value, why } of Object.values(others.assumptions)) {
    row(body, why, "assumed", number.format(value));
  }
}

form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
update();
prices();
