// Commands by which a test in the page controls the browser from outside, and checks models with other programs.

import type { BrowserCommand } from "vitest/node";
import { checkedGlb, checkedUsdz, type GlbReport, type UsdzReport } from "../test/models/checks.ts";

/** Answers requests for these paths with 404 from now on. */
export const removeFiles: BrowserCommand<[...paths: string[]]> = async ({ context }, ...paths) => {
  await context.route(
    (url) => paths.includes(url.pathname),
    (route) => route.fulfill({ status: 404 }),
  );
};

export const restoreFiles: BrowserCommand<[]> = async ({ context }) => {
  await context.unrouteAll();
};

/** Checks a GLB, in base64. */
export const checkGlb: BrowserCommand<[glb: string]> = (_, glb) => checkedGlb(bytesOf(glb));

/** Checks a USDZ file, in base64. */
export const checkUsdz: BrowserCommand<[usdz: string]> = (_, usdz) => checkedUsdz(bytesOf(usdz));

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

declare module "vitest/browser" {
  interface BrowserCommands {
    removeFiles(...paths: string[]): Promise<void>;
    restoreFiles(): Promise<void>;
    checkGlb(glb: string): Promise<GlbReport>;
    checkUsdz(usdz: string): Promise<UsdzReport>;
  }
}
