import { expect, test } from "vitest";
import { de } from "../../src/i18n/de.ts";
import { en } from "../../src/i18n/en.ts";
import { sv } from "../../src/i18n/sv.ts";
import { closedMessage } from "../../src/panels/closed-message.ts";

const reasons = ["superseded", "revoked", "outdated", "refused", "full"] as const;

test.each(reasons)(
  "who is put out of a room (%s) is never told that all is saved when it is not",
  (reason) => {
    for (const texts of [en, sv, de]) {
      const { closed: words } = texts;
      const said = (unstored: number) =>
        closedMessage(reason, texts, unstored, () => {})
          .values.map(String)
          .join(" ");
      expect(said(2)).toContain(words.unstored(2));
      expect(said(2)).not.toContain(words.supersededWhy);
      expect(said(0)).not.toContain(words.unstored(1));
    }
  },
);
