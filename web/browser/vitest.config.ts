// Components in a real browser, with rooms in memory behind them: no Go, no stack, seconds.
// The files are named *.browser.ts so that `npm test` leaves them alone.

import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { memoryRooms } from "../dev/server.ts";
import { checkGlb, checkUsdz, removeFiles, restoreFiles } from "./commands.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  plugins: [memoryRooms()],
  // A frame that has no origin loads its scripts from here, too.
  server: { cors: true },
  // Found while the tests run, it would load the page again.
  optimizeDeps: { include: ["lit-html", "lit-html/async-directive.js", "idb-keyval", "three", "jspdf"] },
  test: {
    include: ["browser/**/*.browser.ts"],
    browser: {
      enabled: true,
      headless: true,
      commands: { checkGlb, checkUsdz, removeFiles, restoreFiles },
      screenshotFailures: false,
      // A planner of the fixture's size, unscaled.
      viewport: { width: 1000, height: 700 },
      provider: playwright({ launchOptions: { executablePath, args: ["--no-sandbox"] } }),
      instances: [{ browser: "chromium" }],
    },
    expect: { poll: { timeout: 5_000, interval: 20 } },
  },
});
