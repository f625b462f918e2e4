/** Texts by their id, with $1, $2… where something is filled in. */
export type Catalogue = Record<string, string>;

let chosen: Catalogue | undefined;

/** Has everything said in another language than the browser runs in; undefined goes back to that one. */
export function speakBy(catalogue: Catalogue | undefined): void {
  chosen = catalogue;
}

/** A text of the catalogue in _locales, in the language the reader has chosen, or the browser runs in. */
export function words(id: string, ...fill: string[]): string {
  const text = chosen?.[id];
  if (text === undefined) return chrome.i18n.getMessage(id, fill) || id;
  return text.replace(/\$(\d)/g, (_, place: string) => fill[Number(place) - 1] ?? '');
}

/** The language of that catalogue, so that the core's words come in the same. */
export function language(): string {
  return words('lang');
}

/** A day and time as people of that language write it; "" stays "". */
export function when(time: string): string {
  if (!time) return '';
  return new Date(time).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** A day as people of that language write it. */
export function day(time = ''): string {
  return new Date(time).toLocaleDateString(language(), { dateStyle: 'medium' });
}

/** A deadline as people write it, by Japan's clock, which it runs by. */
export function until(time: string): string {
  return new Date(time).toLocaleString(language(), {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
