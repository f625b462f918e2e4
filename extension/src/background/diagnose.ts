/** The state of the extension for those who look for what is wrong with it. Nothing in it says anything of anybody. */
import type { Diagnosis, Seen } from '../messages.ts';
import { Consistent, RegionMail, Spoofed } from '../types/wire.ts';
import { assess } from './assess.ts';
import { lately } from './note.ts';
import { protection } from './protection.ts';
import { rulesState } from './sync.ts';

export async function diagnose(): Promise<Diagnosis> {
  const core = await tryCore();
  const [rules, state, noted, stored] = await Promise.all([rulesState(), protection(), lately(), bytesStored()]);
  return { version: chrome.runtime.getManifest().version, rules, protection: state, core, stored, noted };
}

/** A false mail and an honest one, that every book tells apart. */
const trial: Seen = {
  site: '',
  regions: ['false', 'honest'].map((key) => ({
    key,
    kind: RegionMail,
    fields: { 'from-name': 'Amazon.co.jp', 'from-address': 'no-reply@amazon.co.jp', subject: 'お知らせ' },
  })),
  bodies: ['https://amazon.co.jp.kakunin.example/', 'https://www.amazon.co.jp/your-orders'].map(
    (href) => `<p>Amazon.co.jpをご利用いただきありがとうございます。</p><a data-ref="1" href="${href}">確認する</a>`,
  ),
  cut: [],
};

async function tryCore(): Promise<Diagnosis['core']> {
  const began = performance.now();
  try {
    const { judgements } = await assess(trial);
    const works = judgements[0]?.verdict === Spoofed && judgements[1]?.verdict === Consistent;
    return { works, millis: Math.round(performance.now() - began) };
  } catch (cause) {
    return { works: false, millis: 0, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Firefox cannot say. */
async function bytesStored(): Promise<number> {
  const area: Partial<chrome.storage.LocalStorageArea> = chrome.storage.local;
  return (await area.getBytesInUse?.(null)) ?? JSON.stringify(await chrome.storage.local.get(null)).length;
}
