import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDigest, accountsTagged, accountTag, TAG_LENGTH } from '../../src/card/account-tag.ts';
import { LIMITS as DISCORD } from '../../adapters/discord/message/limits.ts';
import { LIMITS as SLACK } from '../../adapters/slack/limits.ts';
import {
  ALERT_VERBS,
  decodePress,
  encodePress,
  fittingId,
  LONGEST_PRESS,
  PRESS_ID,
  runOf,
  type Press,
} from '../../src/card/press-id.ts';
import { staysOnAccount } from '../../src/card/for-account.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { runButton } from '../../src/card/run-button.ts';
import type { Card } from '../../src/reply.ts';

const withAccounts = (...names: string[]): Config => ({
  ...ConfigFileSchema.parse({ accounts: Object.fromEntries(names.map((name) => [name, {}])) }),
  defaultAccount: names[0] ?? 'main',
});

/** Lines as nobody wishes them: with what ids are made of, invisible characters, halves of characters. */
const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc
    .array(fc.constantFrom('run', '@', ':', ' ', 'account:', 'sports', '"', '\n', '\ud83d', '流'))
    .map((some) => some.join('')),
);
const tag = fc.stringMatching(/^[A-Za-z0-9_-]{4,43}$/);
const name = fc.stringMatching(/^[a-z0-9][a-z0-9_.-]{0,63}$/);

describe('the id of a button that runs a line', () => {
  it('with a tag comes back exactly, whatever the line says', () => {
    fc.assert(
      fc.property(line, tag, (text, of) => {
        expect(decodePress(encodePress({ kind: 'run', line: text, tag: of }))).toEqual({
          kind: 'run',
          line: text,
          tag: of,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('with an account by name comes back exactly', () => {
    fc.assert(
      fc.property(line, name, (text, account) => {
        expect(decodePress(encodePress({ kind: 'run', line: text, account }))).toEqual({
          kind: 'run',
          line: text,
          account,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('without either comes back, unless it ends in what names an account', () => {
    fc.assert(
      fc.property(line, (text) => {
        fc.pre(!/ account:[\p{L}\p{N}_.-]*$/u.test(text));
        expect(decodePress(encodePress({ kind: 'run', line: text }))).toEqual({ kind: 'run', line: text });
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['confirm:x', 'alert:ack:k3m9x2ab', 'runs:x', 'run', 'run@abc:x', 'run@a b c:x', 'run@:x', ''])(
    '%j is none',
    (id) => expect(runOf(id)).toBeUndefined(),
  );
});

const word = fc.stringMatching(/^[^:]{1,60}$/u);
const draft = fc.stringMatching(/^[\w-]{8,32}$/);
const anyPress: fc.Arbitrary<Press> = fc.oneof(
  fc.record({ kind: fc.constant('run' as const), line, tag }),
  fc.record({ kind: fc.constant('run' as const), line, account: name }),
  fc.record({
    kind: fc.constant('run' as const),
    line: line.filter((text) => !/ account:[\p{L}\p{N}_.-]*$/u.test(text)),
  }),
  fc.record({ kind: fc.constantFrom('confirm' as const, 'cancel' as const), proposal: line }),
  fc.record({ kind: fc.constant('alert' as const), verb: fc.constantFrom(...ALERT_VERBS), alert: word }),
  fc.record({
    kind: fc.constant('alert' as const),
    verb: fc.constantFrom(...ALERT_VERBS),
    alert: word,
    person: line,
  }),
  fc.record({ kind: fc.constant('form' as const), account: word, command: word }),
  fc.record({ kind: fc.constant('fill' as const), tag, draft, command: word }),
  fc.record({ kind: fc.constant('filled' as const), tag, draft, command: word, isPart: fc.boolean() }),
  fc.record({ kind: fc.constant('kept' as const), token: fc.stringMatching(/^[\w-]{22}$/), words: line }),
);

describe('the id of a press', () => {
  it('comes back exactly, of every kind', () => {
    fc.assert(
      fc.property(anyPress, (press) => {
        expect(decodePress(encodePress(press))).toEqual(press);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads whatever comes without a crash, and writes what it reads to the same id again', () => {
    const part = fc.constantFrom(
      'run',
      'confirm',
      'cancel',
      'alert',
      'command',
      'fill',
      'filled',
      '@abcd:',
      '01234567',
      '+',
      'ack',
      ':',
      '@',
      'abcd',
      ' account:',
      'x',
    );
    const id = fc.oneof(
      line,
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(id, (text) => {
        const press = decodePress(text);
        if (press && press.kind !== 'form') expect(encodePress(press)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('is given out whole where every platform takes it', () => {
    expect(PRESS_ID).toBe(Math.min(SLACK.buttonId, SLACK.optionValue, DISCORD.customId));
    const run = (length: number) => fittingId({ kind: 'run', line: 'x'.repeat(length - 4) });
    expect(run(LONGEST_PRESS)).toHaveLength(LONGEST_PRESS);
    expect(run(LONGEST_PRESS + 1)).toBeUndefined();
  });

  it.each<[id: string, press: Press | undefined]>([
    ['run:stream list', { kind: 'run', line: 'stream list' }],
    ['run:stream show a:b account:main', { kind: 'run', line: 'stream show a:b', account: 'main' }],
    ['run@x7Kq:流 列表', { kind: 'run', line: '流 列表', tag: 'x7Kq' }],
    ['confirm:0f3a', { kind: 'confirm', proposal: '0f3a' }],
    ['cancel:0f3a', { kind: 'cancel', proposal: '0f3a' }],
    ['alert:ack:k3m9x2ab', { kind: 'alert', verb: 'ack', alert: 'k3m9x2ab' }],
    ['alert:mute15:k3m9x2ab', { kind: 'alert', verb: 'mute15', alert: 'k3m9x2ab' }],
    ['alert:assign:k3m9x2ab:ada', { kind: 'alert', verb: 'assign', alert: 'k3m9x2ab', person: 'ada' }],
    ['command:main:stream drop', { kind: 'form', account: 'main', command: 'stream drop' }],
    [
      'fill@x7Kq:0123456789abcdef:stream drop',
      { kind: 'fill', tag: 'x7Kq', draft: '0123456789abcdef', command: 'stream drop' },
    ],
    [
      'filled@x7Kq:0123456789abcdef:stream drop',
      { kind: 'filled', tag: 'x7Kq', draft: '0123456789abcdef', command: 'stream drop', isPart: false },
    ],
    [
      'filled@x7Kq:0123456789abcdef+:stream drop',
      { kind: 'filled', tag: 'x7Kq', draft: '0123456789abcdef', command: 'stream drop', isPart: true },
    ],
    ['fill@x7Kq:0123456789abcdef+:stream drop', undefined],
    [
      'kept:0123456789abcdefghij_-:stream drop',
      { kind: 'kept', token: '0123456789abcdefghij_-', words: 'stream drop' },
    ],
    ['kept:short:stream drop', undefined],
    ['fill:0123456789abcdef:stream drop', undefined],
    ['filled@x7Kq:short:stream drop', undefined],
    ['filled@x7Kq:0123456789abcdef:', undefined],
    ['alert:explode:k3m9x2ab', undefined],
    ['alert:constructor:k3m9x2ab', undefined],
    ['alert:ack:', undefined],
    ['alert:', undefined],
    ['command:main', undefined],
    ['confirm@abcd:x', undefined],
    ['panel:streams', undefined],
    ['confirm', undefined],
  ])('%s, as it stands on posted cards', (id, press) => {
    expect(decodePress(id)).toEqual(press);
  });
});

describe('the tag of an account', () => {
  it('stands for that account and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 30 }), (names) => {
        const config = withAccounts(...names);
        for (const each of names) expect(accountsTagged(config, accountTag(config, each))).toEqual([each]);
      }),
      { numRuns: 50 },
    );
  });

  it('is longer where two would be the same; the short one of before stands for both then', () => {
    const [one, other] = colliding();
    const alone = accountTag(withAccounts(one), one);
    const both = withAccounts(one, other);
    expect(alone).toHaveLength(TAG_LENGTH);
    expect(accountTag(both, one).length).toBeGreaterThan(TAG_LENGTH);
    expect(accountsTagged(both, accountTag(both, one))).toEqual([one]);
    expect(accountsTagged(both, accountTag(both, other))).toEqual([other]);
    expect(accountsTagged(both, alone)).toEqual([one, other]);
  });

  it('stands for nothing when its account is gone', () => {
    const before = withAccounts('sports');
    expect(accountsTagged(withAccounts('news'), accountTag(before, 'sports'))).toEqual([]);
    expect(accountTag(withAccounts('news'), 'sports')).toBe(accountTag(before, 'sports'));
  });
});

/** Two names whose digests begin alike: found by trying, as an operator could by bad luck. */
function colliding(): [string, string] {
  const seen = new Map<string, string>();
  for (let at = 0; ; at++) {
    const candidate = `account-${at}`;
    const start = accountDigest(candidate).slice(0, TAG_LENGTH);
    const first = seen.get(start);
    if (first !== undefined) return [first, candidate];
    seen.set(start, candidate);
  }
}

describe('a card', () => {
  const card = (...ids: string[]): Card => ({
    kind: 'card',
    tone: 'info',
    title: 'x',
    buttons: ids.map((id) => ({ id, label: id })),
    selects: [{ id: 'run:s', placeholder: 'x', choices: ids.map((id) => ({ id, label: id })) }],
    visibility: 'channel',
  });
  const config = withAccounts('main');
  const of = accountTag(config, 'main');

  it('keeps its account on buttons and choices, also where there is only one, and says nothing of it then', () => {
    const kept = staysOnAccount(config, 'main', 'en', card('run:stream list', 'confirm:p1'));
    const ids = [encodePress({ kind: 'run', line: 'stream list', tag: of }), 'confirm:p1'];
    expect(kept.buttons?.map(({ id }) => id)).toEqual(ids);
    expect(kept.selects?.[0]).toMatchObject({ id: 'run:s', choices: ids.map((id) => ({ id })) });
    expect(kept.footer).toBeUndefined();
    expect(staysOnAccount(withAccounts('main', 'other'), 'main', 'en', card()).footer).toBe('account main');
  });

  it('is not put on another account where it is on one already', () => {
    const kept = staysOnAccount(
      config,
      'main',
      'en',
      card('run@abcd:stream list', 'run:stream list account:x'),
    );
    expect(kept.buttons?.map(({ id }) => id)).toEqual(['run@abcd:stream list', 'run:stream list account:x']);
  });

  it('keeps every button that could be made, however long the name of the account is', () => {
    const long = withAccounts('x'.repeat(64), 'y');
    const made = Array.from({ length: 120 }, (_, at) => runButton('l'.repeat(at), 'x')).filter(
      (button) => button !== undefined,
    );
    const kept = staysOnAccount(long, 'x'.repeat(64), 'en', { ...card(), buttons: made });
    expect(kept.buttons).toHaveLength(made.length);
  });
});
