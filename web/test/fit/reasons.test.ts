// docs/embed.md tells shops which reasons a verdict has: the same codes, verdicts and fields as in the code.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const verdicts = ["fits", "tight", "blocked"];

interface Reason {
  code: string;
  verdicts: string[];
  fields: string[];
}

/** Reads the members of the union `Finding` from its source. */
function ofTheCode(): Reason[] {
  const [, union = ""] = read("web/src/model/finding.ts").split("export type Finding =");
  const source = union.replace(/\/\*\*[\s\S]*?\*\//g, "");
  return [...source.matchAll(/\{([^{}]*code: "([a-z-]+)"[^{}]*)\}/g)].map(([, members = "", code = ""]) => {
    const [, verdict = ""] = members.match(/verdict: ([^;]+)/) ?? [];
    const fields = [...members.matchAll(/(?:^|;)\s*(\w+)\??:/g)].map(([, field = ""]) => field);
    return {
      code,
      verdicts: verdict.trim() === "Verdict" ? verdicts : ticked(verdict, '"'),
      fields: fields.filter((field) => field !== "code" && field !== "verdict"),
    };
  });
}

/** Reads the table of docs/embed.md. */
function ofTheDocument(): Reason[] {
  const [, section = ""] = read("docs/embed.md").split("### Reasons\n");
  const [table = ""] = section.split("\n#");
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) => {
    const [, code = "", verdict = "", fields = ""] = row.split("|");
    return { code: ticked(code).join(), verdicts: ticked(verdict), fields: ticked(fields) };
  });
}

function ticked(text: string, quote = "`"): string[] {
  return text.split(quote).filter((_, i) => i % 2 === 1);
}

test("docs/embed.md has every reason with its verdicts and fields, in the same order", () => {
  const code = ofTheCode();
  expect(code.length).toBeGreaterThan(15);
  expect(ofTheDocument()).toEqual(code);
});
