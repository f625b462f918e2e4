// Walks a rule server with the library that the extension uses.
//   node tuf-browser.mjs SERVER ROOT_FILE  → prints the book's version
import { readFileSync } from "node:fs";
import { TUFClient } from "@freedomofpress/tuf-browser";

const [server, root] = process.argv.slice(2);
const client = new TUFClient(`${server}/v1/`, readFileSync(root, "utf8"), "rules", `${server}/v1/targets/`, {
  disableCache: true,
});
await client.updateTUF();
const pack = await client.getTarget("rules.json");
console.log(JSON.parse(new TextDecoder().decode(pack)).version);
