import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { accountOf } from '../line/account-of.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { idOf, isPlain, nameForms, prefixedName } from '../../src/text/name-forms.ts';

describe('the kind of a name in front of it', () => {
  it.each([
    ['id:63502', { by: 'id', name: '63502' }],
    ['ID:63502', { by: 'id', name: '63502' }],
    ['name:id:63502', { by: 'name', name: 'id:63502' }],
    ['名称:晚间导播', { by: 'name', name: '晚间导播' }],
    ['short:main', { by: 'short', name: 'main' }],
    ['短名:main', { by: 'short', name: 'main' }],
    ['id:', undefined],
    ['63502', undefined],
    ['grid:1', undefined],
    ['cam:1', undefined],
  ])('%s', (text, expected) => {
    expect(prefixedName(text)).toEqual(expected);
  });

  it.each([
    ['63502', '63502'],
    ['ｉｄ：６３５０２', '63502'],
    [' id:m-1 ', 'm-1'],
    ['name:m-1', 'name:m-1'],
  ])('%j is the id %j', (given, id) => {
    expect(idOf(given)).toBe(id);
  });
});

describe('what a typed name can mean, in this order', () => {
  it.each([
    ['main', ['main']],
    ['ｍａｉｎ', ['ｍａｉｎ', 'main']],
    ['ma\u200bin', ['ma\u200bin', 'main']],
    [' main', [' main', 'main']],
    ['it’s', ['it’s', "it's"]],
    ['\u200b', ['\u200b']],
  ])('%j', (given, forms) => {
    expect(nameForms(given)).toEqual(forms);
    expect(isPlain(given)).toBe(forms.length === 1 && given !== '\u200b');
  });
});

describe('an option that names something', () => {
  it.each([
    ['stream drop ｍａｉｎ', 'ｍａｉｎ'],
    ['stream drop stream：ｍａｉｎ', 'ｍａｉｎ'],
    ['stream drop --stream=ｍａｉｎ', 'ｍａｉｎ'],
    ['stream drop --stream ｍａｉｎ', 'ｍａｉｎ'],
    ['stream drop stream: ｍａｉｎ', 'ｍａｉｎ'],
    ['流断开 流：“ｍａｉｎ”', 'ｍａｉｎ'],
    ['stream drop ma\u200bin', 'ma\u200bin'],
    ['caster show ６３５０１', '６３５０１'],
  ])('is handed on as it stands in %j', (line, value) => {
    const match = matchCommand(commands, line);
    expect(match.kind === 'command' && Object.values(match.rawOptions)).toEqual([value]);
  });

  it('is the only kind that is: a number or a time in full width is made plain', () => {
    expect(matchCommand(commands, 'stream forbid ｍａｉｎ ２ｈ')).toMatchObject({
      kind: 'command',
      rawOptions: { stream: 'ｍａｉｎ', for: '2h' },
    });
    expect(matchCommand(commands, 'caster pvw 63501 ｌａｙｏｕｔ ２')).toMatchObject({
      rawOptions: { caster: '63501', kind: 'layout', index: '2' },
    });
  });
});

describe('an account', () => {
  const config = {
    ...ConfigFileSchema.parse({ accounts: { main: {}, ｍａｉｎ: {}, other: {} } }),
    defaultAccount: 'other',
  };
  const place = { platform: 'slack', channelId: 'C1' };
  it.each([
    ['account:main', 'main'],
    ['account:ｍａｉｎ', 'ｍａｉｎ'],
    ['账号：ｍａｉｎ', 'ｍａｉｎ'],
    ['account: ｍａｉｎ', 'ｍａｉｎ'],
    ['account:ｏｔｈｅｒ', 'other'],
  ])('%s is %s', (option, account) => {
    expect(accountOf(config, place, `stream list ${option}`).account).toBe(account);
  });
});
