# How workerd runs this Worker on one's own machine: the same modules as at
# Cloudflare, with a directory as KV. Started by serve.mjs, which sets the
# address, the directory and MAX_AGE.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    # publish push -kv writes here; nothing else does.
    (name = "kv", disk = (path = "/nonexistent")),
    # It has nobody to talk to.
    (name = "internet", network = (allow = [])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "entry.mjs", esModule = embed "entry.mjs"),
    (name = "answer.mjs", esModule = embed "answer.mjs"),
    (name = "paths.mjs", esModule = embed "paths.mjs"),
    (name = "build/worker.mjs", esModule = embed "build/worker.mjs"),
    (name = "build/runtime.mjs", esModule = embed "build/runtime.mjs"),
    (name = "build/wasm_exec.js", esModule = embed "build/wasm_exec.js"),
    (name = "build/app.wasm", wasm = embed "build/app.wasm"),
  ],
  compatibilityDate = "2026-04-01",
  bindings = [
    (name = "RULES", kvNamespace = "kv"),
    (name = "MAX_AGE", fromEnvironment = "MAX_AGE"),
  ],
);
