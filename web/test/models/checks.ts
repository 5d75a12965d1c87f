// Checks exported models with other programs; for the tests in the browser and the journeys.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { validateBytes } from "gltf-validator";

const root = resolve(import.meta.dirname, "../../..");

/** What the Khronos glTF validator finds. */
export interface GlbReport {
  errors: readonly string[];
  warnings: readonly string[];
}

export async function checkedGlb(glb: Uint8Array): Promise<GlbReport> {
  const { issues } = await validateBytes(glb, { format: "glb", maxIssues: 0 });
  const written = (severity: number) =>
    issues.messages.filter((m) => m.severity === severity).map((m) => `${m.code} ${m.pointer}: ${m.message}`);
  return { errors: written(0), warnings: written(1) };
}

/** What USD's checker with the rules of ARKit finds, and the boxes of the nodes in metres: least and greatest x, y, z. */
export interface UsdzReport {
  problems: readonly string[];
  boxes: Readonly<Record<string, readonly number[]>>;
}

/** Checks a USDZ file; rejects where `ci/tools.sh test` has not installed the checker. */
export async function checkedUsdz(usdz: Uint8Array): Promise<UsdzReport> {
  const folder = await mkdtemp(join(tmpdir(), "usdz-"));
  try {
    const file = join(folder, "model.usdz");
    await writeFile(file, usdz);
    const python = join(root, ".tools/usd/bin/python");
    const { stdout } = await promisify(execFile)(python, [join(root, "ci/usdz.py"), file]);
    return JSON.parse(stdout) as UsdzReport;
  } finally {
    await rm(folder, { recursive: true });
  }
}
