import { describe, expect, it } from 'vitest';
import { clockVerdict, type Said, type Witness } from '../../../src/alert/self/clock.ts';
import { NEVER_CALLED, signatureVerdict, withCall } from '../../../src/alert/self/cloud-signature.ts';
import { NOTHING_CAME, refusedVerdict, withBad, withGood } from '../../../src/alert/self/refused.ts';
import { NEVER_HEARD, silentVerdict } from '../../../src/alert/self/silent.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;
const NOW = 1000 * HOUR;

describe('the clock', () => {
  it.each<[string, Partial<Record<Witness, number | 'wrong'>>, string]>([
    ['nobody tells', {}, 'unknown'],
    ['the cloud says right', { cloud: 5000 }, 'well'],
    ['only the cloud says wrong', { cloud: 5 * MIN }, 'unknown'],
    ['only callbacks say wrong, as of a template with another time', { callbacks: -10 * MIN }, 'unknown'],
    ['two differ', { cloud: 0, callbacks: -10 * MIN }, 'well'],
    ['two agree', { cloud: 2 * MIN, callbacks: 2.5 * MIN }, 'bad'],
    ['the cloud refuses the time', { refusal: 'wrong' }, 'bad'],
  ])('%s', (_, told, state) => {
    const said = new Map<Witness, Said>(
      Object.entries(told).map(([who, ahead]) => [
        who as Witness,
        { ahead: ahead === 'wrong' ? undefined : ahead, at: NOW },
      ]),
    );
    expect(clockVerdict(said, NOW).state).toBe(state);
  });
});

describe('callbacks that are refused', () => {
  const bad = (...minutes: number[]) =>
    minutes.reduce((tally, minute) => withBad(tally, NOW + minute * MIN, 'bad-sign'), NOTHING_CAME);
  it.each([
    ['two are an accident', bad(0, 1), 2, 'unknown'],
    ['three within a quarter of an hour', bad(0, 1, 2), 3, 'bad'],
    ['three in an hour', bad(0, 25, 50), 51, 'unknown'],
    ['a good one among them', withGood(bad(0, 1, 2), NOW + 3 * MIN), 3, 'bad'],
    ['a good one a while later', withGood(bad(0, 1, 2), NOW + 6 * MIN), 6, 'well'],
    ['nothing more for an hour', bad(0, 1, 2), 63, 'well'],
    ['nothing yet', NOTHING_CAME, 1, 'unknown'],
  ])('%s', (_, tally, minute, state) => {
    expect(refusedVerdict(tally, NOW + minute * MIN, NOW).state).toBe(state);
  });
});

describe('silence', () => {
  const heard = { ...NEVER_HEARD, heardAt: NOW };
  it.each([
    ['never heard, never listed', NEVER_HEARD, 100, 'unknown'],
    ['quiet, and the list agrees', { ...heard, listedAt: NOW + 100 * HOUR }, 100, 'well'],
    ['quiet for longer than is set, and nothing can be asked', heard, 7, 'bad'],
    ['its own rhythm is slower', { ...heard, longestGapMs: 5 * HOUR }, 7, 'unknown'],
    ['the list differs', { ...heard, differsSince: NOW + MIN, listedAt: NOW + HOUR }, 1, 'bad'],
    ['heard since it differed', { ...heard, differsSince: NOW - MIN, listedAt: NOW + HOUR }, 1, 'well'],
  ])('%s', (_, hearing, hours, state) => {
    expect(silentVerdict(hearing, NOW + hours * HOUR, 6 * HOUR).state).toBe(state);
  });
});

it.each([
  [[], 'unknown'],
  [['ok'], 'well'],
  [['AuthFailure.SignatureFailure'], 'unknown'],
  [['AuthFailure.SignatureFailure', 'airdesk.network', 'AuthFailure.SignatureFailure'], 'bad'],
  [['AuthFailure.SecretIdNotFound', 'AuthFailure.SecretIdNotFound', 'ResourceNotFound'], 'well'],
  [['AuthFailure.UnauthorizedOperation', 'AuthFailure.UnauthorizedOperation'], 'unknown'],
  [['AuthFailure.SignatureExpire', 'AuthFailure.SignatureExpire'], 'unknown'],
])('calls that end with %j', (codes, state) => {
  expect(signatureVerdict(codes.reduce(withCall, NEVER_CALLED)).state).toBe(state);
});
