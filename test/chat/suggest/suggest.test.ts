import { suggestionSources } from '../../../commands/suggestions.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineLook, type Command, type OptionSpec } from '../../../src/command.ts';
import type { Config } from '../../../src/config/schema.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import { Refusal } from '../../../src/errors.ts';
import { GUARDS } from '../../../src/guard/guards.ts';
import type { Live } from '../../../src/live/live.ts';
import { noRotations } from '../../fakes/no-rotations.ts';
import { createSuggest } from '../../../src/chat/suggest/suggest.ts';
import type { Suggestable, SuggestionSource, SuggestionSources } from '../../../src/chat/suggest/source.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import type { SuggestQuery, Suggestion } from '../../../src/platform/suggest.ts';

const say = (en: string, zh: string) => ({ en, zh });

function option(more: Partial<OptionSpec>): OptionSpec {
  return {
    schema: z.string().max(64).optional(),
    summary: say('it', '它'),
    zh: '它',
    required: false,
    example: 'x',
    ...more,
  };
}

function command(name: string, zh: string, risk: 'read' | 'secret', hidden = false): Command {
  return defineLook({
    name,
    zh,
    summary: say(name, zh),
    risk,
    hidden,
    options: {
      stream: option({ suggests: 'stream', zh: '流' }),
      to: option({ suggests: 'upstream', zh: '目标' }),
      kind: option({ zh: '类型' }),
      index: option({ suggests: 'layout', zh: '编号', schema: z.string().regex(/^\d+$/).optional() }),
      note: option({ zh: '备注' }),
    },
    run: async () => ({ kind: 'card', tone: 'info', title: '', visibility: 'channel' }),
  });
}

const config: Config = {
  ...ConfigFileSchema.parse({
    accounts: { main: {}, sports: {} },
    defaultAccount: 'main',
    roles: { viewer: { risks: ['read'] }, sporty: { risks: ['read', 'secret'], accounts: ['sports'] } },
    people: {
      ada: { discord: '1', roles: ['viewer'] },
      bo: { discord: '2', roles: ['sporty'] },
      min: { discord: '3', roles: ['viewer'], language: 'zh-CN' },
    },
    channels: { 'discord:20': { account: 'sports' } },
  }),
  defaultAccount: 'main',
};

const commands = [
  command('stream show', '流 查看', 'read'),
  command('stream key', '流 密钥', 'secret'),
  command('stream restore', '流 还原', 'read', true),
];

const items = (...values: string[]): Suggestable[] =>
  values.map((value) => ({ value, label: () => ({ name: value }) }));

/** A reading that ends when the test says so. */
function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets everything run that is ready to. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const unread: SuggestionSource = { within: [], load: async () => [] };

function stage(sources: Partial<SuggestionSources>) {
  const clock = createTestClock();
  const logged: string[] = [];
  const log = (_fields: object, message: string) => void logged.push(message);
  const live: Live = {
    call: async () => {
      throw new Error('no cloud here');
    },
  };
  const suggest = createSuggest({
    config,
    commands,
    guards: GUARDS,
    clock,
    live: () => live,
    oncall: noRotations,
    log: { debug: () => undefined, info: log, warn: log, error: log },
    sources: {
      ...(Object.fromEntries(
        Object.keys(suggestionSources).map((kind) => [kind, unread]),
      ) as unknown as SuggestionSources),
      ...sources,
    },
  });
  const query = (more: Partial<SuggestQuery> = {}, userId = '1'): SuggestQuery => ({
    actor: { platform: 'discord', userId, name: 'somebody' },
    place: { platform: 'discord', channelId: '10' },
    command: 'stream show',
    option: 'stream',
    typed: '',
    given: {},
    ...more,
  });
  const values = async (more: Partial<SuggestQuery> = {}, userId = '1') =>
    (await suggest(query(more, userId))).map(({ value }) => value);
  return { clock, logged, suggest, query, values };
}

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

describe('how fresh it is', () => {
  /** A source whose readings the test ends one by one. */
  function slow() {
    const readings: ReturnType<typeof deferred<readonly Suggestable[]>>[] = [];
    const source: SuggestionSource = {
      within: [],
      load() {
        const reading = deferred<readonly Suggestable[]>();
        readings.push(reading);
        return reading.promise;
      },
    };
    return { readings, ...stage({ stream: source }) };
  }

  it('waits for the first reading, and answers as soon as it is there', async () => {
    const { readings, values, clock } = slow();
    const asked = values();
    await settle();
    clock.advance(120);
    readings[0]!.resolve(items('a'));
    expect(await asked).toEqual(['a']);
  });

  it('answers with nothing after 200 ms, and with what came meanwhile the next time', async () => {
    const { readings, values, clock } = slow();
    let answer: string[] | undefined;
    void values().then((found) => (answer = found));
    await settle();
    clock.advance(199);
    await settle();
    expect(answer).toBeUndefined();
    clock.advance(1);
    await settle();
    expect(answer).toEqual([]);
    readings[0]!.resolve(items('late'));
    await settle();
    expect(await values()).toEqual(['late']);
    expect(readings).toHaveLength(1);
  });

  it('answers at once with what it has and reads again behind it, once', async () => {
    const { readings, values, clock } = slow();
    const first = values();
    await settle();
    readings[0]!.resolve(items('old'));
    await first;

    clock.advance(4999);
    await values();
    expect(readings).toHaveLength(1);
    clock.advance(1);
    expect(await Promise.all([values(), values(), values()])).toEqual([['old'], ['old'], ['old']]);
    expect(readings).toHaveLength(2);
    readings[1]!.resolve(items('new'));
    await settle();
    expect(await values()).toEqual(['new']);
  });

  it('waits for what is older than a minute, and falls back to it', async () => {
    const { readings, values, clock } = slow();
    const first = values();
    await settle();
    readings[0]!.resolve(items('old'));
    await first;

    clock.advance(60_000);
    const again = values();
    await settle();
    clock.advance(200);
    expect(await again).toEqual(['old']);
    readings[1]!.resolve(items('new'));
    await settle();
    expect(await values()).toEqual(['new']);
  });

  it('keeps what it has while the cloud fails, asks it at most every 5 s, and forgets after 10 minutes', async () => {
    const { readings, values, clock, logged } = slow();
    const first = values();
    await settle();
    readings[0]!.resolve(items('old'));
    await first;

    clock.advance(10_000);
    await values();
    readings[1]!.reject(new Error('the cloud is down'));
    await settle();
    expect(await values()).toEqual(['old']);
    clock.advance(4999);
    expect(await values()).toEqual(['old']);
    expect(readings).toHaveLength(2);
    clock.advance(1);
    await values();
    expect(readings).toHaveLength(3);
    readings[2]!.reject(new Error('the cloud is down'));
    await settle();
    expect(logged).toEqual(['suggestions could not be read', 'suggestions could not be read']);

    clock.advance(600_000);
    const last = values();
    await settle();
    clock.advance(200);
    expect(await last).toEqual([]);
  });

  it('gives up on a reading that hangs, and reads again', async () => {
    const { readings, values, clock } = slow();
    void values();
    await settle();
    clock.advance(15_000);
    await settle();
    clock.advance(5000);
    const again = values();
    await settle();
    expect(readings).toHaveLength(2);
    readings[1]!.resolve(items('a'));
    expect(await again).toEqual(['a']);
    // What comes after its time is not taken.
    readings[0]!.resolve(items('stale'));
    await settle();
    expect(await values()).toEqual(['a']);
  });

  it('is quiet about names that there are not', async () => {
    const refusal = new Refusal('airdesk.not-found', say('no', '无'), say('no', '无'));
    const { values, logged } = stage({ stream: { within: [], load: async () => Promise.reject(refusal) } });
    expect(await values()).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('survives a source that throws at once and a label that throws', async () => {
    const broken: SuggestionSource = {
      within: [],
      load() {
        throw new Error('at once');
      },
    };
    const label = () => {
      throw new Error('no words');
    };
    expect(await stage({ stream: broken }).values()).toEqual([]);
    expect(
      await stage({ stream: { within: [], load: async () => [{ value: 'a', label }] } }).values(),
    ).toEqual([]);
  });
});

describe('what it may take', () => {
  it('reads 8 things at once at most, and goes on when one has ended', async () => {
    const readings = new Map<string, ReturnType<typeof deferred<readonly Suggestable[]>>>();
    const { values, clock } = stage({
      upstream: {
        within: ['stream'],
        load(_context, given) {
          const reading = deferred<readonly Suggestable[]>();
          readings.set(given['stream'] ?? '', reading);
          return reading.promise;
        },
      },
    });
    const ask = (stream: string) => values({ option: 'to', given: { stream } });
    for (let at = 0; at < 8; at += 1) void ask(`s${at}`);
    await settle();
    expect(await ask('s8')).toEqual([]);
    expect(readings.size).toBe(8);
    readings.get('s0')!.resolve(items('1'));
    await settle();
    void ask('s8');
    await settle();
    expect([...readings.keys()].at(-1)).toBe('s8');
    clock.advance(200);
  });

  it('keeps 200 things, those that were used last', async () => {
    const reads: string[] = [];
    const { values } = stage({
      upstream: {
        within: ['stream'],
        async load(_context, given) {
          reads.push(given['stream'] ?? '');
          return items('1');
        },
      },
    });
    const ask = (stream: string) => values({ option: 'to', given: { stream } });
    for (let at = 0; at < 200; at += 1) await ask(`s${at}`);
    await ask('s0');
    await ask('s200');
    expect(reads).toHaveLength(201);
    await ask('s0');
    expect(reads).toHaveLength(201);
    await ask('s1');
    expect(reads.at(-1)).toBe('s1');
  });

  it('offers 25 of many, and looks through 1,000', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => `stream-${String(at).padStart(4, '0')}`);
    const { values } = stage({ stream: { within: [], load: async () => items(...many) } });
    expect(await values()).toEqual(many.slice(0, 25));
    expect(await values({ typed: '0999' })).toContain('stream-0999');
    expect(await values({ typed: 'stream-1000' })).not.toContain('stream-1000');
  });
});

describe('what depends on other options', () => {
  const asked: Readonly<Record<string, string>>[] = [];
  const { values } = stage({
    upstream: {
      within: ['stream'],
      async load(_context, given) {
        asked.push(given);
        return items(`of-${given['stream'] ?? ''}`);
      },
    },
    layout: {
      within: [],
      load: async () => [
        { value: '1', only: { kind: 'layout' }, label: () => ({ name: 'layout 1' }) },
        { value: '1', only: { kind: 'input' }, label: () => ({ name: 'input 1' }) },
        { value: '2', only: { kind: 'input' }, label: () => ({ name: 'input 2' }) },
      ],
    },
  });

  it('is read for what was given, each by itself', async () => {
    expect(await values({ option: 'to', given: { stream: ' main ', note: 'x' } })).toEqual(['of-main']);
    expect(await values({ option: 'to', given: { stream: 'sports' } })).toEqual(['of-sports']);
    expect(asked).toEqual([{ stream: 'main' }, { stream: 'sports' }]);
  });

  it.each<Record<string, string>>([{}, { stream: '' }, { stream: '  ' }, { stream: 'x'.repeat(513) }])(
    'is not read without it: %j',
    async (given) => {
      const before = asked.length;
      expect(await values({ option: 'to', given })).toEqual([]);
      expect(asked).toHaveLength(before);
    },
  );

  it.each<[Record<string, string>, string[]]>([
    [{ kind: 'layout' }, ['1']],
    [{ kind: 'input' }, ['1', '2']],
    [{}, []],
  ])('is offered only beside what it fits: %j', async (given, expected) => {
    expect(await values({ option: 'index', given })).toEqual(expected);
  });
});

describe('what is found', () => {
  const { values, suggest, query } = stage({
    stream: {
      within: [],
      load: async () => [
        { value: 'prime', also: ['main', 'push.example.com/live/main'], label: () => ({ name: 'prime' }) },
        { value: 'push.example.com/live/news', also: ['news'], label: () => ({ name: 'news' }) },
        { value: 'push.example.com/live/main-2', also: ['main-2'], label: () => ({ name: 'main-2' }) },
        { value: 'push.example.com/live/domain', also: ['domain'], label: () => ({ name: 'domain' }) },
        { value: 'push.example.com/live/晚间新闻', also: ['晚间新闻'], label: () => ({ name: '晚间新闻' }) },
      ],
    },
  });
  const full = (name: string) => `push.example.com/live/${name}`;

  it.each<[string, string, string[]]>([
    [
      'nothing typed: all, in order',
      '',
      ['prime', full('news'), full('main-2'), full('domain'), full('晚间新闻')],
    ],
    ['prefix before part', 'main', ['prime', full('main-2'), full('domain')]],
    ['whatever the case, spaces around', ' MAIN ', ['prime', full('main-2'), full('domain')]],
    ['full width from an input method', 'ｎｅｗｓ', [full('news')]],
    ['misspelt', 'domian', [full('domain')]],
    ['Chinese', '新闻', [full('晚间新闻')]],
    ['nothing like it', 'zzzzzz', []],
    ['two letters are near to nothing', 'zq', []],
  ])('%s', async (_what, typed, expected) => {
    expect(await values({ typed })).toEqual(expected);
  });

  it('does not choke on what is typed', async () => {
    for (const typed of ['x'.repeat(100_000), '\u0000', '[.*(', '\u202e', '\ud800']) {
      await expect(suggest(query({ typed }))).resolves.toBeInstanceOf(Array);
    }
  });
});

describe('how it reads', () => {
  const offer = async (item: Suggestable, userId = '1'): Promise<Suggestion[]> => {
    const { suggest, query } = stage({ stream: { within: [], load: async () => [item] } });
    return suggest(query({}, userId));
  };

  it("speaks the asker's language, whoever asked first", async () => {
    const { suggest, query } = stage({
      stream: {
        within: [],
        load: async () => [
          { value: 'a', label: ({ say: in_ }) => ({ name: 'a', state: in_('on air', '推流中') }) },
        ],
      },
    });
    expect(await suggest(query({}, '1'))).toEqual([{ value: 'a', name: 'a · on air' }]);
    expect(await suggest(query({}, '3'))).toEqual([{ value: 'a', name: 'a · 推流中' }]);
    const actor = { platform: 'discord', userId: '1', name: 'x', language: 'zh-CN' } as const;
    expect(await suggest(query({ actor }))).toEqual([{ value: 'a', name: 'a · 推流中' }]);
  });

  it('keeps the value as it is, and what is shown on one line, without secrets and what cannot be seen', async () => {
    const value = '<@everyone>\u202eevil';
    const name = `${value}\nsecond line rtmp://u:password@host/x?txSecret=0123456789abcdef`;
    const [only] = await offer({ value, label: () => ({ name }) });
    expect(only?.value).toBe(value);
    expect(only?.name).not.toMatch(/[\n\u202e]|password|0123456789abcdef/u);
  });

  it('shows both ends and the state of a name that is too long', async () => {
    const [only] = await offer({
      value: 'a',
      label: () => ({ name: `push.example.com/${'😀'.repeat(200)}/main`, state: 'on air 3 h' }),
    });
    expect(only?.name).toHaveLength(100);
    expect(only?.name).toMatch(/^push\.example\.com\/.*…?.*\/main · on air 3 h$/u);
    expect(() => encodeURIComponent(only!.name)).not.toThrow();
  });

  it.each([
    ['too long for a platform', 'x'.repeat(101)],
    ['empty', ''],
    ['nothing that the option takes', 'x'.repeat(65)],
  ])('leaves out a value that is %s', async (_what, value) => {
    expect(await offer({ value, label: () => ({ name: 'x' }) })).toEqual([]);
  });
});
