/*
 * What the pages of this folder have in common: each shows mails as a webmail's own script does, by the templates
 * in it, with the names that webmail's markup has. Tests call `app`.
 */

/**
 * @typedef {{ key: string, name: string, address: string, replyTo?: string, subject: string, date: string,
 *   body: string, file?: string, details?: Record<string, string> }} Mail
 */

const pane = document.querySelector('#pane');
const templates = Object.fromEntries([...document.querySelectorAll('template')].map((el) => [el.id, el.innerHTML]));

/** The mails on the screen. */
let open = [];
let names = {};
let acting = false;
const strange = [];
const stale = [];

/** Notes what happens to the page's nodes that neither the page did nor a banner is. */
const watcher = new MutationObserver((records) => note(records));

function note(records) {
  for (const { type, target, addedNodes, removedNodes } of records) {
    const nodes = [...addedNodes, ...removedNodes];
    const isTheirs = isBanner(target) || (type === 'childList' && nodes.every(isBanner));
    if (!isTheirs) strange.push(`${type} ${target.nodeName}`);
  }
}

function watch(root) {
  watcher.observe(root, { attributes: true, childList: true, characterData: true, subtree: true });
}

/** Does what the page itself does. */
function act(change) {
  if (acting) return change();
  note(watcher.takeRecords());
  acting = true;
  const result = change();
  acting = false;
  watcher.takeRecords();
  return result;
}

const isBanner = (node) => node?.nodeName === 'TASHIKAME-BANNER';

/** Changes what mails say. The banners over them must be gone before anything is painted. */
function replace(banners, change) {
  act(change);
  setTimeout(() => stale.push(...banners.filter((el) => el.isConnected).map((el) => el.parentElement?.nodeName)));
}

function bannersOver(frame) {
  return [frame.previousElementSibling].filter(isBanner);
}

function escape(text) {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Fills a template; what stands in {{double}} braces is markup. */
function markup(id, values) {
  let html = templates[id];
  for (const [from, to] of Object.entries(names)) html = html.replaceAll(from, to);
  return html
    .replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '')
    .replace(/\{(\w+)\}/g, (_, name) => escape(values[name] ?? ''));
}

/** A mail without its body is one whose body is still on its way. */
function mailMarkup(mail, withBody) {
  const frame = templates.frame ? markup('frame', { ...mail, content: mail.body }) : mail.body;
  const details = templates.details && mail.details ? markup('details', { ...mail, ...mail.details }) : '';
  return markup('mail', { ...mail, details, body: withBody ? frame : '' });
}

function threadMarkup(mails, withBody) {
  const [{ subject, key } = {}] = mails;
  return mails.length
    ? markup('thread', { subject, key, mails: mails.map((mail) => mailMarkup(mail, withBody)).join('') })
    : '';
}

function draw(mails, withBody = true) {
  open = mails;
  pane.innerHTML = threadMarkup(mails, withBody);
  if (withBody) fillFrames(pane, mails);
}

/** Makes one tree like another in place, as frameworks do that keep their nodes. */
function morph(from, to) {
  for (const name of to.getAttributeNames?.() ?? []) {
    if (from.getAttribute(name) !== to.getAttribute(name)) from.setAttribute(name, to.getAttribute(name));
  }
  const now = [...from.childNodes].filter((node) => !isBanner(node));
  const then = [...to.childNodes];
  const alike = now.length === then.length && now.every((node, i) => node.nodeName === then[i].nodeName);
  if (!alike) from.replaceChildren(...then);
  else if (now.length === 0) from.nodeValue = to.nodeValue;
  else now.forEach((node, i) => morph(node, then[i]));
}

/** Puts bodies into frames, each the way its webmail does. */
function fillFrames(root, mails) {
  [...root.querySelectorAll('iframe')].forEach((frame, i) => {
    const { body = '' } = mails[i] ?? {};
    const how = document.body.dataset.frames;
    if (how === 'write') writeInto(frame, body);
    else if (how === 'root') setTimeout(() => putInto(frame, body), 60);
    else load(frame, how, templates.inner ? markup('inner', { body }) : body);
  });
}

function writeInto(frame, body) {
  replace(bannersOver(frame), () => {
    frame.contentDocument.open();
    frame.contentDocument.write(`<!doctype html><body>${body}`);
    frame.contentDocument.close();
  });
  watch(frame.contentDocument);
}

function putInto(frame, body) {
  if (!frame.contentDocument) return;
  replace(bannersOver(frame), () => {
    frame.contentDocument.body.innerHTML = `<div id="proton-root"><div class="proton-wrapper">${body}</div></div>`;
  });
  watch(frame.contentDocument);
}

/** Dark themes colour the frame's page too. */
function load(frame, address, body) {
  const style = document.documentElement.classList.contains('dark') ? 'background:#1f1f1f;color:#e3e3e3' : '';
  const html = `<!doctype html><meta charset="utf-8"><body style="${style}">${body}`;
  const banners = bannersOver(frame);
  frame.addEventListener('load', () => replace(banners, () => undefined), { once: true });
  frame.src = `${address}?echo=${encodeURIComponent(html)}`;
}

window.app = {
  /** Opens mails, together. */
  open: (mails) => act(() => draw(mails)),
  close: () => act(() => draw([])),
  /** Draws everything but the bodies, and those some time later. */
  late: (mails, ms) =>
    act(() => {
      draw(mails, false);
      setTimeout(() => act(() => draw(mails)), ms);
    }),
  /** Goes to another address, shows nothing for a while, then the mails there. */
  go: (address, mails, ms) =>
    act(() => {
      history.pushState(null, '', address);
      draw([]);
      setTimeout(() => act(() => draw(mails)), ms);
    }),
  /** Draws the same mails anew, into new nodes. */
  redraw: () => act(() => draw(open)),
  /** Draws other mails into the nodes that are there. */
  reuse: (mails) =>
    act(() => {
      open = mails;
      const made = pane.cloneNode();
      made.innerHTML = threadMarkup(mails, true);
      if (templates.frame?.includes('<iframe')) morph(pane, made);
      else replace([...document.querySelectorAll('tashikame-banner')], () => morph(pane, made));
      fillFrames(pane, mails);
    }),
  /** Gives parts of the markup other names, as a new version of the webmail would. */
  rename: (pairs) => {
    names = pairs;
  },
  /** Puts the open mails away without closing them, as webmails with tabs of their own do; and back. */
  putAway: (away) =>
    act(() => {
      pane.style.display = away ? 'none' : '';
    }),
  dark: (on) => act(() => document.documentElement.classList.toggle('dark', on)),
  /** What happened to the page's own nodes that the page did not do. */
  strange: () => {
    note(watcher.takeRecords());
    return strange;
  },
  /** Where a banner outlived what it was about. */
  stale: () => stale.map(String),
};

document.addEventListener('DOMContentLoaded', () => watch(document));
