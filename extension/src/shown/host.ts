import type { Span } from '../types/wire.ts';

export interface Piece {
  text: string;
  /** It differs from the name it imitates, or holds it. */
  differs: boolean;
  /** Somebody registered it: this part says whose it is. */
  registered: boolean;
}

/** Cuts a host name at its spans, which count bytes of UTF-8. */
export function pieces(host: string, differs: Span[] = [], registrable?: Span): Piece[] {
  const bytes = new TextEncoder().encode(host);
  const bounds = [...differs, ...(registrable ? [registrable] : [])]
    .flatMap(({ start, end }) => [start, end])
    .filter((at) => at > 0 && at < bytes.length);
  const cuts = [...new Set([0, ...bounds, bytes.length])].sort((a, b) => a - b);
  const within = (at: number, span: Span) => span.start <= at && at < span.end;
  return cuts.slice(0, -1).map((at, i) => ({
    text: new TextDecoder().decode(bytes.subarray(at, cuts[i + 1])),
    differs: differs.some((span) => within(at, span)),
    registered: registrable !== undefined && within(at, registrable),
  }));
}
