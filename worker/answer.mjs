// @ts-check
// An answer that Go gave once, kept so that it can be given again.

/** Below this, compressing costs more bytes than it saves. */
const WORTH_COMPRESSING = 1024;

export class Answer {
  /**
   * @param {number} status
   * @param {Headers} headers
   * @param {ArrayBuffer} body
   */
  constructor(status, headers, body) {
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.init = { status, headers };
    this.etag = headers.get('ETag');
    this.maxAge = 1000 * Number(/max-age=(\d+)/.exec(headers.get('Cache-Control') ?? '')?.[1] ?? 0);
    /** @type {Compressed | null} */
    this.gzip = null;
  }

  /** Reads a response to its end. @param {Response} response */
  static async of(response) {
    const answer = new Answer(response.status, new Headers(response.headers), await response.arrayBuffer());
    if (answer.status === 200 && answer.body.byteLength >= WORTH_COMPRESSING) {
      answer.headers.set('Vary', 'Accept-Encoding');
      answer.gzip = await compressed(answer);
    }
    return answer;
  }

  /** The answer to one request. @param {Request} request @returns {Response} */
  to(request) {
    const gzip = this.gzip !== null && accepts(request.headers.get('Accept-Encoding')) ? this.gzip : null;
    const { body, init } = gzip ?? this;
    const known = request.headers.get('If-None-Match');
    if (known !== null && this.status === 200 && this.isKnown(known)) {
      return new Response(null, { status: 304, headers: withoutBody(init.headers) });
    }
    return new Response(request.method === 'HEAD' || this.status === 204 ? null : body, init);
  }

  /** Compares weakly, as RFC 9110 §13.1.2 asks. @param {string} known the header If-None-Match */
  isKnown(known) {
    return known.split(',').some((one) => {
      const tag = one.trim().replace(/^W\//, '');
      return tag === '*' || tag === this.etag || tag === this.gzip?.etag;
    });
  }

  get source() {
    return this.headers.get('Tashikame-Source');
  }

  get isMemory() {
    return this.source === 'memory';
  }

  /** The same answer, saying that its source could not be asked. @returns {Answer} */
  asMemory() {
    if (this.isMemory) return this;
    const headers = new Headers(this.headers);
    headers.set('Tashikame-Source', 'memory');
    return new Answer(this.status, headers, this.body);
  }
}

/** @typedef {{ body: ArrayBuffer, init: ResponseInit & { headers: Headers }, etag: string }} Compressed */

/**
 * Compresses once what is sent many times. Other bytes need another strong
 * validator.
 * @param {Answer} answer
 * @returns {Promise<Compressed>}
 */
async function compressed(answer) {
  const stream = new Blob([answer.body]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = await new Response(stream).arrayBuffer();
  const etag = `${answer.etag?.slice(0, -1)}.gz"`;
  const headers = new Headers(answer.headers);
  headers.set('Content-Encoding', 'gzip');
  headers.set('Content-Length', String(body.byteLength));
  headers.set('ETag', etag);
  return { body, init: { headers, encodeBody: 'manual' }, etag };
}

/** @param {string | null} accepted the header Accept-Encoding */
function accepts(accepted) {
  return accepted !== null && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted);
}

/** @param {Headers} headers */
function withoutBody(headers) {
  const bare = new Headers(headers);
  bare.delete('Content-Length');
  bare.delete('Content-Type');
  return bare;
}
