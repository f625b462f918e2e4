// @ts-check
/** @type {ArrayBuffer | null | undefined} */
let body;
/** @type {Headers | undefined} */
let headers;

export default {
  /** @param {Request} _ @param {{ RULES: KVNamespace, FILE: string, HEADERS: string }} env */
  fetch(_, env) {
    headers ??= new Headers(JSON.parse(env.HEADERS));
    return body instanceof ArrayBuffer ? new Response(body, { headers }) : first(env, headers);
  },
};

/** Reads the file, once. @param {{ RULES: KVNamespace, FILE: string }} env @param {Headers} headers */
async function first(env, headers) {
  body = await env.RULES.get(env.FILE, 'arrayBuffer');
  return new Response(body, { headers });
}
