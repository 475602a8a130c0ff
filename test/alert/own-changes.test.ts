import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { createOwnActs } from '../../src/alert/own-changes.ts';
import { AT, entryOf, STREAM } from './audit-entry.ts';

const entry = (more: Partial<AuditEntry>) => entryOf(`stream drop stream:${STREAM}`, more);

describe('what we did to a stream ourselves', () => {
  it.each([
    ['the drop of this stream', {}, 'main', STREAM, 2000, 'stream drop'],
    [
      'in the same second, by a clock that tells whole seconds',
      { at: AT + 900 },
      'main',
      STREAM,
      0,
      'stream drop',
    ],
    [
      'a forbid, on whatever domain it is pushed',
      { command: 'stream forbid x' },
      'main',
      'other.example.com/live/main',
      2000,
      'stream forbid',
    ],
    ['a drop of the same name on another domain', {}, 'main', 'other.example.com/live/main', 2000, undefined],
    ['another account', {}, 'news', STREAM, 2000, undefined],
    ['long before', {}, 'main', STREAM, 121_000, undefined],
    ['only after it', { at: AT + 10_000 }, 'main', STREAM, 0, undefined],
    ['that was only proposed', { phase: 'proposed' as const }, 'main', STREAM, 2000, undefined],
    ['another command', { command: 'stream resume x' }, 'main', STREAM, 2000, undefined],
  ])('%s', (_what, more, account, stream, later, command) => {
    const acts = createOwnActs();
    acts.note(entry(more));
    expect(acts.find(account, `stream:${stream}`, AT + later)?.command).toBe(command);
  });

  it('remembers no more than 2,000', () => {
    const acts = createOwnActs();
    acts.note(entry({}));
    for (let time = 0; time < 2000; time++) acts.note(entry({ target: `a/b/${time}` }));
    expect(acts.find('main', `stream:${STREAM}`, AT)).toBeUndefined();
    expect(acts.find('main', 'stream:a/b/1999', AT)).toBeDefined();
  });
});
