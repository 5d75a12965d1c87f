// All style sheets use the layers and tokens, and no two sheets of the planner style the same class.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postcss, { type Declaration, type Node, type Rule } from "postcss";
import { describe, expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");
const layers = ["reset", "tokens", "base", "components", "overrides"];
const everything = readdirSync(src, { recursive: true, encoding: "utf8" });
const files = everything.filter((file) => file.endsWith(".css"));
const rootOf = (file: string) => postcss.parse(readFileSync(join(src, file), "utf8"));

/** Classes of parts that any sheet of the planner may place. */
const parts = /^(planner|bar|brand|tabs|side|stage|over|tools|inspector|toasts|notice|veil|dialog)$/;
const isTokens = (file: string) => file.endsWith("tokens.css");
const inPlanner = (file: string) => !/^(demo-shop|embed)\//.test(file);

/** Returns the layer that a rule is in; undefined outside of all. */
function layerOf(node: Node): string | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "atrule" && "name" in at && at.name === "layer" && "params" in at)
      return String(at.params);
  }
  return undefined;
}

function declarations(file: string): Declaration[] {
  const found: Declaration[] = [];
  rootOf(file).walkDecls((declaration) => void found.push(declaration));
  return found;
}

function rules(file: string): Rule[] {
  const found: Rule[] = [];
  rootOf(file).walkRules((rule) => void found.push(rule));
  return found;
}

const written = ({ parent, prop, value }: Declaration) =>
  `${parent && "selector" in parent ? parent.selector : ""} { ${prop}: ${value} }`;

const lengths = /(?<![\w.-])(\d*\.?\d+)px/g;
const colours = /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|oklab|lab|lch)\(|\b(white|black)\b/i;

/** Returns why a declaration doesn't use tokens; undefined when it does. */
function fault({ prop, value }: Declaration): string | undefined {
  if (colours.test(value)) return "a raw colour";
  if (prop.startsWith("--")) return undefined;
  if (prop === "font-size" && !value.startsWith("var(")) return "a raw size of type";
  const raw = [...value.matchAll(lengths)].some(([, px]) => px !== "1" && px !== "0");
  return raw ? "a raw length" : undefined;
}

/**
 * Returns the class that a selector's rule belongs to: the first
 * that is not a part. In a part's own sheet that is the part itself.
 */
function ownerOf(selector: string, file: string): string | undefined {
  const plain = selector.replace(/:not\([^)]*\)/g, "");
  const classes = [...plain.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name);
  const [first] = classes;
  if (first !== undefined && file.endsWith(`/${first}.css`)) return first;
  return classes.find((name) => !parts.test(name)) ?? first;
}

test("there are style sheets to hold to this", () => {
  expect(files.length).toBeGreaterThan(40);
});

describe.each(files)("%s", (file) => {
  test("has all its rules in a layer", () => {
    const outside = rules(file).filter((rule) => !layers.includes(layerOf(rule) ?? ""));
    expect(outside.map(({ selector }) => selector)).toEqual([]);
  });

  test("is on tokens alone", () => {
    if (isTokens(file)) return;
    const faults = declarations(file).flatMap((d) => (fault(d) ? [`${fault(d)}: ${written(d)}`] : []));
    expect(faults).toEqual([]);
  });

  test("has no !important: what goes above components is in the last layer", () => {
    expect(
      declarations(file)
        .filter((d) => d.important)
        .map(written),
    ).toEqual([]);
  });
});

test("the sheets that are first in their document name all layers, in one order", () => {
  const named = files.flatMap((file) => {
    const found: string[] = [];
    rootOf(file).walkAtRules("layer", (at) => void (at.nodes ? undefined : found.push(at.params)));
    return found.map((params) => [file, params]);
  });
  const all = layers.join(", ");
  expect(named.sort()).toEqual([
    ["demo-shop/shop.css", all],
    ["demo/demo.css", all],
    ["embed/page.css", all],
    ["styles/tokens.css", all],
  ]);
});

test("a class of the planner is styled by one sheet", () => {
  const homes = new Map<string, Set<string>>();
  for (const file of files.filter(inPlanner)) {
    for (const selector of rules(file).flatMap((rule) => rule.selectors)) {
      const owner = ownerOf(selector, file);
      if (owner === undefined || parts.test(owner)) continue;
      homes.set(owner, (homes.get(owner) ?? new Set()).add(file));
    }
  }
  const shared = [...homes].filter(([, where]) => where.size > 1).map(([name, where]) => [name, ...where]);
  expect(shared).toEqual([]);
});

test("every token is used, and every custom property of ours is defined", () => {
  const all = files.filter(inPlanner).flatMap(declarations);
  const code = everything
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(src, file), "utf8"))
    .join();
  const defined = new Set(all.map(({ prop }) => prop).filter((prop) => prop.startsWith("--")));
  const used = new Set(
    all.flatMap(({ value }) => [...value.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name)),
  );
  const fromCode = (name: string) => code.includes(`"${name}"`) || code.includes(`"${name.slice(2)}"`);
  expect([...defined].filter((name) => !used.has(name) && !fromCode(name))).toEqual([]);
  expect(all.filter(({ prop, value }) => value.includes(`var(${prop})`)).map(written)).toEqual([]);
  const set = (name: string) => name.startsWith("--homstyle-") || defined.has(name) || code.includes(name);
  expect([...used].filter((name) => !set(name))).toEqual([]);
});

test("no template has a style attribute, which the content security policy of a page refuses", () => {
  const templates = everything.filter((file) => file.endsWith(".ts"));
  const styled = templates.filter((file) => /\sstyle=["$]/.test(readFileSync(join(src, file), "utf8")));
  expect(templates.length).toBeGreaterThan(100);
  expect(styled).toEqual([]);
});
