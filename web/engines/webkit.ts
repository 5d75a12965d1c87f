// Drives WebKitGTK by its own driver, on a virtual display that is started for it.

import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { Builder, Capabilities, Key, Origin, type WebDriver } from "selenium-webdriver";
import { type Engine, type Json, size, type Window } from "./window.ts";

export async function webkitEngine(driverPath: string, browserPath: string): Promise<Engine> {
  const screen = await startScreen();
  const sessions: WebDriver[] = [];
  const processes = [screen.process];
  // Also when the run is interrupted.
  process.once("exit", () => {
    for (const each of processes) each.kill("SIGKILL");
  });
  return {
    window: async () => {
      const port = await freePort();
      // One driver per window, because a driver has only one session at a time.
      const env = { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: "1" };
      const driver = spawn(driverPath, [`--port=${port}`, "--host=127.0.0.1"], { env, stdio: "ignore" });
      processes.push(driver);
      await answers(driver, `http://127.0.0.1:${port}/status`);
      const session = await begin(`http://127.0.0.1:${port}`, browserPath);
      sessions.push(session);
      return new WebKitWindow(session);
    },
    close: async () => {
      await Promise.all(sessions.map((session) => session.quit()));
      for (const each of processes) each.kill();
    },
  };
}

async function begin(server: string, binary: string): Promise<WebDriver> {
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary, args: ["--automation"] },
  });
  const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
  await driver
    .manage()
    .window()
    .setRect({ ...size, x: 0, y: 0 });
  return driver;
}

class WebKitWindow implements Window {
  constructor(private readonly driver: WebDriver) {}

  async open(url: string): Promise<void> {
    await this.driver.get(url);
  }

  async reload(): Promise<void> {
    await this.driver.navigate().refresh();
  }

  async run<A extends readonly Json[], R>(inPage: (...args: A) => R, ...args: A): Promise<R> {
    return await this.driver.executeScript<R>(`return (${String(inPage)})(...arguments)`, ...args);
  }

  async moveTo(x: number, y: number): Promise<void> {
    await this.driver
      .actions()
      .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 100 })
      .perform();
  }

  async press(): Promise<void> {
    await this.driver.actions().press().perform();
  }

  async release(): Promise<void> {
    await this.driver.actions().release().perform();
  }

  async control(key: string): Promise<void> {
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
  }
}

/** Starts a virtual display, which chooses its own number and prints it when it is ready. */
function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  return new Promise((resolve, reject) => {
    const args = ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"];
    const started = spawn("Xvfb", args, { stdio: ["ignore", "pipe", "inherit"] });
    started.once("error", reject);
    started.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    started.stdout.once("data", (number: Buffer) => {
      resolve({ display: `:${String(number).trim()}`, process: started });
    });
  });
}

/** Resolves as soon as a server responds; rejects if its process ends before. */
async function answers(server: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The driver ended with ${server.exitCode}`);
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}
