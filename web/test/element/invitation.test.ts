import { expect, test } from "vitest";
import { linkTo } from "../../src/element/invitation.ts";

const invited = { room: "anna-living", name: "Anna", code: "eyJ" };

test.each([
  ["https://shop.example/", "https://shop.example/?room=anna-living#invite=eyJ"],
  [
    "https://shop.example/index.php?product=5",
    "https://shop.example/index.php?product=5&room=anna-living#invite=eyJ",
  ],
  [
    "https://shop.example/p?room=other&lang=sv#top",
    "https://shop.example/p?room=anna-living&lang=sv#invite=eyJ",
  ],
  // The link does not have the inviting user's name and role.
  [
    "https://planner.example/?room=x&name=Anna&role=owner",
    "https://planner.example/?room=anna-living#invite=eyJ",
  ],
  ["https://shop.example/?name=sofa", "https://shop.example/?name=sofa&room=anna-living#invite=eyJ"],
])("AC10 an invitation from %s keeps what says which page it is", (page, link) => {
  expect(linkTo(page, invited)).toBe(link);
});
