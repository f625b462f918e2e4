/** Texts by their id, with $1, $2… where something is filled in. */
export type Catalogue = Record<string, string>;

let chosen: Catalogue | undefined;

/** The texts of the browser's language that were asked for: to ask takes longer than to remember. */
const asked = new Map<string, string>();

/** Has everything said in another language than the browser runs in; undefined goes back to that one. */
export function speakBy(catalogue: Catalogue | undefined): void {
  chosen = catalogue;
}

/** A text of the catalogue in _locales, in the language the reader has chosen, or the browser runs in. */
export function words(id: string, ...fill: string[]): string {
  const text = chosen?.[id] ?? browsers(id);
  return text.replace(/\$(\d)/g, (_, place: string) => fill[Number(place) - 1] ?? '');
}

function browsers(id: string): string {
  const known = asked.get(id);
  if (known !== undefined) return known;
  const text = chrome.i18n.getMessage(id, places);
  // A browser that is very busy has been seen to have no texts: it is asked again.
  if (text !== '') asked.set(id, text);
  return text || id;
}

const places = ['$1', '$2', '$3', '$4', '$5', '$6', '$7', '$8', '$9'];

/** The language of that catalogue, so that the core's words come in the same. */
export function language(): string {
  return words('lang');
}

const moment: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
const date: Intl.DateTimeFormatOptions = { dateStyle: 'medium' };
const deadline: Intl.DateTimeFormatOptions = {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
};

/** A day and time as people of that language write it; "" stays "". */
export function when(time: string): string {
  return written(time, moment);
}

/** A day as people of that language write it. */
export function day(time = ''): string {
  return written(time, date);
}

/** A deadline as people write it, by Japan's clock, which it runs by. */
export function until(time: string): string {
  return written(time, deadline);
}

/** To make a format takes a browser longer than to use it a hundred times. */
const formats = new Map<object, { lang: string; format: Intl.DateTimeFormat }>();

function written(time: string, options: Intl.DateTimeFormatOptions): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return '';
  const lang = language();
  const made = formats.get(options);
  if (made?.lang === lang) return made.format.format(at);
  const format = new Intl.DateTimeFormat(lang, options);
  formats.set(options, { lang, format });
  return format.format(at);
}
