/** Sample mails to try it on. */
import { place } from '../page.ts';
import { draw, type SampleName, sampleOf } from './mail.ts';

let shown = new AbortController();

export async function showSamples(): Promise<void> {
  const choices = document.querySelectorAll<HTMLInputElement>('[name=sample]');
  for (const choice of choices) choice.addEventListener('change', () => void drawChosen(choice.value as SampleName));
  const chosen = [...choices].find(({ checked }) => checked);
  await drawChosen((chosen?.value ?? 'false') as SampleName);
}

async function drawChosen(name: SampleName): Promise<void> {
  shown.abort();
  shown = new AbortController();
  await draw(place('sample'), sampleOf(name), shown.signal).catch(() => undefined);
}
