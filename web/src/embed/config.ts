// Reads the URLs of the services (config.json, which the deployment writes) and the parameters of the
// page's own URL, and converts both to the element's attributes.

/** Absolute URLs of the services. */
export interface Services {
  /** The WebSocket API, without room and tab. */
  wsUrl: string;
  /** The shop's back end that gives room tokens. */
  tokenUrl: string;
  catalogUrl: string;
  /** The HTTP API; without it there is no history. */
  apiUrl?: string;
  /** True if the HTTP API suggests products for a wish in words. */
  suggestions?: boolean;
}

/** Thrown if config.json is missing or invalid. The message is for whoever deployed it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the content of config.json; `tokenUrl` and `catalogUrl` have defaults. Throws a ConfigError. */
export function readServices(config: unknown, base: string): Services {
  const told = typeof config === "object" && config !== null ? config : {};
  const urlOf = (
    key: "wsUrl" | "tokenUrl" | "catalogUrl" | "apiUrl",
    fallback: string,
    schemes: readonly string[],
  ) => {
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
    ...(Reflect.get(told, "suggestions") === true ? { suggestions: true } : {}),
  };
}

/** Fetches config.json, relative to `base`. Throws a ConfigError. */
export async function fetchServices(base: string): Promise<Services> {
  const response = await fetch(new URL("config.json", base));
  if (!response.ok) throw new ConfigError(`config.json: the server answered ${response.status}`);
  const config: unknown = await response.json().catch(() => {
    throw new ConfigError("config.json is not JSON");
  });
  return readServices(config, base);
}

/** Parameters of the page's URL that become attributes of the same name. */
const passed = ["name", "lang", "currency", "view", "product", "variant"] as const;

/** Returns the element's attributes for a URL such as `/?room=vardagsrum&name=Anna#invite=CODE`. */
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
  if (services.suggestions) attributes.set("suggestions", "");
  const invite = new URLSearchParams(hash.slice(1)).get("invite");
  if (invite) attributes.set("invite", invite);
  for (const key of passed) {
    const value = query.get(key)?.trim();
    if (value) attributes.set(key, value);
  }
  return attributes;
}

/** Adds the requested role to the URL: the local stack grants it, a shop's back end decides by itself. */
function tokenUrl(url: string, role: string | null): string {
  if (!role) return url;
  const wish = new URL(url);
  wish.searchParams.set("role", role);
  return wish.href;
}
