import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { createOwnBans, readOwnBan } from '../../src/alert/own-bans.ts';
import { AT, entryOf, STREAM } from './audit-entry.ts';

const HOUR_MS = 3_600_000;
const BAN = { command: 'stream forbid', by: 'ada', at: AT };

const entry = (more: Partial<AuditEntry>) =>
  entryOf(`stream forbid stream:${STREAM} for:2h until 2026-03-01T22:00:00Z`, more);
const resume = (more: Partial<AuditEntry>) => entryOf(`stream resume stream:${STREAM}`, more);
const found = (entries: readonly AuditEntry[], at: number, account = 'main', stream = STREAM) => {
  const bans = createOwnBans();
  for (const one of entries) bans.note(one);
  return bans.find(account, `stream:${stream}`, at);
};

describe('a ban of ours', () => {
  it('holds, on whatever domain, until something of ours lifts it', () => {
    const both = [entry({}), resume({ at: AT + HOUR_MS })];
    expect(found([], AT)).toBeUndefined();
    expect(found(both, AT + HOUR_MS / 2)).toEqual(BAN);
    expect(found(both, AT + HOUR_MS / 2, 'main', 'other.example.com/live/main')).toEqual(BAN);
    expect(found(both, AT + HOUR_MS / 2, 'other')).toBeUndefined();
    expect(found(both, AT + HOUR_MS / 2, 'main', 'push.example.com/live/side')).toBeUndefined();
    expect(found(both, AT + HOUR_MS + 10_000)).toBeUndefined();
  });

  it.each([
    ['within its time', [entry({})], 2 * HOUR_MS - 1000, BAN],
    ['after its end', [entry({})], 2 * HOUR_MS + 120_000, undefined],
    ['where its end was cut off', [entry({ command: 'stream forbid x' })], 48 * HOUR_MS, BAN],
    ['that was only proposed', [entry({ phase: 'proposed' })], HOUR_MS, undefined],
    ['that the cloud refused', [entry({}), entry({ phase: 'failed', at: AT + 900 })], HOUR_MS, undefined],
    [
      'whose lift the cloud refused',
      [entry({}), resume({ at: AT + 60_000 }), resume({ at: AT + 61_000, phase: 'failed' })],
      HOUR_MS,
      BAN,
    ],
    [
      'that was undone',
      [entry({}), entry({ at: AT + 60_000, command: `stream lift stream:${STREAM} left:{}` })],
      HOUR_MS,
      undefined,
    ],
    [
      'lifted, and imposed again',
      [entry({}), resume({}), entry({ at: AT + 1 })],
      HOUR_MS,
      { ...BAN, at: AT + 1 },
    ],
    ['another command', [entry({ command: 'stream forbidden' })], HOUR_MS, undefined],
  ] as const)('%s', (_what, entries, later, expected) => {
    expect(found(entries, AT + later)).toEqual(expected);
  });

  it('is known again from what was written down, without the audit', () => {
    const [kept, ...others] = createOwnBans().note(entry({}));
    expect(others).toEqual([]);
    const read = readOwnBan(JSON.parse(JSON.stringify(kept?.value)));
    const again = createOwnBans(read ? [read] : []);
    expect(again.find('main', `stream:${STREAM}`, AT + HOUR_MS)).toEqual(BAN);
    expect(readOwnBan({ account: 'main' })).toBeUndefined();
  });

  it('remembers no more than 2,000: those that end first go, also from the disk', () => {
    const bans = createOwnBans();
    for (let at = 0; at < 2000; at += 1)
      bans.note(entry({ target: `a/b/${at}`, command: 'stream forbid x for:2h until 2026-03-02T22:00:00Z' }));
    const writes = bans.note(entry({ target: 'a/b/soon' }));
    expect(writes.map(({ id, value }) => [id, value === undefined])).toEqual([['main|soon', true]]);
    expect(bans.find('main', 'stream:a/b/1999', AT)).toBeDefined();
  });
});
