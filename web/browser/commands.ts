// Commands by which a test in the page controls the browser from outside, and checks files with other programs.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { validateBytes } from "gltf-validator";
import type { BrowserCommand } from "vitest/node";

const root = resolve(import.meta.dirname, "../..");

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

/** What the Khronos glTF validator finds. */
interface GlbReport {
  errors: readonly string[];
  warnings: readonly string[];
}

/** Validates a GLB, in base64. */
export const checkGlb: BrowserCommand<[glb: string]> = async (_, glb): Promise<GlbReport> => {
  const { issues } = await validateBytes(new Uint8Array(Buffer.from(glb, "base64")), {
    format: "glb",
    maxIssues: 0,
  });
  const written = (severity: number) =>
    issues.messages.filter((m) => m.severity === severity).map((m) => `${m.code} ${m.pointer}: ${m.message}`);
  return { errors: written(0), warnings: written(1) };
};

/** What USD's checker with the rules of ARKit finds, and the boxes of the nodes in metres: least and greatest x, y, z. */
interface UsdzReport {
  problems: readonly string[];
  boxes: Readonly<Record<string, readonly number[]>>;
}

/** Checks a USDZ file, in base64; rejects where `ci/tools.sh test` has not installed the checker. */
export const checkUsdz: BrowserCommand<[usdz: string]> = async (_, usdz): Promise<UsdzReport> => {
  const folder = await mkdtemp(join(tmpdir(), "usdz-"));
  try {
    const file = join(folder, "model.usdz");
    await writeFile(file, Buffer.from(usdz, "base64"));
    const python = join(root, ".tools/usd/bin/python");
    const { stdout } = await promisify(execFile)(python, [join(root, "ci/usdz.py"), file]);
    return JSON.parse(stdout) as UsdzReport;
  } finally {
    await rm(folder, { recursive: true });
  }
};

declare module "vitest/browser" {
  interface BrowserCommands {
    removeFiles(...paths: string[]): Promise<void>;
    restoreFiles(): Promise<void>;
    checkGlb(glb: string): Promise<GlbReport>;
    checkUsdz(usdz: string): Promise<UsdzReport>;
  }
}
