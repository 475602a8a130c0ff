/**
 * Plays evenings: `npm run evenings -- --seeds 30`. `--seed N` begins with another one (alone, unless `--seeds` says more),
 * `--theme storm` plays all of them as that, `--hours 2` makes them shorter, which makes others of them. Ends with 1 where
 * people were told anything else than they should have been.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/clock.ts';
import { PLATFORMS } from './happening.ts';
import { clockOf, type Discrepancy, type Record } from './judge/discrepancy.ts';
import { judged } from './judged.ts';
import { eveningOf, THEMES, type Theme } from './script.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    theme: { type: 'string' },
    hours: { type: 'string', default: '4.5' },
  },
});
const first = Number(values.seed ?? 1);
const count = Number(values.seeds ?? (values.seed === undefined ? THEMES.length : 1));
const hours = Number(values.hours);
const theme = THEMES.find((each) => each === values.theme);
const isUsable = first >= 0 && count > 0 && hours > 0.5 && (values.theme === undefined || theme);
if (!isUsable) fail(`--seed, --seeds and --hours are numbers, --theme is one of: ${THEMES.join(', ')}`);

const total = { evenings: 0, hours: 0, messages: 0, edits: 0, matters: 0, discrepancies: 0 };
for (let seed = first; seed < first + count; seed++) await one(seed, theme ?? themeOf(seed));
tell(
  `${total.evenings} evenings, ${total.hours} h: ${total.matters} matters to tell, ${total.messages} messages, ${total.edits} edits, ${total.discrepancies} discrepancies`,
);
process.exit(total.discrepancies > 0 ? 1 : 0);

/** Evenings take turns. */
function themeOf(seed: number): Theme {
  return THEMES[(seed - 1 + THEMES.length) % THEMES.length] ?? 'quiet';
}

async function one(seed: number, about: Theme): Promise<void> {
  const began = systemClock.now();
  const { record, discrepancies } = await judged(eveningOf(seed, about, hours));
  const seconds = Math.round((systemClock.now() - began) / 1000);
  const must = record.matters.filter(({ telling }) => telling === 'must').length;
  total.evenings += 1;
  total.hours += hours;
  total.matters += must;
  total.messages += posts(record);
  total.edits += record.seen.versions.length - posts(record);
  total.discrepancies += discrepancies.length;
  const messages = PLATFORMS.map((on) => `${on} ${posts(record, on)}`).join(', ');
  tell(
    `seed ${seed} ${about}: ${hours} h in ${seconds} s; ${must} matters to tell; messages: ${messages}; discrepancies: ${discrepancies.length}`,
  );
  for (const discrepancy of discrepancies) report(discrepancy);
  if (discrepancies.length > 0)
    tell(`  repeat: npm run evenings -- --seed ${seed} --theme ${about} --hours ${hours}`);
}

function report({ at, on, kind, expected, seen }: Discrepancy): void {
  tell(`  ${clockOf(at)} ${on} ${kind}: expected ${expected}; seen ${seen}`);
}

function posts({ seen }: Record, on?: string): number {
  return seen.versions.filter((version) => version.isPost && (on === undefined || version.on === on)).length;
}

function fail(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
