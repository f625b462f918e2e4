import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pieces } from '../src/shown/host.ts';

test('a host is cut where the imitation and the registered part begin and end', () => {
  const cut = pieces('amazon.co.jp.szczk.com', [{ start: 0, end: 12 }], { start: 13, end: 22 });
  assert.deepEqual(cut, [
    { text: 'amazon.co.jp', differs: true, registered: false },
    { text: '.', differs: false, registered: false },
    { text: 'szczk.com', differs: false, registered: true },
  ]);
});

test('spans count bytes, and letters beyond ASCII have several', () => {
  const cut = pieces('аmazon.example', [{ start: 0, end: 2 }], { start: 0, end: 15 });
  assert.deepEqual(
    cut.map(({ text, differs, registered }) => [text, differs, registered]),
    [
      ['а', true, true],
      ['mazon.example', false, true],
    ],
  );
});

test('without spans, or with ones beyond the end, the host is whole', () => {
  assert.deepEqual(pieces('a.example'), [{ text: 'a.example', differs: false, registered: false }]);
  assert.equal(
    pieces('a.example', [{ start: 5, end: 99 }])
      .map(({ text }) => text)
      .join(''),
    'a.example',
  );
});
