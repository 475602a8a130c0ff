import { afterEach, describe, expect, it } from 'vitest';
import { parse } from '../../adapters/discord/parse.ts';
import { choicesFor } from '../../adapters/discord/commands/suggest.ts';
import { commands } from '../../commands/index.ts';
import { suggestionSources } from '../../commands/suggestions.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import { isListed, type SuggestionKind } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { createLiveClient, type LiveClient } from '../../src/live/client.ts';
import type { Live } from '../../src/live/live.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { noRotations } from '../fakes/no-rotations.ts';
import { createSuggest } from '../../src/chat/suggest/suggest.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { createFakeLive, NOW, type Answers } from './asking.ts';
import { onAir, streamAnswers } from './fake-streams.ts';
import type { Suggest } from '../../src/platform/suggest.ts';

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const config: Config = {
  ...ConfigFileSchema.parse({
    accounts: { main: {}, other: {} },
    roles: { engineer: { risks: ['read', 'change', 'air'] } },
    people: {
      ada: { discord: '1', roles: ['engineer'] },
      min: { discord: '2', roles: ['engineer'], language: 'zh-CN' },
    },
    streams: {
      prime: { domain: 'push.example.com', app: 'live', stream: 'main' },
      night: { domain: 'push.example.com', app: 'live', stream: 'late' },
      elsewhere: { account: 'other', domain: 'push.example.com', app: 'live', stream: 'main' },
    },
  }),
  defaultAccount: 'main',
};

const query = (line: string, given: Readonly<Record<string, string>>, userId: string) => {
  const words = line.split(' ');
  const [option = '', typed = ''] = (words.at(-1) ?? '').split(':');
  return {
    actor: { platform: 'discord', userId, name: 'x' },
    place: { platform: 'discord', channelId: '10' },
    command: words.slice(0, -1).join(' '),
    option,
    typed,
    given,
  };
};

function suggestOn(live: Live, clock: TestClock): Suggest {
  return createSuggest({
    config,
    commands,
    guards: GUARDS,
    clock,
    live: () => live,
    log: silent,
    oncall: noRotations,
    sources: suggestionSources,
  });
}

/** `backup switch to:s` with the other options, as ada in English or as min in Chinese. */
function desk(live: Live, clock: TestClock = createTestClock(NOW)) {
  const suggest = suggestOn(live, clock);
  return (line: string, given: Record<string, string> = {}, userId = '1') =>
    suggest(query(line, given, userId));
}

describe('which options have suggestions', () => {
  const visible = commands.filter(isListed);
  const kinds = visible.flatMap((command) =>
    Object.entries(command.options).map(([name, spec]) => ({
      at: `${command.name} ${name}`,
      name,
      kind: spec.suggests,
    })),
  );

  it.each<[string, SuggestionKind]>([
    ['stream', 'stream'],
    ['caster', 'caster'],
    ['monitor', 'monitor'],
  ])('every option "%s"', (name, kind) => {
    const own = kinds.filter((option) => option.name === name);
    expect(own.length).toBeGreaterThan(3);
    expect(own.filter((option) => option.kind !== kind)).toEqual([]);
  });

  it.each<[string, SuggestionKind]>([
    ['backup switch to', 'upstream'],
    ['caster pvw index', 'layout'],
    ['caster pgm index', 'layout'],
    ['help command', 'command'],
  ])('%s', (at, kind) => {
    expect(kinds.find((option) => option.at === at)?.kind).toBe(kind);
  });

  it('those that depend on another option are on commands that have it', () => {
    for (const command of visible)
      for (const { suggests } of Object.values(command.options))
        for (const parent of suggests ? suggestionSources[suggests].within : [])
          expect(Object.keys(command.options), `${command.name}: ${parent}`).toContain(parent);
  });
});

describe('against the stand-in cloud, over real HTTP', () => {
  let open: { sandbox: Sandbox; client: LiveClient } | undefined;
  afterEach(async () => {
    await open?.client.close();
    await open?.sandbox.close();
    open = undefined;
  });

  async function start() {
    const clock = createTestClock();
    const keys = { secretId: 'AKIDexample', secretKey: 'example-key' };
    const sandbox = createSandbox({ clock, seed: 3, ...keys, scene: demoScene });
    const { origin } = await sandbox.listen({ port: 0 });
    const client = createLiveClient({
      endpoint: origin,
      region: 'ap-guangzhou',
      credentials: async () => keys,
      clock,
      random: () => 0.5,
    });
    open = { sandbox, client };
    return { ask: desk(client, clock), sandbox };
  }

  it('several streams with commas: the last one is completed, and none is offered twice', async () => {
    const { ask } = await start();
    const before = 'push.example.com/live/news,';
    const found = await ask(`monitor add inputs:${before}sports`);
    expect(found.map(({ value }) => value)).toEqual([`${before}push.example.com/live/sports`]);
    expect(found[0]?.name).toMatch(/^push\.example\.com\/live\/news,push\.example\.com\/live\/sports/);
    const all = await ask(`monitor add inputs:${before}`);
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ value }) => value)).not.toContain(`${before}push.example.com/live/news`);
  });

  it('play domains for the output of a monitor, push domains for callbacks', async () => {
    const { ask } = await start();
    const values = async (line: string) => (await ask(line)).map(({ value }) => value);
    expect(await values('monitor add output:')).toEqual(['play.example.com']);
    expect(await values('callback setup domain:')).toEqual(['push.example.com', 'push.example.net']);
  });

  it('streams: short names first, with what they are doing', async () => {
    const { ask } = await start();
    const found = await ask('stream drop stream:');
    expect(found.slice(0, 3)).toEqual([
      { value: 'prime', name: 'prime · push.example.com/live/main · on air 3 h' },
      { value: 'night', name: 'night · push.example.com/live/late · not pushed' },
      expect.objectContaining({ value: expect.stringMatching(/^push\./) }),
    ]);
    expect(found.filter(({ name }) => name.includes('/live/main'))).toHaveLength(1);
    expect(await ask('stream drop stream:news', {}, '2')).toEqual([
      { value: 'push.example.com/live/news', name: 'push.example.com/live/news · 已推流 40 分钟' },
    ]);
    expect((await ask('stream drop stream:push.example.com/live/ma')).map(({ value }) => value)[0]).toBe(
      'prime',
    );
  });

  it('streams of one name are told apart', async () => {
    const { ask } = await start();
    const galas = await ask('stream show stream:gala');
    expect(galas).toHaveLength(2);
    expect(new Set(galas.map(({ value }) => value)).size).toBe(2);
    expect(new Set(galas.map(({ name }) => name)).size).toBe(2);
  });

  it('backups of the given stream, by sequence', async () => {
    const { ask } = await start();
    const [only, ...others] = await ask('backup switch to:', { stream: 'push.example.com/live/sports' });
    expect(others).toEqual([]);
    expect(only?.value).toMatch(/^\d{4,}$/);
    expect(only?.name).toBe('2 · pull task task-sports-backup · push.example.com/live · 1 h 59 min (backup)');
    expect(await ask('backup switch to:', { stream: 'push.example.com/live/sports' }, '2')).toEqual([
      {
        value: only?.value,
        name: '2 · 拉流转推任务 task-sports-backup · push.example.com/live · 1 小时 59 分钟（备流）',
      },
    ]);
    expect(await ask('backup switch to:2', { stream: 'sports' })).toHaveLength(1);
    expect(await ask('backup switch to:', { stream: 'prime' })).toEqual([]);
    expect(await ask('backup switch to:', { stream: 'no-such' })).toEqual([]);
    expect(await ask('backup switch to:', { stream: 'rtmp://x/y' })).toEqual([]);
    expect(await ask('backup switch to:', {})).toEqual([]);
  });

  it('pull tasks, with what they feed', async () => {
    const { ask } = await start();
    const found = [{ value: 'task-sports-backup', name: 'stadium-feed · push.example.com/live/sports' }];
    expect(await ask('pull restart task:')).toEqual(found);
    expect(await ask('pull show task:stad', {}, '2')).toEqual(found);
  });

  it('casters, and what the given one can show', async () => {
    const { ask } = await start();
    const casters = await ask('caster take caster:');
    expect(casters.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^evening-studio \(\d+\) · PGM and PVW$/),
      expect.stringMatching(/^spare-studio \(\d+\) · off$/),
    ]);
    const caster = casters[0]!.value;
    expect(await ask('caster pvw index:', { caster, kind: 'layout' })).toEqual([
      { value: '1', name: 'layout 1 (inputs 1) · PGM' },
      { value: '2', name: 'layout 2 (inputs 1, 2) · PVW' },
      { value: '3', name: 'layout 3 (inputs 2, 1)' },
    ]);
    expect(await ask('caster pvw index:', { caster: 'evening-studio', kind: 'input' }, '2')).toEqual([
      { value: '1', name: '输入 1（Main camera）' },
      { value: '2', name: '输入 2（Stadium）' },
      { value: '3', name: '输入 3（Opener）' },
      { value: '4', name: '输入 4（Back soon）' },
    ]);
    expect(await ask('caster pgm index:stad', { caster, kind: 'input' })).toHaveLength(1);
    expect(await ask('caster pgm index:', { caster })).toEqual([]);
    expect(await ask('caster pgm index:', { caster: 'no-such', kind: 'input' })).toEqual([]);
  });

  it('monitors, and nothing is written', async () => {
    const { ask, sandbox } = await start();
    const monitors = await ask('monitor start monitor:');
    expect(monitors).toHaveLength(2);
    expect(monitors.map(({ name }) => name)).toEqual(
      expect.arrayContaining([expect.stringMatching(/ · (idle|running)/)]),
    );
    expect(sandbox.calls().filter(({ action }) => !action.startsWith('Describe'))).toEqual([]);
  });
});

describe('streams', () => {
  const answers = (names: readonly string[]) => streamAnswers(names.map(onAir));
  const values = async (names: readonly string[]) =>
    (await desk(createFakeLive(answers(names)))('stream show stream:')).map(({ value }) => value).slice(2);

  it('with a name too long for a choice are offered by their own name, while only one has it', async () => {
    const long = (app: string, stream: string) => `push.example.com/${app.repeat(50)}/${stream}`;
    expect(
      await values([long('ab', 'solo'), long('cd', 'twin'), long('ef', 'twin'), long('gh', 'prime')]),
    ).toEqual(['solo']);
  });

  it('with odd names are offered by their id', async () => {
    expect(await values(['push.example.com/live/a b'])).toEqual(['id:push.example.com/live/a b']);
    expect(await values(['push.example.com/live/x#y'])).toEqual(['id:push.example.com/live/x#y']);
  });

  it('whose short name is that of another on air are offered in full', async () => {
    const live = createFakeLive(answers(['push.example.com/live/prime', 'push.example.com/live/main']));
    const found = await desk(live)('stream show stream:prime');
    expect(found.map(({ value, name }) => [value, name.split(' · ').slice(0, 2).join(' · ')])).toEqual([
      ['push.example.com/live/main', 'prime · push.example.com/live/main'],
      ['push.example.com/live/prime', 'push.example.com/live/prime · on air 12 min'],
    ]);
  });

  it('are found by a name in full width, too', async () => {
    const live = createFakeLive(answers(['push.example.com/live/ｓｏｌｏ', 'push.example.com/live/duo']));
    expect((await desk(live)('stream show stream:ｓｏｌ')).map(({ value }) => value)).toEqual([
      'id:push.example.com/live/ｓｏｌｏ',
    ]);
    expect((await desk(live)('stream show stream:ｄｕｏ')).map(({ value }) => value)).toEqual([
      'push.example.com/live/duo',
    ]);
  });

  it('are 500 at most, in 5 calls, and then an absent one is not said to be off', async () => {
    const live = createFakeLive(
      answers(Array.from({ length: 620 }, (_, at) => `push.example.com/live/s${at}`)),
    );
    const [prime] = await desk(live)('stream show stream:prime');
    expect(prime).toEqual({ value: 'prime', name: 'prime · push.example.com/live/main' });
    expect(live.calls).toHaveLength(5);
  });

  it('of another account are not offered', async () => {
    const found = await desk(createFakeLive(answers([])))('stream show stream:');
    expect(found.map(({ value }) => value)).toEqual(['prime', 'night']);
  });
});

describe('what is called like the id of another', () => {
  it('is offered by an id that says that it is one', async () => {
    const live = createFakeLive({
      DescribeCasterList: () => ({
        CasterList: [
          { CasterId: 63501, CasterName: '63502', Status: 0 },
          { CasterId: 63502, CasterName: 'spare', Status: 0 },
        ],
      }),
      DescribeLiveStreamMonitorList: () => ({
        LiveStreamMonitors: [
          { MonitorId: 'm-1', MonitorName: 'wall (m-2)', Status: 0 },
          { MonitorId: 'm-2', MonitorName: 'wall', Status: 0 },
          { MonitorId: 'm-3', MonitorName: 'wall', Status: 0 },
          { MonitorId: 'm-4', MonitorName: 'm-3', Status: 0 },
        ],
        TotalNum: 4,
      }),
    });
    const pairs = (found: { value: string; name: string }[]) => found.map(({ value, name }) => [value, name]);
    expect(pairs(await desk(live)('caster show caster:'))).toEqual([
      ['63501', '63502 (63501) · off'],
      ['id:63502', 'spare (63502) · off'],
    ]);
    expect(pairs(await desk(live)('monitor show monitor:'))).toEqual([
      ['m-1', 'wall (m-2) (m-1) · idle'],
      ['m-2', 'wall (m-2) · idle'],
      ['id:m-3', 'wall (m-3) · idle'],
      ['m-4', 'm-3 (m-4) · idle'],
    ]);
  });
});

describe('names from outside', () => {
  const hostile = '@everyone <!channel> `x` \u202e\u0000\n[a](https://evil.example)';

  it('stay on one line and keep their value', async () => {
    const info = { MonitorId: 'm-1', MonitorName: hostile, Status: 0 };
    const monitors: Answers = {
      DescribeLiveStreamMonitorList: () => ({
        TotalNum: 2,
        LiveStreamMonitors: [info, { ...info, MonitorId: 'm-2' }],
      }),
    };
    const found = await desk(createFakeLive(monitors))('monitor show monitor:');
    expect(found.map(({ value }) => value)).toEqual(['m-1', 'm-2']);
    expect(new Set(found.map(({ name }) => name)).size).toBe(2);
    for (const { name } of found) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(name).not.toMatch(/[\n\u0000\u202e]/u);
    }
  });

  it('show no key', async () => {
    const casters: Answers = {
      DescribeCasterList: () => ({
        CasterList: [
          { CasterId: 7, CasterName: 'rtmp://push.example.com/live/x?txSecret=0123456789abcdef', Status: 0 },
        ],
      }),
    };
    const found = await desk(createFakeLive(casters))('caster show caster:');
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('0123456789abcdef');
  });
});

describe('commands', () => {
  const ask = desk(createFakeLive({}));

  it('are found by both names, in either language', async () => {
    expect(await ask('help command:caster')).toContainEqual({
      value: 'caster take',
      name: expect.stringMatching(/^caster take · Take/),
    });
    expect(await ask('help command:导播')).toContainEqual({ value: 'caster take', name: expect.any(String) });
    expect((await ask('help command:', {}, '2'))[0]?.name).toMatch(/^状态 /);
  });

  it('without the hidden ones', async () => {
    expect((await ask('help command:restore')).map(({ value }) => value)).not.toContain('caster restore');
  });
});

describe('in Discord', () => {
  const live = createFakeLive(
    streamAnswers([onAir('push.example.com/live/main'), onAir('push.example.com/live/news')]),
  );

  it('are the choices of what is typed', async () => {
    const clock = createTestClock(NOW);
    const payload = {
      id: '700000000000000001',
      application_id: '100000000000000001',
      type: 4,
      token: 'interaction-token',
      channel_id: '10',
      channel: { id: '10', type: 0 },
      locale: 'zh-CN',
      member: { user: { id: '1', username: 'ada' }, roles: [] },
      data: {
        name: 'stream',
        type: 1,
        options: [
          { type: 1, name: 'drop', options: [{ type: 3, name: 'stream', value: 'NEWS', focused: true }] },
        ],
      },
    };
    const asked = parse(payload, clock.now());
    if (asked?.kind !== 'suggest') throw new Error('not asked for suggestions');
    expect(await choicesFor(suggestOn(live, clock), asked.query, clock)).toEqual([
      { value: 'push.example.com/live/news', name: 'push.example.com/live/news · 已推流 12 分钟' },
    ]);
  });
});
