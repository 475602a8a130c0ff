import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, parse } from '../../../adapters/discord/parse.ts';
import { typedLine } from '../../../adapters/discord/typed-line.ts';
import { commands } from '../../../commands/index.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import autocomplete from './fixtures/autocomplete.json' with { type: 'json' };
import command from './fixtures/command.json' with { type: 'json' };
import modal from './fixtures/modal.json' with { type: 'json' };
import press from './fixtures/press.json' with { type: 'json' };
import select from './fixtures/select.json' with { type: 'json' };

const AT = 1_772_395_200_000;

function intentOf(payload: unknown) {
  const asked = parse(payload, AT);
  if (asked?.kind !== 'intent') throw new Error(`not an intent: ${asked?.kind}`);
  return asked.intent;
}

describe('what an interaction from Discord asks', () => {
  it('has a ticket that ages by time that passes, whatever the clock on the wall shows', () => {
    const waits = 5000;
    const asked = parse(command, AT, waits);
    const ticket = asked?.kind === 'intent' ? asked.ticket : undefined;
    expect(ticket?.isGood(waits + 14 * 60_000)).toBe(true);
    expect(ticket?.isGood(waits + 16 * 60_000)).toBe(false);
    expect(asked).toMatchObject({ intent: { at: AT } });
  });

  it('reads a slash command', () => {
    expect(intentOf(command)).toMatchObject({
      kind: 'command',
      id: `discord:${command.id}`,
      at: AT,
      actor: {
        platform: 'discord',
        userId: '101423161823141427',
        name: 'Lin Wei',
        platformRoles: ['500000000000000001'],
        language: 'zh-CN',
      },
      place: { platform: 'discord', channelId: '200000000000000001' },
      line: 'stream drop stream:live.example.com/live/main',
    });
  });

  it.each([
    ['without sub-command', { name: 'whoami', type: 1 }, 'whoami'],
    [
      'of a group',
      { name: 'alert', options: [{ name: 'mute', type: 2, options: [{ name: 'add', type: 1 }] }] },
      'alert mute add',
    ],
    [
      'with a number and a yes',
      {
        name: 'audit',
        options: [
          { name: 'n', type: 4, value: 5 },
          { name: 'all', type: 5, value: true },
        ],
      },
      'audit n:"5" all:true',
    ],
    [
      'that takes a whole line',
      { name: 'live', options: [{ name: 'line', type: 3, value: ' stream drop prime please ' }] },
      'stream drop prime please',
    ],
    ['that takes a whole line, and has none', { name: 'live' }, ''],
  ])('reads a command %s', (_what, data, line) => {
    expect(intentOf({ ...command, data })).toMatchObject({ line });
  });

  it.each<[what: string, channel: object | undefined, thread: unknown]>([
    ['a channel', { type: 0 }, undefined],
    ['a message to the bot', { type: 1 }, undefined],
    ['a voice channel', { type: 2 }, undefined],
    ['an announcement thread', { type: 10, parent_id: '77' }, { parentId: '77' }],
    ['a thread or a post of a forum', { type: 11, parent_id: '77' }, { parentId: '77' }],
    ['a private thread', { type: 12, parent_id: '77' }, { parentId: '77' }],
    ['a thread of a channel that is not told', { type: 11 }, {}],
    ['the same, told as null', { type: 11, parent_id: null }, {}],
    ['a channel in a category', { type: 0, parent_id: '88' }, undefined],
    ['nobody tells what', {}, {}],
    ['nobody tells anything', undefined, {}],
  ])('tells what the channel is inside of: %s', (_what, channel, thread) => {
    const told = channel && { id: '200000000000000001', ...channel };
    for (const payload of [command, press, modal]) {
      const { place } = intentOf({ ...payload, channel: told });
      expect(place).toMatchObject({ platform: 'discord', channelId: '200000000000000001' });
      expect(place.thread).toEqual(thread);
    }
    const typing = parse({ ...autocomplete, channel: told }, AT);
    expect(typing?.kind === 'suggest' && typing.query.place).toEqual({
      platform: 'discord',
      channelId: '200000000000000001',
      ...(thread !== undefined && { thread }),
    });
  });

  it('reads a pressed button', () => {
    expect(intentOf(press)).toMatchObject({
      kind: 'press',
      actor: { userId: '101423161823141427', name: 'lin.wei', language: 'en' },
      button: 'confirm:p7',
      message: { platform: 'discord', channelId: '200000000000000001', messageId: '1477757317939200002' },
    });
  });

  it('reads a choice as a press of it', () => {
    expect(intentOf(select)).toMatchObject({ kind: 'press', button: 'run:backup switch 2' });
  });

  it('keeps the only reader of an ephemeral message', () => {
    const message = { ...press.message, flags: 32_832 };
    expect(intentOf({ ...press, message })).toMatchObject({
      message: { messageId: 'ephemeral:101423161823141427:1477757317939200002' },
    });
  });

  it('reads a sent form, with labels and with rows', () => {
    const values = { stream: 'live.example.com/live/main', region: 'ap-guangzhou' };
    expect(intentOf(modal)).toMatchObject({ kind: 'submit', form: 'form:stream drop', values });
    const components = [{ type: 1, components: [{ type: 4, custom_id: 'stream', value: 'main' }] }];
    expect(intentOf({ ...modal, data: { ...modal.data, components } })).toMatchObject({
      values: { stream: 'main' },
    });
  });

  it('reads a sent form with texts between its fields, and a menu in which nothing is chosen', () => {
    const components = [
      { type: 10, id: 1 },
      { type: 18, id: 2, component: { type: 3, id: 3, custom_id: 'to', values: [] } },
      { type: 18, id: 4, component: { type: 4, id: 5, custom_id: 'why', value: '<@!123> <:x:1>' } },
    ];
    expect(intentOf({ ...modal, data: { ...modal.data, components } })).toMatchObject({
      values: { to: '', why: '<@!123> <:x:1>' },
    });
  });

  it('reads what is being typed', () => {
    expect(parse(autocomplete, AT)).toMatchObject({
      kind: 'suggest',
      query: {
        actor: { userId: '101423161823141427' },
        command: 'backup switch',
        option: 'upstream',
        typed: '2',
        given: { stream: 'push.example.com/live/sports' },
      },
    });
  });

  it('knows people outside a server, too', () => {
    const { member, ...direct } = command;
    expect(intentOf({ ...direct, user: member.user })).toMatchObject({
      actor: { userId: '101423161823141427', name: 'Wei', platformRoles: [] },
    });
  });

  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['en-GB', 'en'],
    ['ja', undefined],
    [undefined, undefined],
  ])('reads the language of %s', (locale, language) => {
    expect(intentOf({ ...command, locale }).actor.language).toBe(language);
  });

  it.each([
    ['command', command],
    ['press', press],
    ['form', modal],
  ])('gives a redelivered %s the same id, and keeps the token to itself', (_what, payload) => {
    const [first, second] = [intentOf(payload), intentOf(structuredClone(payload))];
    expect(second.id).toBe(first.id);
    expect(JSON.stringify(first)).not.toContain('scrubbed');
  });

  const bot = { ...command.member.user, bot: true };
  const cases: [string, unknown, Asked['kind'] | undefined][] = [
    ['a ping', { ...command, type: 1 }, 'ping'],
    ['a bot', { ...command, member: { ...command.member, user: bot } }, 'unknown'],
    ['nobody', { ...command, member: undefined }, 'unknown'],
    ['a context menu', { ...command, data: { name: 'Drop', type: 3, target_id: '1' } }, 'unknown'],
    ['a user select', { ...select, data: { component_type: 5, custom_id: 'u', values: ['1'] } }, 'unknown'],
    ['two choices', { ...select, data: { ...select.data, values: ['a', 'b'] } }, 'unknown'],
    ['a press on nothing', { ...press, message: undefined }, 'unknown'],
    ['a type that is not known yet', { ...command, type: 99 }, 'unknown'],
    ['an interaction without token', { ...command, token: undefined }, undefined],
    ['an id that is none', { ...command, id: '../../webhooks' }, undefined],
    ['a channel that is none', { ...command, channel_id: '1/messages' }, undefined],
    ['nothing', undefined, undefined],
    ['text', 'command', undefined],
    ['a list', [command], undefined],
  ];
  it.each(cases)('makes of %s: %s', (_what, payload, kind) => {
    expect(parse(payload, AT)?.kind).toBe(kind);
  });

  it('never throws on what is not as documented', () => {
    const keys = ['type', 'data', 'member', 'message', 'options', 'components', 'name', 'value'];
    fc.assert(
      fc.property(
        fc.object({ key: fc.constantFrom(...keys) }),
        fc.integer({ min: 1, max: 6 }),
        (odd, type) => {
          parse(odd, AT);
          parse({ ...command, ...odd }, AT);
          parse({ ...command, type, data: odd }, AT);
        },
      ),
    );
  });
});

describe('the line that says the same as a slash command', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.constantFrom('prime', 'a b', '"quoted"', '„x“', "it's", '-1', 'for:2h', '流 断开', '\\', '`', '1:2=3'),
  );

  it.each(commands.filter(({ hidden }) => !hidden).map((one) => [one.name, one] as const))(
    'is read back: %s',
    (name, one) => {
      const options = fc
        .shuffledSubarray(Object.keys(one.options))
        .chain((names) =>
          fc.tuple(...names.map((option) => fc.record({ name: fc.constant(option), value }))),
        );
      fc.assert(
        fc.property(options, (given) => {
          const match = matchCommand(commands, typedLine(name, given));
          expect(match).toMatchObject({ kind: 'command', command: { name } });
          expect(match.kind === 'command' && match.rawOptions).toEqual(
            Object.fromEntries(given.map((option) => [option.name, option.value])),
          );
        }),
      );
    },
  );
});
