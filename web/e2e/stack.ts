// The whole stack as a child process: DynamoDB Local, a temporary folder, faults on request.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Place, PlanBody } from "../src/model/index.ts";
import { root } from "./build.ts";
import { post } from "./signed.ts";

/** The settings of `/_faults` (localstack/README.md); rates are from 0 to 1. */
export interface Faults {
  seed?: number;
  latencyMs?: number;
  dropPosts?: number;
  gone?: number;
  throttle?: number;
  killFunction?: string;
  killProbability?: number;
  killAfterMs?: number;
}

/** An item as stored in the table. */
export interface StoredItem extends Place {
  id: string;
  product: string;
  variant: string;
  version: number;
  token: number;
  /** The holder's name, while the lease is in force. */
  holder?: string;
}

const bin = (name: string) => join(root, ".local", "bin", name);
const startLimitMs = 60_000;
const stopLimitMs = 15_000;

export class Stack {
  readonly #data = mkdtempSync(join(tmpdir(), "homstyle-e2e-"));
  #child: ChildProcess | undefined;
  #port = 0;
  /** Removes processes and files when a test run is aborted. */
  readonly #onExit = () => {
    this.#child?.kill("SIGKILL");
    rmSync(this.#data, { recursive: true, force: true });
  };

  private constructor(private readonly parameters: Readonly<Record<string, string>>) {
    process.once("exit", this.#onExit);
  }

  /**
   * Starts a stack on a free port, with parameters of the template; resolves once its room's address is
   * known.
   */
  static async start(parameters: Readonly<Record<string, string>> = {}): Promise<Stack> {
    // The history has changes after a second, in place of 30.
    const stack = new Stack({ SnapshotWindowSeconds: "1", ...parameters });
    await stack.#up();
    await stack.#roomctl("export", "-room", "vardagsrum", "-out", stack.#demo);
    return stack;
  }

  /** The port of the page and of the WebSocket API. */
  get port(): number {
    return this.#port;
  }

  /** Stops the stack as Ctrl-C does, and keeps its data. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGINT");
    const overdue = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
    await ended;
    clearTimeout(overdue);
  }

  /** Starts a stopped stack again, with the same data and port. */
  async resume(): Promise<void> {
    await this.#up();
  }

  /** Stops the stack and deletes its data. */
  async end(): Promise<void> {
    await this.stop();
    process.off("exit", this.#onExit);
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** Creates an empty room, of 5 by 4 m without a plan. */
  async createRoom(id: string, plan?: PlanBody): Promise<void> {
    const file = join(this.#data, `${id}.json`);
    if (plan) writeFileSync(file, JSON.stringify(plan));
    await this.#roomctl("room", "create", "-room", id, ...(plan ? ["-plan", file] : []));
  }

  /** Creates a room with the contents that the stack's own room had at the start. */
  async copyDemo(id: string): Promise<void> {
    await this.#roomctl("import", "-room", id, "-in", this.#demo);
  }

  /** Returns the items of a room as stored in the table, by id; roomctl leaves out a height of 0. */
  async stored(room: string): Promise<Map<string, StoredItem>> {
    const { items } = await this.#show(room);
    return new Map(items.map((item) => [item.id, { ...item, z: item.z ?? 0 }]));
  }

  /** Returns the names of a room's peers as stored in the table. */
  async peers(room: string): Promise<string[]> {
    const { peers } = await this.#show(room);
    return peers.map((peer) => peer.name);
  }

  /** Revokes all tokens of a room that were issued until now, as a shop does. */
  async revoke(room: string): Promise<void> {
    await post(`http://localhost:${this.#port}/api/rooms/${room}/revocations`, { all: true });
  }

  /** Makes the stack inject faults; `{}` ends that. */
  async faults(settings: Faults): Promise<void> {
    const url = `http://localhost:${this.#port}/_faults`;
    const response = await fetch(url, { method: "PUT", body: JSON.stringify(settings) });
    if (!response.ok) throw new Error(`faults: ${response.status} ${await response.text()}`);
  }

  get #demo(): string {
    return join(this.#data, "demo.jsonl");
  }

  async #show(room: string): Promise<{ items: StoredItem[]; peers: { name: string }[] }> {
    return JSON.parse(await this.#roomctl("room", "show", "-room", room, "-json"));
  }

  async #roomctl(...args: string[]): Promise<string> {
    const env = join(this.#data, "env");
    const { stdout } = await promisify(execFile)(bin("roomctl"), ["-env", env, ...args], { cwd: root });
    return stdout;
  }

  async #up(): Promise<void> {
    const args = ["-addr", `127.0.0.1:${this.#port}`, "-data", this.#data, "-faults", "-quiet"];
    for (const [key, value] of Object.entries(this.parameters)) args.push("-param", `${key}=${value}`);
    const child = spawn(bin("localstack"), args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.#port = await printedPort(child);
  }
}

/** Returns the port of the room's address, which a stack prints when it is up. */
function printedPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    const overdue = setTimeout(() => reject(new Error(`The stack does not start:\n${said}`)), startLimitMs);
    const listen = (text: Buffer) => {
      said += text;
      const port = /room {2,}http:\/\/localhost:(\d+)\//.exec(said)?.[1];
      if (port) resolve(Number(port));
      if (port) clearTimeout(overdue);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`The stack ended with ${code}:\n${said}`)));
  });
}
