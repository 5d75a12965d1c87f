// Reckons what the Go test reckoned, and fails where the two differ by more than rounding.
import { readFileSync } from "node:fs";
import { Model, together, total } from "../page/model.js";

const model = new Model(JSON.parse(readFileSync(new URL("../page/prices.json", import.meta.url), "utf8")));
const { usages, rows } = JSON.parse(readFileSync(0, "utf8"));
let failed = 0;

function same(what, got, want) {
  if (Math.abs(got - want) <= 1e-9 * Math.max(1, Math.abs(want))) return;
  console.error(`${what}: the page says ${got}, the package ${want}`);
  failed = 1;
}

usages.forEach((u, n) => {
  const [people, hours, tabs, viewers, functions, object, month, socketIO, mixed] = rows.slice(
    9 * n,
    9 * n + 9,
  );
  same("functions", total(model.functions(u)), functions);
  same("Durable Object", total(model.durableObject(u)), object);
  same("its month", total(model.durableObjectMonth(u)), month);
  same("Socket.IO", total(model.socketIO(u)), socketIO);
  const mix = together(model.planning(people, hours), model.asleep(tabs), model.event(viewers, 2));
  same("usage", total(model.functions(mix)), mixed);
  same("idle", model.idle(tabs).minutes, tabs * 43_200);
});
process.exit(failed);
