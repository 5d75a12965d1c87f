import { expect, test } from "vitest";
import { languages } from "../../src/i18n/index.ts";
import { roomPanelTextsOf } from "../../src/i18n/room-panel/index.ts";
import { storedName } from "../../src/model/own.ts";

test.each(languages)(
  "AC9 the pieces of a scan have names that are stored as they are, in %s",
  async (language) => {
    const { scan } = await roomPanelTextsOf(language);
    for (const name of Object.values(scan.names)) expect(storedName(name)).toBe(name);
  },
);
