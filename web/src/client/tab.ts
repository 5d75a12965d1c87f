// Who this tab is, over reloads: its id and its op counter (CL2).

/** What the client needs of sessionStorage. */
export interface TabStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What the client needs of navigator.locks. The callback's promise holds the lock; null means that it is taken. */
export interface TabLocks {
  request(
    name: string,
    options: { ifAvailable: true },
    hold: (lock: object | null) => Promise<void>,
  ): Promise<unknown>;
}

export interface TabOptions {
  /** Default: forgotten when the page goes. */
  storage?: TabStorage | undefined;
  /** Default: copied tabs are not noticed. */
  locks?: TabLocks | undefined;
  /** A fresh random id of `A-Z a-z 0-9 _ -`. */
  randomId: () => string;
}

const idKey = "homstyle.tab";
const opKey = "homstyle.op";

/** A tab's identity. */
export class Tab {
  #released: () => void = () => {};

  private constructor(
    readonly id: string,
    private readonly storage: TabStorage,
  ) {}

  /**
   * Opens the tab's identity. A browser copies sessionStorage into a copied tab:
   * the original still holds the lock named after the id, so the copy gets a new one.
   */
  static async open(options: TabOptions): Promise<Tab> {
    const storage = guarded(options.storage ?? memoryStorage());
    const stored = storage.getItem(idKey);
    if (stored !== null && validId(stored)) {
      const tab = new Tab(stored, storage);
      if (await tab.#hold(options.locks)) return tab;
    }
    const fresh = new Tab(options.randomId(), storage);
    storage.setItem(idKey, fresh.id);
    storage.setItem(opKey, "0");
    await fresh.#hold(options.locks);
    return fresh;
  }

  /** The next op: higher than any this tab used before, reloads included. */
  nextOp(): number {
    const stored = Number(this.storage.getItem(opKey));
    const op = (Number.isSafeInteger(stored) && stored >= 0 ? stored : 0) + 1;
    this.storage.setItem(opKey, String(op));
    return op;
  }

  /** Lets another page have this identity. */
  close(): void {
    this.#released();
  }

  /** Holds the lock until close; false when another tab has it. */
  #hold(locks: TabLocks | undefined): Promise<boolean> {
    if (!locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      const held = (lock: object | null) => {
        resolve(lock !== null);
        if (lock === null) return Promise.resolve();
        return new Promise<void>((release) => {
          this.#released = release;
        });
      };
      // Where locks are refused (a sandboxed frame), copies go unnoticed; nothing else suffers.
      locks.request(`${idKey}.${this.id}`, { ifAvailable: true }, held).catch(() => resolve(true));
    });
  }
}

function validId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

/** A storage for one page's life. */
export function memoryStorage(): TabStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

/** A storage that keeps working in memory when the browser refuses it (full, or blocked). */
function guarded(storage: TabStorage): TabStorage {
  const memory = memoryStorage();
  return {
    getItem(key) {
      const kept = memory.getItem(key);
      if (kept !== null) return kept;
      try {
        return storage.getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      memory.setItem(key, value);
      try {
        storage.setItem(key, value);
      } catch {
        // In memory it is kept.
      }
    },
  };
}
