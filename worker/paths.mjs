// @ts-check
// Which file of the repository an address means: package layout, said once
// more where Go is asleep. worker/answers_test.go holds both to one table.

const METADATA = /^\/v1\/([1-9][0-9]{0,8}\.(?:root|targets|snapshot)\.json)$/;
const PACK = /^\/v1\/targets\/([0-9a-f]{64}\.rules\.json)$/;

export const TIMESTAMP = 'timestamp.json';
export const TIMESTAMP_PATH = '/v1/timestamp.json';
export const STATUS_PATH = '/v1/status';

/** The path of an address, without query. @param {string} url @returns {string} */
export function pathOf(url) {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.indexOf('?', start);
  return end < 0 ? url.slice(start) : url.slice(start, end);
}

/** The name under which KV keeps what never changes, or null. @param {string} path @returns {string | null} */
export function versionedName(path) {
  return METADATA.exec(path)?.[1] ?? PACK.exec(path)?.[1] ?? null;
}
