# The local run on workerd alone: no wrangler and no proxy in front. Address, folder and the
# values from the environment come from whoever starts it (bench/servers).
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
