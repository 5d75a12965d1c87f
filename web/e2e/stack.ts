// The whole stack as a child process: DynamoDB Local, a folder that is thrown away, faults on request.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Place, PlanBody } from "../src/model/index.ts";
import { root } from "./build.ts";
import { post } from "./signed.ts";

/** What `/_faults` takes (localstack/README.md); shares are from 0 to 1. */
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

/** An item as the table has it. */
export interface StoredItem extends Place {
  id: string;
  product: string;
  variant: string;
  version: number;
  token: number;
  /** The holder's name, while the lease lasts. */
  holder?: string;
}

const bin = (name: string) => join(root, ".local", "bin", name);
const startLimitMs = 60_000;
const stopLimitMs = 15_000;

export class Stack {
  readonly #data = mkdtempSync(join(tmpdir(), "homstyle-e2e-"));
  #child: ChildProcess | undefined;
  #port = 0;
  /** A test run that is cut short leaves neither processes nor files. */
  readonly #onExit = () => {
    this.#child?.kill("SIGKILL");
    rmSync(this.#data, { recursive: true, force: true });
  };

  private constructor(private readonly parameters: Readonly<Record<string, string>>) {
    process.once("exit", this.#onExit);
  }

  /** Starts a stack on a free port, with parameters of the template; resolves when it has printed its room's address. */
  static async start(parameters: Readonly<Record<string, string>> = {}): Promise<Stack> {
    const stack = new Stack(parameters);
    await stack.#up();
    await stack.#roomctl("export", "-room", "vardagsrum", "-out", stack.#demo);
    return stack;
  }

  /** Where the page and the WebSocket API are. */
  get port(): number {
    return this.#port;
  }

  /** Ends the stack as Ctrl-C does, keeping its data. */
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

  /** Starts a stopped stack again, with the same data on the same port. */
  async resume(): Promise<void> {
    await this.#up();
  }

  /** Ends the stack and forgets its data. */
  async end(): Promise<void> {
    await this.stop();
    process.off("exit", this.#onExit);
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** Makes an empty room: of 5 by 4 m, unless told. */
  async createRoom(id: string, plan?: PlanBody): Promise<void> {
    const file = join(this.#data, `${id}.json`);
    if (plan) writeFileSync(file, JSON.stringify(plan));
    await this.#roomctl("room", "create", "-room", id, ...(plan ? ["-plan", file] : []));
  }

  /** Makes a room like the stack's own, as that was when nobody had been in it. */
  async copyDemo(id: string): Promise<void> {
    await this.#roomctl("import", "-room", id, "-in", this.#demo);
  }

  /** The items of a room as the table has them, by id. */
  async stored(room: string): Promise<Map<string, StoredItem>> {
    const { items } = await this.#show(room);
    return new Map(items.map((item) => [item.id, item]));
  }

  /** The names of who is in a room, as the table has them. */
  async peers(room: string): Promise<string[]> {
    const { peers } = await this.#show(room);
    return peers.map((peer) => peer.name);
  }

  /** Withdraws every token of a room that was given until now, as a shop does. */
  async revoke(room: string): Promise<void> {
    await post(`http://localhost:${this.#port}/api/rooms/${room}/revocations`, { all: true });
  }

  /** Makes the stack misbehave; `{}` ends that. */
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

/** The port of the room's address that a stack prints when it is up. */
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
