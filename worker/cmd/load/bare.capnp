# The yardstick: a module that does nothing but answer the same bytes.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "bare", worker = .bare),
    (name = "kv", disk = (path = "/nonexistent")),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "bare")],
);

const bare :Workerd.Worker = (
  modules = [(name = "bare.mjs", esModule = embed "bare.mjs")],
  compatibilityDate = "2026-04-01",
  bindings = [
    (name = "RULES", kvNamespace = "kv"),
    (name = "FILE", fromEnvironment = "FILE"),
    (name = "HEADERS", fromEnvironment = "HEADERS"),
  ],
);
