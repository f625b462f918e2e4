/**
 * Reads mail files with the Go program that the terminal reads them with. It is
 * started with the first file, and anew after it has ended.
 */
import 'wasm_exec';
import { FileError, type MailFile } from './file.ts';

/** What the program puts on the global scope; see wasm/cmd/mailfile. */
type Read = (file: Uint8Array) => MailFile | { error: string } | undefined;

declare global {
  var tashikameMail: Read | undefined;
}

/** Larger mails are not delivered anywhere. */
const maxFile = 50 << 20;

let running: Promise<Read> | undefined;

async function start(): Promise<Read> {
  const go = new Go();
  const file = fetch(chrome.runtime.getURL('mail.wasm'));
  const { instance } = await WebAssembly.instantiateStreaming(file, go.importObject);
  void go.run(instance).finally(() => {
    running = undefined;
  });
  if (!globalThis.tashikameMail) throw new Error('the reader of mail files did not start');
  return globalThis.tashikameMail;
}

export async function readMail(file: Blob): Promise<MailFile> {
  if (file.size > maxFile) throw new FileError('too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  running ??= start();
  const mail = (await running)(bytes);
  if (mail === undefined) throw new FileError('broken'); // it ended while it read
  if ('error' in mail) throw new FileError(mail.error);
  return mail;
}
