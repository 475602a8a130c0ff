import { describe, expect, it } from 'vitest';
import { qualityOf } from '../../../commands/stream/check/quality.ts';
import { verdictOf, type Seen } from '../../../commands/stream/check/verdict.ts';
import type { PushMinute } from '../../../src/live/read/figures/push-quality.ts';

const ON_AIR: Seen = {
  ...{ isForbidden: false, isPushed: true, hasBackup: false, quality: 'good', domain: 'on' },
  ...{ pull: undefined, last: 'none', refused: undefined },
};
const OFF: Seen = { ...ON_AIR, isPushed: false, quality: undefined };
const NOTHING: Seen = {
  ...{ isForbidden: undefined, isPushed: undefined, hasBackup: undefined, quality: undefined },
  ...{ domain: undefined, pull: undefined, last: undefined, refused: undefined },
};
const CUT = {
  ago: { en: '5 min ago', zh: '5 分钟前' },
  why: { en: 'the encoder stopped pushing', zh: '推流端主动停止推流' },
};
const SIGNATURE = { en: 'refused: wrong signature', zh: '被拒绝：签名错误' };

describe('the verdict on a stream', () => {
  it.each([
    ['on air and well', ON_AIR, undefined],
    ['on air; quality unknown', { ...ON_AIR, quality: undefined }, undefined],
    ['on air, and comes in poorly', { ...ON_AIR, quality: 'poor' }, 'health'],
    ['on air, and comes in poorly', { ...ON_AIR, quality: 'poor', hasBackup: true }, 'switch-backup'],
    ['forbidden', { ...OFF, isForbidden: true, domain: 'off' }, 'resume'],
    ['its push domain is switched off', { ...OFF, domain: 'off', last: CUT }, 'enable-domain'],
    ['its push domain is not of this account', { ...OFF, domain: 'missing' }, undefined],
    ['off air: its pull task does not run', { ...OFF, pull: 'should-run', last: CUT }, 'restart-pull'],
    ['off air: its pull task is stopped or over', { ...OFF, pull: 'not-due', last: CUT }, 'show-pull'],
    ['off air: refused: wrong signature', { ...OFF, refused: SIGNATURE, last: CUT }, 'check-key'],
    ['cut 5 min ago: the encoder stopped pushing', { ...OFF, last: CUT }, undefined],
    // It runs, and its push is not listed yet: what ended is what is known.
    ['cut 5 min ago: the encoder stopped pushing', { ...OFF, pull: 'runs', last: CUT }, undefined],
    ['off air, and not pushed for a day', OFF, undefined],
    ['off air', { ...OFF, last: undefined }, undefined],
    // What could not be read proves nothing.
    ['unknown whether it is on air', NOTHING, undefined],
    ['unknown whether it is on air', { ...NOTHING, last: CUT }, undefined],
    ['off air', { ...NOTHING, isPushed: false }, undefined],
  ] as const)('%s', (text, seen, next) => {
    const verdict = verdictOf(seen);
    expect(verdict.text.en).toBe(text);
    expect(verdict.next).toBe(next);
    expect(verdict.text.zh).not.toBe('');
  });
});

describe('how a push comes in', () => {
  const minute = (more: Partial<PushMinute>): PushMinute => ({
    ...{ at: 0, sequence: '1', fps: 25, kbps: 4000, wantedFps: 25, wantedKbps: 4128, lateMs: 20 },
    ...more,
  });
  it.each([
    ['well', [minute({})], []],
    ['few frames', [minute({ fps: 12 })], ['low frame rate: 12 of 25 fps']],
    ['few frames, whatever was meant', [minute({ fps: 8, wantedFps: 0 })], ['low frame rate: 8 fps']],
    ['little data', [minute({ kbps: 1500 })], ['low bitrate: 1500 of 4128 kbit/s']],
    [
      'a slow network',
      [minute({ lateMs: 3200 })],
      ["the push falls behind by 3.2 s a minute: the encoder's network is too slow"],
    ],
    ['one poor minute of three', [minute({}), minute({}), minute({ fps: 19 })], []],
    ['another push before', [minute({ sequence: '0', fps: 1 }), minute({})], []],
  ] as const)('%s', (_what, minutes, poor) => {
    expect(qualityOf(minutes)?.poor.map(({ en }) => en)).toEqual(poor);
  });

  it('is not known without figures', () => {
    expect(qualityOf([])).toBeUndefined();
  });
});
