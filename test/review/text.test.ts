import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf } from '../../src/asked.ts';
import { ConfigFileSchema, type Config } from '../../src/config.ts';
import { commands } from '../../commands/index.ts';
import { matchCommand, languageOfLine } from '../../src/text/match-command.ts';
import { typedLine } from '../../commands/typed-line.ts';
import { refusalCard } from '../../src/card/refusal-card.ts';
import { Refusal } from '../../src/errors.ts';
import { createLimiter } from '../../src/live/limits.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { createRedact } from '../../src/redact.ts';
import { createAudit, type AuditEntry } from '../../src/audit.ts';

const config: Config = { ...ConfigFileSchema.parse({ accounts: { main: {}, other: {} } }), defaultAccount: 'main' };
const place = { platform: 'slack', channelId: 'C1' };

describe('accounts in a line', () => {
  it.each([
    'x account:other y',
    'account:other',
    ' account:other ',
    'x" account:other "y',
    'x account: other',
    '账号：other',
    'x\naccount:other\ny',
  ])('a stream named %j does not move the line to another account', (name) => {
    const line = `${typedLine('stream drop', name)} account:main`;
    const { account, line: rest } = accountOf(config, place, line, commands);
    expect(account).toBe('main');
    expect(matchCommand(commands, rest)).toMatchObject({ kind: 'command', rawOptions: { stream: name } });
  });
  it('whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", ':', 'account:other', '\\', '“', '\u202e', '\n', '=', '-') , minLength: 1 }), (name) => {
        const line = `${typedLine('stream drop', name)} account:main`;
        const { account, line: rest } = accountOf(config, place, line, commands);
        expect(account).toBe('main');
        const match = matchCommand(commands, rest);
        expect(match).toMatchObject({ kind: 'command', rawOptions: { stream: name } });
      }),
      { numRuns: 3000 },
    );
  });
  it('a reason that speaks of another account does not move the line there', () => {
    const line = (of: string) => `stream forbid push.example.com/live/main 2h leaked by account:${of} yesterday`;
    expect(() => accountOf(config, place, line('other'), commands)).toThrow('account, or part of the text');
    expect(accountOf(config, place, line('42'), commands)).toEqual({ account: 'main', line: line('42') });
    const end = 'stream forbid push.example.com/live/main 2h leaked yesterday account:other';
    expect(accountOf(config, place, end, commands).account).toBe('other');
    const start = 'stream forbid account:other push.example.com/live/main 2h leaked yesterday';
    expect(accountOf(config, place, start, commands).account).toBe('other');
    const quoted = 'stream forbid push.example.com/live/main 2h "leaked by account:other" account:main';
    expect(accountOf(config, place, quoted, commands).account).toBe('main');
  });
  it.each(['stream drop x account:other', 'stream drop account:other x', '流 断开 x 账号：other', 'account:other stream drop x', 'stream drop x account: other', 'stream drop x account=other'])(
    '%s is other',
    (line) => {
      const { account, line: rest } = accountOf(config, place, line, commands);
      expect(account).toBe('other');
      expect(matchCommand(commands, rest)).toMatchObject({ kind: 'command', rawOptions: { stream: 'x' } });
    },
  );
  it('two accounts in one line are refused', () => {
    expect(() => accountOf(config, place, 'stream drop x account:other account:main')).toThrow();
  });
});

describe('refusals', () => {
  it('offer no button twice: Slack refuses such a card', () => {
    const card = refusalCard(new Refusal('c', { en: 'a', zh: 'a' }, { en: 'b', zh: 'b' }, ['x', 'x', 'y']), 'en');
    expect(card.buttons?.map((b) => b.id)).toEqual(['run:x', 'run:y']);
  });
});

describe('limiter', () => {
  it('a clock set back an hour does not hold calls back for an hour', () => {
    const clock = createTestClock();
    let back = 0;
    const limiter = createLimiter({ now: () => clock.now() - back, after: (ms, run) => clock.after(ms, run) });
    for (let i = 0; i < 20; i++) expect(limiter.take('SwitchBackupStream', 20, clock.now() + 8000)).toBe('now');
    clock.advance(60_000);
    back = 3_600_000;
    expect(limiter.take('SwitchBackupStream', 20, clock.now() - back + 8000)).not.toBe('refused');
  });
});

describe('audit', () => {
  it('keeps no push keys that somebody typed', async () => {
    const kept: unknown[] = [];
    const audit = createAudit({
      append: async (v) => void kept.push(v),
      recent: async () => [],
      close: async () => undefined,
    });
    await audit.write({
      command: 'stream show rtmp://push.example.com/live/main?txSecret=0123456789abcdef0123456789abcdef&txTime=6' + '5F0',
    } as AuditEntry);
    await audit.write({
      command: 'x'.repeat(480) + ' txSecret=0123456789abcdef0123456789abcdef',
    } as AuditEntry);
    expect(JSON.stringify(kept)).not.toMatch(/0123456/);
  });
});

describe('log', () => {
  it('cuts no secret in two', () => {
    const secret = 'a1b2c3d4e5f6g7h8i9j0';
    const clean = createRedact([secret])('.'.repeat(3990) + secret) as string;
    expect(clean).not.toContain('a1b2');
    expect(createRedact([])('.'.repeat(3985) + 'txSecret=a1b2c3d4e5f6')).not.toContain('a1b2');
  });
});

describe('huge lines', () => {
  it.each([
    ['quotes', '" '.repeat(2000)],
    ['opened', ' "a'.repeat(1300)],
    ['colons and quotes', ':"'.repeat(2000)],
    ['backslashes', '"' + '\\'.repeat(3990)],
    ['stream drop opened', 'stream drop ' + ":'".repeat(1990)],
    ['dashes', '--a '.repeat(1000)],
    ['equals', 'stream drop ' + 'a=b '.repeat(990)],
    ['letters', 'a'.repeat(4000)],
    ['han', '流'.repeat(4000)],
  ])('%s', (_, line) => {
    const t = performance.now();
    languageOfLine(line);
    matchCommand(commands, line);
    accountOf(config, place, line, commands);
    const ms = performance.now() - t;
    console.log(_, Math.round(ms));
    expect(ms).toBeLessThan(300);
  });
});
