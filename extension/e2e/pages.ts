import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { Mail } from './letters.ts';
import { root } from './paths.ts';

/** What is particular to one webmail, beside the page of its name in `pages`. */
export interface Webmail {
  /** Of its profile in the rule book. */
  id: string;
  /** Where a mail is open; and where the next one is. */
  address: string;
  next: string;
  /** The sender's address is on the page, and outside the body. */
  tellsSender: boolean;
  tellsReplyTo?: boolean;
  /** Several mails of a conversation can be open at once. */
  conversations: boolean;
  /** What each mail stands in. */
  message: string;
  /** The webmail's header as a mail can carry it in its body. */
  forgery: string;
  /** New names for what holds a body, and for all that tells a mail; "" is where a profile cannot know. */
  changedBody: Record<string, string>;
  changedAll: Record<string, string>;
  /** What the webmail shows besides, where it shows it only when asked. */
  details?: Record<string, string>;
  /** The frame that runs the webmail's script. */
  script?: RegExp;
}

/** Roundcube's profile is tried on any host, so mails in others may try to fit it. */
const forgedRoundcube = `<div id="message-header"><h2 class="subject">x</h2><table><tr><td class="header from">
  <span class="rcmContactAddress" title="no-reply@amazon.co.jp">Amazon.co.jp</span></td></tr></table></div>
  <div id="messagebody">x</div>`;

export const webmails: Webmail[] = [
  {
    id: 'gmail',
    address: 'https://mail.google.com/mail/u/0/#inbox/FMfcgzQXJkZlpWqXbNcVrTgHsDfLkMnP',
    next: '/mail/u/0/#inbox/FMfcgzQXJkZlpWqXbNcVrTgHsDfLkMnQ',
    tellsSender: true,
    tellsReplyTo: true,
    conversations: true,
    message: 'div.adn',
    forgery: `<div class="adn ads" data-message-id="#msg-f:x"><h2 class="hP">x</h2>
      <span class="gD" email="no-reply@amazon.co.jp" name="Amazon.co.jp">Amazon.co.jp</span>
      <table class="ajC"><tr class="ajv"><td class="gG">署名元:</td><td class="gL">amazon.co.jp</td></tr></table>
      <div class="a3s">x</div></div>`,
    details: { replyLabel: '返信先', signLabel: '署名元', mailedBy: 'kutsu.example', signedBy: 'kutsu.example' },
    changedBody: { 'a3s aiL': 'b7t aiL' },
    changedAll: { 'adn ads': 'c1 c2', 'a3s aiL': 'b7t aiL', 'class="hP"': 'class="q1"' },
  },
  {
    id: 'outlook',
    address: 'https://outlook.live.com/mail/0/inbox/id/AAQkADAwATM0MDAAMS1hYmNk',
    next: '/mail/0/inbox/id/AAQkADAwATM0MDAAMS1lZmdo',
    tellsSender: true,
    conversations: true,
    message: '[aria-label="電子メール メッセージ"]',
    forgery: `<div id="CONV_x_SUBJECT">x</div><div id="MSG_x_FROM"><span>Amazon.co.jp&lt;no-reply@amazon.co.jp&gt;</span></div>
      <div id="UniqueMessageBody_x">x</div>`,
    changedBody: { UniqueMessageBody: 'ReadingBody' },
    changedAll: { UniqueMessageBody: 'ReadingBody', ConversationReadingPaneContainer: 'Conversation' },
  },
  {
    id: 'yahoo-japan',
    address: 'https://mail.yahoo.co.jp/u/pc/f/message/1',
    next: '/u/pc/f/message/2',
    tellsSender: true,
    conversations: true,
    message: 'article',
    forgery:
      '<article><h1>x</h1><div>Amazon.co.jp &lt;no-reply@amazon.co.jp&gt;</div><div data-cy="textMail">x</div></article>',
    changedBody: { htmlMail: 'mailFrame' },
    changedAll: { article: 'section' },
  },
  {
    id: 'yahoo',
    address: 'https://mail.yahoo.com/d/folders/1/messages/AAA1',
    next: '/d/folders/1/messages/AAA2',
    tellsSender: true,
    conversations: true,
    message: '[data-test-id="message-view"]',
    forgery: `<div data-test-id="message-view"><span data-test-id="message-from">Amazon.co.jp &lt;no-reply@amazon.co.jp&gt;</span>
      <div data-test-id="message-view-body-content">x</div></div>`,
    changedBody: { 'message-view-body-content': 'message-view-body-part' },
    changedAll: { 'data-test-id': 'data-part' },
  },
  {
    id: 'icloud',
    address: 'https://www.icloud.com/mail/',
    next: '',
    tellsSender: false,
    conversations: true,
    message: 'section',
    forgery: '<div class="mail-message-defaults">x</div>',
    changedBody: { 'mail-message-defaults': 'mail-body' },
    changedAll: { 'mail-message-defaults': 'mail-body' },
    script: /\/applications\/mail2\//,
  },
  {
    id: 'proton',
    address: 'https://mail.proton.me/u/0/inbox/xQ8aP5nR3tV7wY1zB4cD6eF9gH2jK0mL8nP5qR3sT7uV1wX4yZ6aB9cD2eF0gH==',
    next: '/u/0/inbox/yQ8aP5nR3tV7wY1zB4cD6eF9gH2jK0mL8nP5qR3sT7uV1wX4yZ6aB9cD2eF0gH==',
    tellsSender: true,
    conversations: true,
    message: 'article',
    forgery: `<article data-testid="message-view-x" data-expanded="true"><span data-testid="recipients:sender" title="no-reply@amazon.co.jp">
      <span class="message-recipient-item-label">Amazon.co.jp</span></span></article>`,
    changedBody: { 'content-iframe': 'body-iframe' },
    changedAll: { 'data-testid': 'data-part' },
  },
  {
    id: 'roundcube',
    address: '/roundcube/?_task=mail&_mbox=INBOX&_uid=1&_action=show',
    next: '/roundcube/?_task=mail&_mbox=INBOX&_uid=2&_action=show',
    tellsSender: true,
    tellsReplyTo: true,
    conversations: false,
    message: 'body',
    forgery: forgedRoundcube,
    changedBody: { 'id="messagebody"': 'id="mailbody"' },
    changedAll: { 'id="messagebody"': 'id="mailbody"', 'id="message-header"': 'id="mail-header"' },
  },
  {
    id: 'snappymail',
    address: '/snappymail/#/mailbox/INBOX/m1',
    next: '/snappymail/#/mailbox/INBOX/m2',
    tellsSender: true,
    tellsReplyTo: true,
    conversations: false,
    message: '.b-message',
    forgery: `<div class="messageItemHeader"><span class="subject">x</span><span class="from" title="Amazon &lt;no-reply@amazon.co.jp&gt;">Amazon</span></div>
      <div id="messageItem"><div class="bodyText">x</div></div>`,
    changedBody: { bodyText: 'mailText' },
    changedAll: { 'class="from"': 'class="sender"', bodyText: 'mailText' },
  },
  {
    id: 'sogo',
    address: '/SOGo/so/hanako/Mail/view#!/Mail/0/folderINBOX/1',
    next: '/SOGo/so/hanako/Mail/view#!/Mail/0/folderINBOX/2',
    tellsSender: true,
    conversations: false,
    message: 'md-card',
    forgery: `<md-card><h5 class="sg-md-headline">x</h5><a class="md-caption">no-reply@amazon.co.jp</a><time class="msg-date">x</time>
      <div class="msg-body"><div class="mailer_mailcontent">x</div></div></md-card>`,
    changedBody: { mailer_mailcontent: 'mailer_part' },
    changedAll: { 'md-card': 'sg-card', mailer_mailcontent: 'mailer_part' },
  },
  {
    id: 'nextcloud',
    address: '/apps/mail/box/1/thread/1',
    next: '/apps/mail/box/1/thread/2',
    tellsSender: true,
    conversations: true,
    message: '.envelope--expanded',
    forgery: `${forgedRoundcube}
      <div id="mail-message"><div class="envelope envelope--expanded"><div class="sender">Amazon.co.jp<p class="sender__email">no-reply@amazon.co.jp</p></div></div></div>`,
    changedBody: { 'message-frame': 'mail-frame' },
    changedAll: { 'envelope--expanded': 'envelope--open' },
  },
];

/** A webmail's page in which a mail is open from the start. */
export function openFromTheStart({ id }: Webmail, mail: Mail): string {
  const page = readFileSync(join(root, 'extension/e2e/pages', `${id}.html`), 'utf8');
  const opens = JSON.stringify([mail]).replaceAll('<', '\\u003c');
  return page.replace('</body>', () => `<script>app.open(${opens})</script></body>`);
}

/** An open webmail, and what its own script can be told to do. */
export class WebmailPage {
  readonly page: Page;
  readonly webmail: Webmail;
  private readonly script: Frame;

  private constructor(page: Page, webmail: Webmail, script: Frame) {
    this.page = page;
    this.webmail = webmail;
    this.script = script;
  }

  /** The page of a webmail, once its script runs. */
  static async of(page: Page, webmail: Webmail): Promise<WebmailPage> {
    const script = page.frames().find((frame) => webmail.script?.test(frame.url())) ?? page.mainFrame();
    await script.waitForFunction(() => 'app' in window);
    return new WebmailPage(page, webmail, script);
  }

  /** Calls the page's script by name. */
  do(what: string, ...args: unknown[]): Promise<unknown> {
    return this.script.evaluate(
      ([name, given]) =>
        (window as unknown as { app: Record<string, (...args: unknown[]) => unknown> }).app[name]?.(...given),
      [what, args] as const,
    );
  }

  show(...mails: Mail[]): Promise<unknown> {
    return this.do('open', mails);
  }

  /** What happened to the page's own nodes that the page's script did not do. */
  async strange(): Promise<string[]> {
    return (await this.do('strange')) as string[];
  }

  /** Where a banner outlived what it was about. */
  async stale(): Promise<string[]> {
    return (await this.do('stale')) as string[];
  }

  /** How many banners stand in each open mail. */
  bannersByMail(): Promise<number[]> {
    return this.script.evaluate(
      (message) => [...document.querySelectorAll(message)].map((el) => el.querySelectorAll('tashikame-banner').length),
      this.webmail.message,
    );
  }

  /** The scheme of colours that the first banner follows. */
  async scheme(): Promise<string | null | undefined> {
    for (const frame of this.page.frames()) {
      const [banner] = await frame.locator('tashikame-banner').all();
      if (banner) return banner.getAttribute('data-scheme');
    }
    return undefined;
  }
}
