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

export interface TabIdentityOptions {
  /** Default: forgotten when the page goes. */
  storage?: TabStorage | undefined;
  /** Default: copied tabs are not noticed. */
  locks?: TabLocks | undefined;
  /** A fresh random id of `A-Z a-z 0-9 _ -`. */
  randomId: () => string;
}

const idKey = "homstyle.tab";
const opKey = "homstyle.op";

/** The ids that are in use in this page: two rooms on one page are two peers, also where there are no locks. */
const inUse = new Set<string>();
/** Resolves when the locks that this page let go are free. */
let released: Promise<unknown> = Promise.resolve();

/** A tab's identity. */
export class TabIdentity {
  #op: number;
  #open = false;
  #release: () => void = () => {};
  /** Resolves when the lock is free again. */
  #over: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly id: string,
    private readonly storage: TabStorage,
    private readonly locks: TabLocks | undefined,
  ) {
    this.#op = this.#storedOp();
  }

  /**
   * Opens the tab's identity. A browser copies sessionStorage into a copied tab:
   * the original still holds the lock named after the id, so the copy gets a new one.
   */
  static async open({ locks, randomId, ...options }: TabIdentityOptions): Promise<TabIdentity> {
    const storage = guarded(options.storage ?? memoryStorage());
    const stored = storage.getItem(idKey);
    if (stored !== null && validId(stored)) {
      const tab = new TabIdentity(stored, storage, locks);
      if (await tab.reopen()) return tab;
    }
    const fresh = new TabIdentity(randomId(), storage, locks);
    storage.setItem(idKey, fresh.id);
    await fresh.reopen();
    return fresh;
  }

  /** The next op: higher than any that this id used before, reloads included. */
  nextOp(): number {
    this.#op += 1;
    this.storage.setItem(this.#opKey, String(this.#op));
    return this.#op;
  }

  /** Takes the identity again after `close`; false when another page has it by now. */
  async reopen(): Promise<boolean> {
    if (this.#open) return true;
    if (inUse.has(this.id)) return false;
    inUse.add(this.id);
    this.#open = true;
    await released;
    if (!(await this.#hold())) this.close();
    // Whoever had it meanwhile counted on.
    this.#op = Math.max(this.#op, this.#storedOp());
    return this.#open;
  }

  /** Lets another page have this identity. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    inUse.delete(this.id);
    this.#release();
    released = Promise.all([released, this.#over]);
  }

  get #opKey(): string {
    return `${opKey}.${this.id}`;
  }

  #storedOp(): number {
    const stored = Number(this.storage.getItem(this.#opKey));
    return Number.isSafeInteger(stored) && stored >= 0 ? stored : 0;
  }

  /** Holds the lock until close; false when another tab has it. */
  #hold(): Promise<boolean> {
    const { locks } = this;
    if (!locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      const held = (lock: object | null) => {
        resolve(lock !== null);
        if (lock === null || !this.#open) return Promise.resolve();
        return new Promise<void>((release) => {
          this.#release = release;
        });
      };
      // Where locks are refused (a sandboxed frame), copies go unnoticed; nothing else suffers.
      const asked = locks.request(`${idKey}.${this.id}`, { ifAvailable: true }, held);
      this.#over = asked.catch(() => resolve(true));
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
      try {
        return memory.getItem(key) ?? storage.getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      try {
        storage.setItem(key, value);
      } catch {
        memory.setItem(key, value);
      }
    },
  };
}
