// @ts-check
/** @type {Uint8Array | undefined} */
let body;
/** @type {Headers | undefined} */
let headers;

export default {
  /** @param {Request} _ @param {{ BODY: string, HEADERS: string }} env */
  fetch(_, env) {
    body ??= new TextEncoder().encode(env.BODY);
    headers ??= new Headers(JSON.parse(env.HEADERS));
    return new Response(body, { headers });
  },
};
