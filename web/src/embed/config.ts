// What a page knows before the planner is there: where the services are (config.json,
// which the deployment writes) and what its address asks for. Both become the element's attributes.

/** Addresses, absolute. */
export interface Services {
  /** The WebSocket API, without room and tab. */
  wsUrl: string;
  /** The shop's back end that gives room tokens. */
  tokenUrl: string;
  catalogUrl: string;
  /** The HTTP API; without it, nobody can look back. */
  apiUrl?: string;
}

/** config.json is missing, or says something that can't be used. The message is for who deployed it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads config.json's content; what it leaves out is beside the page. */
export function readServices(config: unknown, base: string): Services {
  const told = typeof config === "object" && config !== null ? config : {};
  const urlOf = (key: keyof Services, fallback: string, schemes: readonly string[]) => {
    const value: unknown = Reflect.get(told, key) ?? fallback;
    const url =
      typeof value === "string" && value !== "" && URL.canParse(value, base)
        ? new URL(value, base)
        : undefined;
    if (url && schemes.includes(url.protocol)) return url.href;
    throw new ConfigError(
      `config.json: ${key} must be an address that begins with ${schemes.join("// or ")}//`,
    );
  };
  return {
    wsUrl: urlOf("wsUrl", "", ["wss:", "ws:"]),
    tokenUrl: urlOf("tokenUrl", "token", ["https:", "http:"]),
    catalogUrl: urlOf("catalogUrl", "catalog/catalog.json", ["https:", "http:"]),
    ...(Reflect.has(told, "apiUrl") ? { apiUrl: urlOf("apiUrl", "", ["https:", "http:"]) } : {}),
  };
}

/** Fetches config.json from beside the page. */
export async function fetchServices(base: string): Promise<Services> {
  const response = await fetch(new URL("config.json", base));
  if (!response.ok) throw new ConfigError(`config.json: the server answered ${response.status}`);
  const config: unknown = await response.json().catch(() => {
    throw new ConfigError("config.json is not JSON");
  });
  return readServices(config, base);
}

/** What may stand in an address besides the room, under the same names as the element's attributes. */
const passed = ["name", "lang", "currency", "view", "product", "variant"] as const;

/** The element's attributes for an address, such as `/?room=vardagsrum&name=Anna#invite=CODE`. */
export function attributesOf(href: string, services: Services, room = "vardagsrum"): Map<string, string> {
  const { searchParams: query, hash } = new URL(href);
  const roomUrl = new URL(services.wsUrl);
  roomUrl.searchParams.set("room", query.get("room") || room);
  const attributes = new Map([
    ["room-url", roomUrl.href],
    ["token-url", tokenUrl(services.tokenUrl, query.get("role"))],
    ["catalog-url", services.catalogUrl],
  ]);
  if (services.apiUrl) attributes.set("api-url", services.apiUrl);
  const invite = new URLSearchParams(hash.slice(1)).get("invite");
  if (invite) attributes.set("invite", invite);
  for (const key of passed) {
    const value = query.get(key)?.trim();
    if (value) attributes.set(key, value);
  }
  return attributes;
}

/** A role in the address is a wish: the local stack grants it, a shop's back end decides by itself. */
function tokenUrl(url: string, role: string | null): string {
  if (!role) return url;
  const wish = new URL(url);
  wish.searchParams.set("role", role);
  return wish.href;
}
