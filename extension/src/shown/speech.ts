/**
 * The language the reader has chosen. The browser gives an extension its texts
 * in its own language only, so another catalogue is read from our own files.
 */
import { type Language, preferences } from '../preferences.ts';
import { type Catalogue, speakBy } from './words.ts';

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** The catalogue to speak by; undefined where the browser's own language is right. */
export async function catalogueOf(language: '' | Language): Promise<Catalogue | undefined> {
  // A browser that is very busy has been seen to have no texts at all.
  const own = chrome.i18n.getMessage('lang');
  const wanted = language || own || (navigator.language.startsWith('ja') ? 'ja' : 'en');
  if (wanted === own) return undefined;
  const file = await fetch(chrome.runtime.getURL(`_locales/${wanted}/messages.json`));
  const messages: Record<string, Message> = await file.json();
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, plain(message)]));
}

/** A text as chrome.i18n.getMessage fills it: named places become numbered ones. */
function plain({ message, placeholders = {} }: Message): string {
  return message.replace(/\$(\w+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? '');
}

/** Speaks as the reader has chosen from now on. Without an answer of the storage, as the browser does. */
export async function speakAsChosen(): Promise<Catalogue | undefined> {
  const catalogue = await preferences()
    .then(({ language }) => catalogueOf(language))
    .catch(() => undefined);
  speakBy(catalogue);
  return catalogue;
}
