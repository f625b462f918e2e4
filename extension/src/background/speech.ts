import { speakAsChosen } from '../shown/speech.ts';
import type { Catalogue } from '../shown/words.ts';

let speaking: Promise<Catalogue | undefined> | undefined;

/** Makes sure that this process speaks as the reader has chosen; what is said before may not. */
export function spoken(): Promise<Catalogue | undefined> {
  speaking ??= speakAsChosen();
  return speaking;
}

/** The reader has chosen another language. */
export function speakAnew(): Promise<Catalogue | undefined> {
  speaking = undefined;
  return spoken();
}
