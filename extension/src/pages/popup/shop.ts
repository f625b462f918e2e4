/** The popup's part about a shop's page: the same notes that stand in the page, and whose page it is. */
import { element } from '../../shown/dom.ts';
import { advice, deeds, type Note, notesOf } from '../../shown/notes.ts';
import { reasons } from '../../shown/parts.ts';
import { noteSign } from '../../shown/sign.ts';
import { words } from '../../shown/words.ts';
import { type Judgement, None, RegionPage } from '../../types/wire.ts';

/** More orders than these are not told one by one. */
const maxNotes = 12;

/** What is said of pages; nothing where none was read. Those that are warned of have a card, as mails do. */
export function shopPart(judgements: Judgement[]): HTMLElement[] {
  return judgements.filter(({ kind, verdict }) => kind === RegionPage && verdict === None).flatMap(pagePart);
}

function pagePart(judgement: Judgement): HTMLElement[] {
  const { findings, fields } = judgement;
  const notes = notesOf(judgement);
  const official = findings.filter(({ id }) => id === 'official-place');
  const parts = notes.slice(0, maxNotes).map((note) => card(note, fields?.['title']));
  if (notes.length > maxNotes) parts.push(element('p', { class: 'soft' }, words('page_more', String(notes.length))));
  if (official.length > 0) parts.push(reasons(official));
  return parts;
}

function card(note: Note, title?: string): HTMLElement {
  const about = note.item?.key ?? title;
  return element(
    'article',
    { class: 'page-note', 'data-tone': note.tone, 'data-status': note.status },
    noteSign(note.tone),
    element('h3', {}, note.headline),
    ...(about ? [element('p', { class: 'soft' }, about)] : []),
    element('div', { class: 'says' }, ...deeds(note), ...folded(note)),
  );
}

/** The first advice is read at once, the rest by those who want to know. */
function folded(note: Note): HTMLElement[] {
  const [first, ...rest] = note.told;
  if (!first) return [];
  const more =
    rest.length > 0
      ? [element('details', {}, element('summary', {}, words('more')), ...advice({ ...note, told: rest }))]
      : [];
  return [...advice({ ...note, told: [first] }), ...more];
}
