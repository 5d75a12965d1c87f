# Configuration of a local run on workerd, without wrangler and without a proxy. bench/servers sets
# the address and the folder by flags, and the environment variables.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "state", disk = (writable = true)),
  ],
  sockets = [(name = "http", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2026-11-01",
  modules = [(name = "worker", esModule = embed "dist/worker.js")],
  durableObjectNamespaces = [(className = "Room", uniqueKey = "room-v1", enableSql = true)],
  durableObjectStorage = (localDisk = "state"),
  bindings = [
    (name = "ROOM", durableObjectNamespace = "Room"),
    (name = "KEYS", fromEnvironment = "KEYS"),
    (name = "ALLOWED_ORIGINS", fromEnvironment = "ALLOWED_ORIGINS"),
    (name = "MOVES", fromEnvironment = "MOVES"),
  ],
);
