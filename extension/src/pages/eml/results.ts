/**
 * What the receiving host says in Authentication-Results (RFC 8601), for the
 * reader to see. In a file it may be typed by anybody: nothing is judged by it.
 */
export interface Results {
  /** Who says so: the host's own name. */
  host: string;
  /** The answer of each method, such as pass, and the domain it is about. */
  methods: { method: string; answer: string; domain: string }[];
}

const shown = ['spf', 'dkim', 'dmarc'];

export function readResults(value: string): Results {
  const [host = '', ...results] = uncommented(value).split(';');
  const methods = results.flatMap((result) => {
    const [, method = '', answer = ''] = /^\s*([\w-]+)\s*=\s*(\w+)/.exec(result) ?? [];
    const [, domain = ''] = /\b(?:header\.(?:d|from|i)|smtp\.mailfrom)=@?(\S+)/.exec(result) ?? [];
    const known = shown.includes(method.toLowerCase());
    return known ? [{ method: method.toLowerCase(), answer: answer.toLowerCase(), domain }] : [];
  });
  return { host: host.trim().split(/\s/)[0] ?? '', methods };
}

/** Comments nest; what senders wrote is in them (RFC 5322 §3.2.2). */
function uncommented(value: string): string {
  let depth = 0;
  let out = '';
  for (let i = 0; i < value.length; i++) {
    const c = value[i] ?? '';
    if (c === '\\' && depth > 0) i++;
    else if (c === '(') depth++;
    else if (c === ')' && depth > 0) depth--;
    else if (depth === 0) out += c;
  }
  return out;
}
