/** Serves tabs that were open before we were there, and sites the user adds. */
import { everywhere } from '../sites.ts';

const script = 'content.js';
const guess = 'guess.js';

/** On sites the user has added: mails there, and whose place their pages say they are. */
const onGranted = [
  { id: 'granted', js: [script], allFrames: true, mails: true },
  { id: 'granted-pages', js: ['shop.js'], allFrames: false, mails: false },
];

/** What the manifest has run, and where. */
type Script = NonNullable<chrome.runtime.Manifest['content_scripts']>[number];

function builtIn(): Script[] {
  return chrome.runtime.getManifest().content_scripts ?? [];
}

/** After an install or update, open pages have no content script, or an orphaned one. */
export async function serveOpenTabs(scripts = builtIn()): Promise<void> {
  await Promise.all(scripts.map(serve));
}

async function serve({ matches = [], js = [], all_frames = false }: Script): Promise<void> {
  const tabs = await chrome.tabs.query({ url: matches });
  // A tab may be closing, showing an error page, or be one the browser keeps for itself.
  await Promise.allSettled(tabs.map(({ id }) => id !== undefined && inject(id, js, all_frames)));
}

async function inject(tabId: number, files = [script], allFrames = true): Promise<void> {
  await chrome.scripting.executeScript({ target: { tabId, allFrames }, files });
}

/** Looks at a tab for once, because the reader asked for it; says whether there is a mail. */
export async function lookAt(tabId: number): Promise<boolean> {
  await inject(tabId, [guess, script]);
  const look = () => globalThis.tashikameLook?.() ?? false;
  const frames = await chrome.scripting.executeScript({ target: { tabId, allFrames: true }, func: look });
  return frames.some(({ result }) => result === true);
}

/** Has the content scripts run on the sites the user has added, and only there. */
export async function serveGranted(): Promise<void> {
  const { origins = [] } = await chrome.permissions.getAll();
  const named = builtIn().flatMap(({ matches = [] }) => matches);
  const added = origins.filter((origin) => !named.includes(origin));
  const ids = onGranted.map(({ id }) => id);
  const there = await chrome.scripting.getRegisteredContentScripts({ ids });
  if (there.length > 0) await chrome.scripting.unregisterContentScripts({ ids: there.map(({ id }) => id) });
  const scripts = onGranted.map(({ mails, ...script }) => ({
    ...script,
    // All sites are allowed for warnings of false shops, and for nothing else.
    matches: mails ? added.filter((origin) => origin !== everywhere) : added,
    excludeMatches: named,
  }));
  const wanted = scripts.filter(({ matches }) => matches.length > 0);
  if (wanted.length === 0) return;
  await chrome.scripting.registerContentScripts(
    wanted.map((script) => ({ ...script, runAt: 'document_start' as const })),
  );
  await serveOpenTabs(wanted.map(({ js, matches, allFrames }) => ({ matches, js, all_frames: allFrames })));
}

/** Content scripts live beside hostile pages: what we keep is not for them. */
export async function closeStorage(): Promise<void> {
  const accessLevel = 'TRUSTED_CONTEXTS';
  await chrome.storage.session.setAccessLevel?.({ accessLevel });
  await chrome.storage.local.setAccessLevel?.({ accessLevel });
}
