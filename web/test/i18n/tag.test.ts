import fc from "fast-check";
import { expect, test } from "vitest";
import { regional, tagOf } from "../../src/i18n/tag.ts";

test.each([
  [["sv-SE"], "sv-SE"],
  [["sv_SE"], "sv-SE"],
  [["sv_SE.UTF-8"], "sv-SE"],
  [["ca@valencia"], "ca"],
  [["zh-Hans_CN"], "zh-Hans-CN"],
  [["x", "de_DE"], "de-DE"],
  [["", undefined, null, "sv"], "sv"],
  [["not a lang", "C"], "en"],
  [[], "en"],
])("the tag of %j is %s", (asked, tag) => {
  expect(tagOf(...asked)).toBe(tag);
});

test("whatever is asked for, numbers can be written in it", () => {
  fc.assert(fc.property(fc.string(), (asked) => new Intl.NumberFormat(tagOf(asked)).format(0.5) !== ""));
});

test.each([
  ["en", ["sv-SE", "en-GB", "en-US", "en"], "en-GB"],
  ["en-US", ["en-GB", "en"], "en-US"],
  ["en", ["en", "eng-GB", "sv-SE"], "en"],
  ["de", [], "de"],
])("%s of a page is, to somebody who reads %j, %s", (tag, own, written) => {
  expect(regional(tag, own)).toBe(written);
});
