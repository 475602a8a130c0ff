import { describe, expect, it } from 'vitest';
import { hurried, isGivenUp, newPacing, paced, type Outcome, type Pacing } from '../../src/panel/back-off.ts';

const NOW = 1_000_000;
const at = { now: NOW, periodMs: 15_000 };
const READ: Outcome = { was: 'read', complete: true };
const PART: Outcome = { was: 'read', complete: false };

/** The waits after each of these outcomes, in seconds. */
function waits(outcomes: readonly Outcome[], from: Pacing = newPacing(NOW)): number[] {
  let pacing = from;
  return outcomes.map((outcome) => {
    pacing = paced(pacing, outcome, at);
    return (pacing.dueAt - NOW) / 1000;
  });
}

const times = (count: number, outcome: Outcome): Outcome[] => Array.from({ length: count }, () => outcome);

describe('when a panel is looked at next', () => {
  it.each<[string, readonly Outcome[], readonly number[]]>([
    ['every period, as long as all of it can be read', times(3, READ), [15, 15, 15]],
    ['ever more rarely while it cannot, up to a minute', times(4, PART), [30, 60, 60, 60]],
    ['at once every period, when it can again', [PART, PART, READ], [30, 60, 15]],
    [
      'up to 5 min while the platform does not answer',
      times(6, { was: 'undelivered' }),
      [30, 60, 120, 240, 300, 300],
    ],
    [
      'up to an hour while it says no',
      times(9, { was: 'refused' }),
      [30, 60, 120, 240, 480, 960, 1920, 3600, 3600],
    ],
    ['ever more rarely where somebody deletes its message', times(4, { was: 'gone' }), [15, 30, 60, 120]],
    ['when the platform says, where it limits edits', [{ was: 'stuck', forMs: 600_000 }], [600]],
    ['after a minute, where it cannot be drawn', [{ was: 'not-drawn' }], [60]],
    ['after 5 min, where its platform is not configured', [{ was: 'unconnected' }], [300]],
  ])('%s', (_what, outcomes, expected) => {
    expect(waits(outcomes)).toEqual(expected);
  });

  it('forgets what failed as soon as it is shown', () => {
    const failing = paced(paced(newPacing(NOW), { was: 'refused' }, at), { was: 'undelivered' }, at);
    const shown = paced(failing, { was: 'shown' }, at);
    expect(shown).toEqual({ ...newPacing(failing.dueAt) });
    expect(waits([{ was: 'refused' }], shown)).toEqual([30]);
  });

  it('is given up after eight refusals in a row, and not before', () => {
    let pacing = newPacing(NOW);
    for (let n = 1; n <= 8; n += 1) {
      expect(isGivenUp(pacing)).toBe(false);
      pacing = paced(pacing, { was: 'refused' }, at);
    }
    expect(isGivenUp(pacing)).toBe(true);
  });
});

describe('a panel of whose target something was done', () => {
  const shown = newPacing(NOW + 15_000);
  it.each<[string, Pacing, number, number]>([
    ['is looked at in a moment', shown, NOW - 60_000, NOW + 300],
    ['not more often than every 5 s', shown, NOW - 1000, NOW + 4000],
    ['not later than it would be', { ...shown, dueAt: NOW + 100 }, NOW - 1000, NOW + 100],
    ['not while its channel says no', { ...shown, refused: 1 }, 0, NOW + 15_000],
    ['not while its platform is silent', { ...shown, undelivered: 1 }, 0, NOW + 15_000],
    ['not while its message cannot be edited', { ...shown, stuckUntil: NOW + 1 }, 0, NOW + 15_000],
    ['not where it is deleted again and again', { ...shown, gone: 2 }, 0, NOW + 15_000],
  ])('%s', (_what, pacing, editedAt, dueAt) => {
    expect(hurried(pacing, { now: NOW, editedAt }).dueAt).toBe(dueAt);
  });
});
