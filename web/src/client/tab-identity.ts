// This tab's identity, kept over reloads: its id and its op counter (CL2).

/** The part of sessionStorage that the client uses. */
export interface TabStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/**
 * The part of navigator.locks that the client uses. The lock is held until the callback's promise settles;
 * null means that it is taken.
 */
export interface TabLocks {
  request(
    name: string,
    options: { ifAvailable: true },
    hold: (lock: object | null) => Promise<void>,
  ): Promise<unknown>;
}

export interface TabIdentityOptions {
  /** Default: memory, which is lost with the page. */
  storage?: TabStorage | undefined;
  /** Default: copied tabs are not detected. */
  locks?: TabLocks | undefined;
  /** Returns a new random id of `A-Z a-z 0-9 _ -`. */
  randomId: () => string;
}

const idKey = "homstyle.tab";
const opKey = "homstyle.op";

/** The ids in use in this page: two rooms on one page are two peers, also where there are no locks. */
const inUse = new Set<string>();
/** Resolves when the locks that this page released are free. */
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
   * Opens the tab's identity. A browser copies sessionStorage into a duplicated tab: the original still holds
   * the lock
   * named after the id, so the duplicate gets a new id.
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

  /** Returns the next op: higher than any that this id used before, also before a reload. */
  nextOp(): number {
    this.#op += 1;
    this.storage.setItem(this.#opKey, String(this.#op));
    return this.#op;
  }

  /** Takes the identity again after `close`; resolves to false when another page has it by now. */
  async reopen(): Promise<boolean> {
    if (this.#open) return true;
    if (inUse.has(this.id)) return false;
    inUse.add(this.id);
    this.#open = true;
    await released;
    if (!(await this.#hold())) this.close();
    // Another page may have raised the counter meanwhile.
    this.#op = Math.max(this.#op, this.#storedOp());
    return this.#open;
  }

  /** Releases this identity, so that another page can take it. */
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

  /** Takes the lock until `close`; resolves to false when another tab has it. */
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
      // Where locks are refused (a sandboxed frame), duplicated tabs are not detected.
      const asked = locks.request(`${idKey}.${this.id}`, { ifAvailable: true }, held);
      this.#over = asked.catch(() => resolve(true));
    });
  }
}

function validId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

/** Returns a storage that lasts as long as the page. */
export function memoryStorage(): TabStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

/** Returns a storage that falls back to memory when the browser refuses it (full, or blocked). */
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
