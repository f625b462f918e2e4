/** What the reader has chosen about how Tashikame looks at pages and shows what it saw. */
export interface Preferences {
  /** "" follows the browser. */
  language: '' | Language;
  /** What is shown in pages: every verdict, or only what a careful person would stop at. */
  marks: Loudness;
  /** Whether deadlines get a chip beside their words. */
  chips: boolean;
  /** Hosts, with all below them, that are not looked at, and ids of the brands that are not looked for. */
  hostsOff: string[];
  brandsOff: string[];
}

export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];

export const loudnesses = ['all', 'warnings'] as const;
export type Loudness = (typeof loudnesses)[number];

/** Under this name they are stored. */
export const preferencesKey = 'preferences';

/** Preferences as they may be: what is not is as usual. */
export function validPreferences(kept: Partial<Preferences> | undefined): Preferences {
  const { language, marks, chips, hostsOff, brandsOff } = kept ?? {};
  const ids = (list: unknown) => (Array.isArray(list) ? list.filter((id) => typeof id === 'string') : []);
  return {
    language: languages.find((known) => known === language) ?? '',
    marks: loudnesses.find((known) => known === marks) ?? 'all',
    chips: chips !== false,
    hostsOff: ids(hostsOff),
    brandsOff: ids(brandsOff),
  };
}

export async function preferences(): Promise<Preferences> {
  const kept: Record<string, Partial<Preferences>> = await chrome.storage.local.get(preferencesKey);
  return validPreferences(kept[preferencesKey]);
}

/** Whether the reader wants a page's host left alone. */
export function isOff({ hostsOff }: Preferences, hostname: string): boolean {
  return hostsOff.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
