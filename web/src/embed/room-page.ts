// The room page: the planner in the whole window. The page's URL names the room.

import { mount } from "./mount.ts";

await mount();
// The invitation is in the URL's fragment: another one opens its room, by a reload.
addEventListener("hashchange", () => location.reload());
