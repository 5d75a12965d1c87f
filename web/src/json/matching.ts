import { DecodeError, type Decoder } from "./decoder.ts";

/** Decodes a string that matches a pattern. */
export function matching(pattern: RegExp, message: string): Decoder<string> {
  return (v, path) => {
    if (typeof v === "string" && pattern.test(v)) return v;
    throw new DecodeError({ path, message });
  };
}
