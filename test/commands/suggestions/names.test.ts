import { describe, expect, it } from 'vitest';
import { parse } from '../../../adapters/discord/parse.ts';
import { choicesFor } from '../../../adapters/discord/commands/suggest.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { createFakeLive, NOW, type Answers } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';
import { desk, suggestOn } from './suggestion-desk.ts';

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
