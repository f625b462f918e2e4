/**
 * The reader of pages that no profile describes. It is brought into a page only
 * when its reader asks, and then called by the content script.
 */
import { documentOf } from '../shown/node.ts';
import { type Guess, guess, isGuessedOutside } from './guess.ts';

declare global {
  var tashikameGuess: (() => Guess | undefined) | undefined;
}

globalThis.tashikameGuess = () => {
  const frame = window.frameElement;
  return frame && isGuessedOutside(frame, documentOf(frame)) ? undefined : guess(document);
};
