import { words } from '../../shown/words.ts';
import { place } from '../page.ts';

let timer = 0;

/** Says for a moment that a choice was kept, or that it was not. */
export async function saying(saving: Promise<unknown>): Promise<void> {
  const saved = place('saved');
  saved.textContent = await saving.then(
    () => words('options_saved'),
    () => words('options_not_saved'),
  );
  clearTimeout(timer);
  timer = setTimeout(() => saved.replaceChildren(), 4000);
}
