import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity, Subject } from '../../src/callback/event.ts';
import '../property-seed.ts';
import type { Finding, Seen } from '../../src/poll/poller.ts';
import { isUndecided, look, streaksOf, toldIn, withTold, type Streaks } from '../../src/poll/streaks.ts';

const about = (id: string): Subject => ({ type: 'stream', id });
const bad = (id = 'a', severity?: Severity): Finding => ({
  condition: 'push.silent',
  subject: about(id),
  values: {},
  ...(severity && { severity }),
});

/** Looks one after the other; each change is told at once. Gives what was told at each, as `+a` and `-a`. */
function looks(seen: readonly Seen[], from: Streaks = new Map()): { told: string[][]; streaks: Streaks } {
  let streaks = from;
  const told = seen.map((one) => {
    const { after, changes } = look(streaks, one);
    streaks = after;
    return changes.map((change) => {
      streaks = withTold(streaks, change);
      const { subject, severity = '' } = change.effect === 'fires' ? change.finding : change.told;
      return `${change.effect === 'fires' ? '+' : '-'}${subject.id}${severity && ` ${severity}`}`;
    });
  });
  return { told, streaks };
}

const BAD: Seen = { findings: [bad()] };
const WELL: Seen = { findings: [] };
const UNKNOWN: Seen = { findings: [], isUnknown: () => true };

describe('two looks in a row', () => {
  it.each<[string, Seen[], string[][]]>([
    ['bad twice is told once', [BAD, BAD, BAD], [[], ['+a'], []]],
    ['one wrong figure is nothing', [BAD, WELL, BAD, WELL], [[], [], [], []]],
    ['well twice is over', [BAD, BAD, WELL, WELL, WELL], [[], ['+a'], [], ['-a'], []]],
    ['well once is nothing', [BAD, BAD, WELL, BAD, WELL, BAD], [[], ['+a'], [], [], [], []]],
    [
      'what cannot be judged is neither',
      [BAD, UNKNOWN, BAD, UNKNOWN, WELL, UNKNOWN, WELL],
      [[], [], ['+a'], [], [], [], ['-a']],
    ],
    ['what is over can come again', [BAD, BAD, WELL, WELL, BAD, BAD], [[], ['+a'], [], ['-a'], [], ['+a']]],
  ])('%s', (_what, seen, told) => {
    expect(looks(seen).told).toEqual(told);
  });

  it('what becomes worse is told again, what becomes better is not; over is over', () => {
    const at = (severity: Severity): Seen => ({ findings: [bad('a', severity)] });
    const seen = [at('info'), at('info'), at('warning'), at('info'), at('warning'), at('warning')];
    const { told, streaks } = looks([...seen, at('info'), at('info'), at('critical'), at('critical')]);
    expect(told.flat()).toEqual(['+a info', '+a warning', '+a critical']);
    expect(looks([WELL, WELL], streaks).told.flat()).toEqual(['-a critical']);
  });

  it('after a restart what was told is not told again, and is over when it is', () => {
    const told = [{ condition: 'push.silent', subject: about('a') }];
    expect(looks([BAD, BAD, BAD], streaksOf(told)).told.flat()).toEqual([]);
    expect(looks([WELL, BAD, WELL, WELL], streaksOf(told)).told.flat()).toEqual(['-a']);
    expect(toldIn(looks([UNKNOWN], streaksOf(told)).streaks)).toEqual(told);
  });

  it('what could not be stored is told with the next look', () => {
    const first = look(look(new Map(), BAD).after, BAD);
    expect(first.changes).toHaveLength(1);
    expect(look(first.after, BAD).changes).toHaveLength(1);
  });

  it('looks again soon only where something is to be confirmed', () => {
    const state = (seen: Seen[]) => isUndecided(looks(seen).streaks);
    expect(state([WELL])).toBe(false);
    expect(state([BAD])).toBe(true);
    expect(state([BAD, BAD])).toBe(false);
    expect(state([BAD, BAD, WELL])).toBe(true);
    expect(state([BAD, BAD, WELL, WELL])).toBe(false);
  });

  it('whatever is seen, what is told alternates, and follows only from two looks that agree', () => {
    const seen = fc.array(fc.constantFrom('bad', 'well', 'unknown'), { maxLength: 40 });
    fc.assert(
      fc.property(seen, (states) => {
        const steps = states.map((state) => ({ bad: BAD, well: WELL, unknown: UNKNOWN })[state]);
        const { told } = looks(steps);
        const all = told.flat();
        for (const [at, one] of all.entries()) expect(one).toBe(at % 2 === 0 ? '+a' : '-a');
        for (const [at, changes] of told.entries()) {
          if (changes.length === 0) continue;
          const known = states.slice(0, at + 1).filter((state) => state !== 'unknown');
          expect(new Set(known.slice(-2)).size).toBe(1);
        }
      }),
    );
  });

  it('holds no more than so many', () => {
    const many: Seen = { findings: Array.from({ length: 5000 }, (_, at) => bad(`s${at}`)) };
    expect(look(new Map(), many).after.size).toBe(2000);
  });
});
