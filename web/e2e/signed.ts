// Requests of a shop's back end to the HTTP API, with AWS's signature, version 4.

import { createHash, createHmac } from "node:crypto";

const key = "local";
const region = "us-east-1";

/** Posts JSON to the HTTP API of a local stack. */
export async function post(url: string, content: object): Promise<void> {
  const { host, pathname } = new URL(url);
  const body = JSON.stringify(content);
  const at = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = { host, "x-amz-date": at };
  const names = Object.keys(headers).join(";");
  const asked = ["POST", pathname, "", `host:${host}`, `x-amz-date:${at}`, "", names, sum(body)].join("\n");
  const scope = `${at.slice(0, 8)}/${region}/execute-api/aws4_request`;
  const signing = scope.split("/").reduce<string | Buffer>((by, part) => mac(by, part), `AWS4${key}`);
  const signature = mac(signing, ["AWS4-HMAC-SHA256", at, scope, sum(asked)].join("\n")).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const response = await fetch(url, { method: "POST", body, headers: { ...headers, authorization } });
  if (!response.ok) throw new Error(`${pathname}: ${response.status} ${await response.text()}`);
}

function sum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function mac(by: string | Buffer, text: string): Buffer {
  return createHmac("sha256", by).update(text).digest();
}
