/** What stands in a storage of the browser under names that begin alike, read without the rest. */

type Area = chrome.storage.StorageArea;

/** The names in a storage that begin so. */
export async function namesUnder(area: Area, prefix: string): Promise<string[]> {
  return (await names(area)).filter((name) => name.startsWith(prefix));
}

/** What is stored under those names. */
export async function under(area: Area, prefix: string): Promise<Record<string, unknown>> {
  const found = await namesUnder(area, prefix);
  return found.length > 0 ? area.get(found) : {};
}

/** Everything has to be read where a browser cannot list names alone. */
async function names(area: Partial<Area> & Pick<Area, 'get'>): Promise<string[]> {
  return area.getKeys ? area.getKeys() : Object.keys(await area.get(null));
}
