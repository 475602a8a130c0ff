import { describe, expect, it } from 'vitest';
import type { SuggestQuery } from '../../../src/platform/suggest.ts';
import { items, stage } from './suggest-stage.ts';

describe('who is offered something', () => {
  const { values } = stage({ stream: { within: [], load: async ({ account }) => items(`on-${account}`) } });
  const sports = { place: { platform: 'discord', channelId: '20' } };
  const inside = (parentId: string | undefined) => ({
    place: { platform: 'discord', channelId: '21', thread: { parentId } },
  });

  it.each<[string, Partial<SuggestQuery>, string, string[]]>([
    ['whoever may use the command', {}, '1', ['on-main']],
    ['in a channel of another account, that account', sports, '1', ['on-sports']],
    ['on the account that was chosen', { given: { account: 'sports' } }, '1', ['on-sports']],
    ['a stranger: nothing', {}, '9', []],
    [
      'somebody on another platform with the same id: nothing',
      { actor: { platform: 'slack', userId: '1', name: 'x' } },
      '1',
      [],
    ],
    ['without the permission: nothing', { command: 'stream key' }, '1', []],
    ['with the permission on another account only: nothing', { command: 'stream key' }, '2', []],
    ['with the permission on this account', { command: 'stream key', ...sports }, '2', ['on-sports']],
    ['against the account of the channel: nothing', { given: { account: 'main' }, ...sports }, '2', []],
    ['in a thread of such a channel, that account', inside('20'), '1', ['on-sports']],
    ['in a thread of which the channel is not told: nothing', inside(undefined), '1', []],
    [
      'there on the account that was chosen',
      { given: { account: 'sports' }, ...inside(undefined) },
      '1',
      ['on-sports'],
    ],
    ['an account that there is not: nothing', { given: { account: '__proto__' } }, '1', []],
    ['a hidden command: nothing', { command: 'stream restore' }, '1', []],
    ['an unknown command: nothing', { command: 'stream' }, '1', []],
    ['an option without suggestions: nothing', { option: 'note' }, '1', []],
    ['an option of Object: nothing', { option: 'constructor' }, '1', []],
    ['the accounts', { option: 'account' }, '1', ['main', 'sports']],
    ['those with these letters', { option: 'account', typed: 'SPO' }, '1', ['sports']],
    ['those on which it may be used', { option: 'account', command: 'stream key' }, '2', ['sports']],
    ['in a channel of another account, that one', { option: 'account', ...sports }, '1', ['sports']],
    ['a stranger: no account', { option: 'account' }, '9', []],
  ])('%s', async (_what, more, userId, expected) => {
    const actor = { platform: 'discord', userId, name: 'x' };
    expect(await values({ actor, ...more }, userId)).toEqual(expected);
  });

  it('is read once for everybody on an account, and not for those who may not', async () => {
    let reads = 0;
    const { values: of } = stage({
      stream: {
        within: [],
        async load() {
          reads += 1;
          return items('a');
        },
      },
    });
    await of({}, '9');
    await of({ command: 'stream key' });
    expect(reads).toBe(0);
    await of({}, '1');
    await of({}, '3');
    expect(reads).toBe(1);
  });
});
