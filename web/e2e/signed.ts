// Requests of a shop's back end to the HTTP API, signed by AWS's signature, version 4.

import { AwsClient } from "aws4fetch";

const aws = new AwsClient({
  accessKeyId: "local",
  secretAccessKey: "local",
  region: "us-east-1",
  service: "execute-api",
  retries: 0,
});

/** Posts JSON to the HTTP API of a local stack. */
export async function post(url: string, content: object): Promise<void> {
  const response = await aws.fetch(url, { method: "POST", body: JSON.stringify(content) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}
