/** Makes notes of what is said of a page, each beside what it is about. */
import { element } from '../shown/dom.ts';
import { findAll, isDrawn, listen } from '../shown/node.ts';
import { advice, deeds, type Note } from '../shown/notes.ts';
import { noteSign } from '../shown/sign.ts';
import { words } from '../shown/words.ts';
import type { PageProfile } from '../types/rules.ts';
import type { Pin } from './board.ts';
import type { Cut } from './cut.ts';

/** A pin for each note; none for what is about something that is not on the page any more. */
export function pinsOf(notes: Note[], page: Cut, profile: PageProfile, more?: () => Node): Pin[] {
  return notes.flatMap((note) => {
    const at = anchor(note, page, profile);
    return note.item && !at ? [] : [{ at, note: more ? drawn(note, more()) : drawn(note) }];
  });
}

/** For one of several things its own element, for the page the first of the profile's marks that is seen. */
function anchor({ item }: Note, page: Cut, { mark }: PageProfile): Element | undefined {
  const within = item && page.live.get(item.ref ?? 0);
  if (item && !within) return undefined;
  const seen = mark.flatMap((selector) => findAll(within ?? document, selector)).find(isDrawn);
  return seen ?? within;
}

export function drawn(note: Note, ...more: Node[]): HTMLDetailsElement {
  const { headline, status, tone, quiet, item } = note;
  const card = element('div', { class: 'card' }, ...deeds(note), ...advice(note), ...more);
  card.append(element('p', { class: 'ours' }, words('name')));
  const made = element(
    'details',
    { class: 'note', 'data-tone': tone, 'data-status': status, 'data-about': item?.key ?? '' },
    element('summary', { title: headline }, noteSign(tone), element('span', {}, headline)),
    card,
  );
  made.toggleAttribute('data-quiet', quiet);
  const close = (event: Event) => {
    if ((event as KeyboardEvent).key === 'Escape') made.open = false;
  };
  listen(made, 'keydown', close, {});
  return made;
}
