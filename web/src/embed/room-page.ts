// The room page: the planner, full-window. An address in the bar is a room.

import { mount } from "./mount.ts";

await mount();
// The invitation comes behind the #: following another one opens that room.
addEventListener("hashchange", () => location.reload());
