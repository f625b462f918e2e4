// Reads phrases with chrono-node, for `tashikame bench due`.
//
// Standard input is JSON: {phrases: [{text, sent}], text}. Standard output is
// JSON: {version, dates: [[{at, exact}]], nanoseconds}: what chrono finds in
// each phrase with its Japanese and its English parser, whether it is sure of
// the hour, and the median time its Japanese parser takes over the text.
import { readFileSync } from 'node:fs';
import * as chrono from 'chrono-node';

const japan = 540; // minutes ahead of UTC
const { phrases, text } = JSON.parse(readFileSync(0, 'utf8'));
const parsers = [chrono.ja.casual, chrono.en.casual];

const dates = phrases.map(({ text, sent }) => {
  const reference = { instant: new Date(sent), timezone: japan };
  return parsers.map((parser) =>
    parser
      .parse(text, reference, { forwardDate: true })
      .flatMap(({ start, end }) => (end ? [start, end] : [start]))
      .map((moment) => ({ at: moment.date().toISOString(), exact: moment.isCertain('hour') })),
  );
});

const times = [];
for (let round = 0; round < 15; round++) {
  const begin = process.hrtime.bigint();
  chrono.ja.casual.parse(text, { instant: new Date('2026-11-20T01:15:00Z'), timezone: japan });
  times.push(Number(process.hrtime.bigint() - begin));
}
times.sort((a, b) => a - b);

const { version } = JSON.parse(
  readFileSync(new URL('../../../node_modules/chrono-node/package.json', import.meta.url), 'utf8'),
);
process.stdout.write(JSON.stringify({ version, dates, nanoseconds: times[times.length >> 1] }));
