/** Three pictures of it at work. They are no pictures: what they show is judged and drawn as they are looked at. */

import { ask } from '../../messages.ts';
import { element } from '../../shown/dom.ts';
import { card } from '../card.ts';
import { place } from '../page.ts';
import { seenOf } from '../question.ts';
import { draw, sampleOf } from './mail.ts';

const asked = 'https://amaz0n-login.example/';

export async function showPictures(): Promise<void> {
  const forGood = new AbortController().signal;
  const pictures = [
    draw(place('picture-false'), sampleOf('false'), forGood),
    draw(place('picture-due'), sampleOf('due'), forGood),
    drawLink(place('picture-link')),
  ];
  await Promise.allSettled(pictures);
}

async function drawLink(at: HTMLElement): Promise<void> {
  const { judgements } = await ask('assess', { seen: seenOf(asked) });
  const link = element('p', { class: 'host' }, asked);
  at.replaceChildren(link, ...judgements.map((judgement) => card({ ...judgement, doubt: '' })));
}
