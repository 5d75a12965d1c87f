// Starts the page: reads its configuration, opens the room, and tells it what the
// browser knows and the client library, which has no DOM, can't.

import { connect } from "../client/index.ts";
import { fetchToken, readConfig } from "./config.ts";
import { Planner } from "./planner.ts";

const root = document.querySelector<HTMLElement>("#planner");
if (!root) throw new Error("The page has no #planner.");

document.documentElement.dataset.status = "connecting";
const config = await readConfig();
const room = await connect({
  url: config.wsUrl,
  room: config.room,
  getToken: () => fetchToken(config),
});
new Planner(root, room, config);

const tellVisible = () => room.visible(document.visibilityState === "visible");
document.addEventListener("visibilitychange", tellVisible);
tellVisible();
addEventListener("online", () => room.networkOnline());
addEventListener("pointerdown", () => room.touch());
addEventListener("keydown", () => room.touch());
// A page that is kept for the back button comes back with a socket that is dead.
addEventListener("pagehide", () => room.close());
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
