// Runs the Worker in miniflare, which has what plain workerd has not: the Cache
// API, and KV as wrangler keeps it on one's own machine.
//   node miniflare.mjs FOLDER_OF_WORKER STATE KV_ID  → prints `ready ADDRESS`, ends with its standard input
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";

const [dir, state, id] = process.argv.slice(2);
const modules = ["entry.mjs", "answer.mjs", "paths.mjs", "build/worker.mjs", "build/runtime.mjs", "build/wasm_exec.js"];
const server = new Miniflare({
  modulesRoot: dir,
  modules: [
    ...modules.map((path) => ({ type: "ESModule", path: join(dir, path) })),
    { type: "CompiledWasm", path: join(dir, "build/app.wasm"), contents: readFileSync(join(dir, "build/app.wasm")) },
  ],
  compatibilityDate: "2026-04-01",
  bindings: { MAX_AGE: "0" },
  kvNamespaces: { RULES: id },
  kvPersist: join(state, "v3/kv"),
  cachePersist: join(state, "v3/cache"),
  cf: false,
  host: "127.0.0.1",
  port: 0,
});
console.log(`ready ${(await server.ready).origin}`);
process.stdin.resume().on("end", () => void server.dispose().then(() => process.exit(0)));
