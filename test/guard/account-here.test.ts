import { describe, expect, it } from 'vitest';
import { answerLanguage, channelOf } from '../../src/line/account-of-line.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { Refusal } from '../../src/errors.ts';
import { accountHere } from '../../src/guard/account-here.ts';
import type { Place, Thread } from '../../src/intent.ts';
import { accountOf } from '../line/account-of.ts';

const config = (accounts: readonly string[], channels: object = {}): Config => ({
  ...ConfigFileSchema.parse({ accounts: Object.fromEntries(accounts.map((name) => [name, {}])), channels }),
  defaultAccount: 'home',
});
const TWO = ['home', 'away'];
const BOUND = { 'discord:1': { account: 'away', language: 'zh-CN', mirrors: ['slack:C1'] } };
const inside = (channelId: string, thread?: Thread): Place => ({
  platform: 'discord',
  channelId,
  ...(thread && { thread }),
});

describe('what is configured for a place', () => {
  const own = (entry: object) => config(TWO, { ...BOUND, 'discord:7': entry });
  it.each<[what: string, config: Config, place: Place, expected: object | undefined]>([
    ['a channel', config(TWO, BOUND), inside('1'), BOUND['discord:1']],
    ['another channel', config(TWO, BOUND), inside('2'), undefined],
    ['a thread of it', config(TWO, BOUND), inside('7', { parentId: '1' }), BOUND['discord:1']],
    ['a thread of another', config(TWO, BOUND), inside('7', { parentId: '2' }), undefined],
    ['a thread of which nobody tells the channel', config(TWO, BOUND), inside('7', {}), undefined],
    [
      'the same number on another platform',
      config(TWO, BOUND),
      { ...inside('7', { parentId: '1' }), platform: 'slack' },
      undefined,
    ],
    [
      'a thread with an account of its own',
      own({ account: 'home' }),
      inside('7', { parentId: '1' }),
      { account: 'home', language: 'zh-CN', mirrors: ['slack:C1'] },
    ],
    [
      'a thread with a language of its own stays bound',
      own({ language: 'en' }),
      inside('7', { parentId: '1' }),
      { account: 'away', language: 'en', mirrors: ['slack:C1'] },
    ],
    [
      'a thread with mirrors of its own',
      own({ mirrors: ['desk:desk'] }),
      inside('7', { parentId: '1' }),
      { account: 'away', language: 'zh-CN', mirrors: ['desk:desk'] },
    ],
    [
      'a thread with an entry, of which nobody tells the channel',
      own({ account: 'away' }),
      inside('7', {}),
      { account: 'away', mirrors: [] },
    ],
  ])('%s', (_, given, place, expected) => {
    expect(channelOf(given, place)).toEqual(expected);
  });

  it('tells the language there', () => {
    const actor = { platform: 'discord', userId: '5', name: 'x' };
    expect(answerLanguage(config(TWO, BOUND), inside('7', { parentId: '1' }), { actor })).toBe('zh-CN');
  });
});

describe('the account of a line', () => {
  const code = (act: () => unknown): string => {
    try {
      act();
      return '';
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error);
    }
  };
  it.each<
    [what: string, accounts: readonly string[], channels: object, place: Place, line: string, account: string]
  >([
    ['in a thread of a bound channel', TWO, BOUND, inside('7', { parentId: '1' }), 'stream list', 'away'],
    ['in a thread of another', TWO, BOUND, inside('7', { parentId: '2' }), 'stream list', 'home'],
    ['in a lost thread', TWO, BOUND, inside('7', {}), 'stream list', 'airdesk.which-account'],
    ['in a lost thread, named', TWO, BOUND, inside('7', {}), 'stream list account:home', 'home'],
    [
      'in a lost thread that is bound itself',
      TWO,
      { 'discord:7': { account: 'away' } },
      inside('7', {}),
      'x',
      'away',
    ],
    ['in a lost thread, of one account', ['home'], {}, inside('7', {}), 'stream list', 'home'],
    [
      'in a thread of a bound channel, another named',
      TWO,
      BOUND,
      inside('7', { parentId: '1' }),
      'x account:home',
      'airdesk.other-account',
    ],
    ['the only one, named', ['home'], {}, inside('1'), 'x account:home', 'home'],
    ['one that is gone, named', ['home'], {}, inside('1'), 'x account:away', 'airdesk.unknown-account'],
  ])('%s', (_, accounts, channels, place, line, account) => {
    const found = { account: '' };
    const refused = code(() => Object.assign(found, accountOf(config(accounts, channels), place, line)));
    expect(refused || found.account).toBe(account);
  });

  it('is offered with each account where it is not clear', () => {
    try {
      accountOf(config(TWO), inside('7', {}), 'stream list');
      expect.unreachable();
    } catch (error) {
      expect((error as Refusal).choices).toEqual(['stream list account:home', 'stream list account:away']);
    }
  });
});

describe('an account that a card was made for', () => {
  it.each<[what: string, accounts: readonly string[], place: Place, code: string | undefined]>([
    ['is there, in a channel that is not bound', TWO, inside('2'), undefined],
    ['is there, in its own channel', ['home', 'away'], inside('1'), 'airdesk.other-account'],
    ['in a thread of a channel of another', TWO, inside('7', { parentId: '1' }), 'airdesk.other-account'],
    ['in a thread of which nobody tells the channel', TWO, inside('7', {}), undefined],
    ['is gone', ['away'], inside('2'), 'airdesk.account-gone'],
    ['is gone, in a channel of another', ['away'], inside('1'), 'airdesk.account-gone'],
  ])('%s', (_, accounts, place, code) => {
    expect(accountHere(config(accounts, BOUND), place, 'home', 'stream list')?.code).toBe(code);
  });

  it('is named when it is gone, with what to type in both languages', () => {
    const refused = accountHere(config(['away']), inside('2'), 'home', 'stream drop x');
    expect(refused?.title.en).toBe('Account "home" is no longer configured');
    expect(refused?.hint.en).toContain('/live stream drop x account:NAME');
    expect(refused?.hint.zh).toContain('/live stream drop x 账号:名称');
    const long = accountHere(config(['away']), inside('2'), 'home', 'x'.repeat(300));
    expect(long?.hint.en).toContain('type: the command again, with account:NAME');
  });
});
