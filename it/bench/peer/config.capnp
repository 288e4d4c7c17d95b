# The first design on workerd. The launcher gives the address and the folder on the command line.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "sessions", worker = .worker),
    (name = "disk", disk = (writable = true)),
  ],
  sockets = [(name = "http", http = (), service = "sessions")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  durableObjectNamespaces = [
    (className = "Session", uniqueKey = "sessions", enableSql = true),
    (className = "Catalogue", uniqueKey = "catalogue", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [
    (name = "SESSIONS", durableObjectNamespace = "Session"),
    (name = "CATALOGUE", durableObjectNamespace = "Catalogue"),
  ],
);
