import { describe, expect, it } from 'vitest';
import { readBoard } from '../../commands/panel/board.ts';
import { panelCard } from '../../commands/panel/card.ts';
import { readTargets } from '../../commands/panel/targets.ts';
import { Refusal } from '../../src/errors.ts';
import { SHOWN_MOST } from './panel-scenes.ts';
import type { Panel, Shows } from '../../src/panel/panel.ts';
import type { PanelsHere } from '../../src/panel/panels.ts';
import { createAsker, createFakeLive, NOW, textOf, type Answers } from './asking.ts';
import { noPanelsHere } from '../fakes/no-panels.ts';

const MINUTE = 60_000;
const ALL: Shows = { streams: 'configured', casters: 'all', monitors: 'all' };
const utc = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const online = (...names: string[]) => ({
  OnlineInfo: names.map((name) => {
    const [DomainName, AppName, StreamName] = name.split('/');
    return { DomainName, AppName, StreamName, PublishTimeList: [{ PublishTime: utc(NOW - 90 * MINUTE) }] };
  }),
  TotalNum: names.length,
  TotalPage: 1,
  PageNum: 1,
  PageSize: 100,
});

const QUIET: Answers = {
  DescribeLiveStreamOnlineList: () => online(),
  DescribeLiveStreamState: () => ({ StreamState: 'inactive' }),
  DescribeStreamPlayInfoList: () => ({ DataInfoList: [] }),
  DescribeBackupStreamList: () => ({ StreamInfoList: [] }),
  DescribeCasterList: () => ({ CasterList: [], Total: 0 }),
  DescribeLiveStreamMonitorList: () => ({ LiveStreamMonitors: [], TotalNum: 0 }),
};

async function draw(answers: Answers, shows = ALL, settings: Parameters<typeof createAsker>[1] = {}) {
  const live = createFakeLive({ ...QUIET, ...answers });
  const { context } = createAsker(live, settings);
  const board = await readBoard(context, [shows], undefined);
  return { ...panelCard(context, { shows }, board), live, context, board };
}

const backups = (...sequences: string[]) => ({
  StreamInfoList: [
    {
      StreamName: 'main',
      HostGroupName: 'g',
      BackupList: ['1', ...sequences].map((UpstreamSequence, index) => ({
        DomainName: 'push.example.com',
        AppName: 'live',
        UpstreamSequence,
        MasterFlag: index === 0 ? 1 : 0,
        SourceFrom: index === 0 ? '直推流' : `拉流转推(task-${UpstreamSequence})`,
        PublishTime: utc(NOW - (120 - index) * MINUTE),
      })),
    },
  ],
});

describe('the card of a panel', () => {
  it('says since when by the main push, in the configured zone, and how many watched', async () => {
    const { card } = await draw({
      DescribeLiveStreamOnlineList: () => online('push.example.com/live/main'),
      DescribeBackupStreamList: () => backups('2'),
      DescribeStreamPlayInfoList: () => ({
        DataInfoList: [{ Time: utc(NOW - 5 * MINUTE), Online: 12345, Bandwidth: 1, Flux: 1, Request: 1 }],
      }),
    });
    // 18:00 UTC is 02:00 of the same night in Shanghai, where it is 04:00.
    expect(card.facts).toEqual([
      { label: 'prime', value: '● on air since 02:00 · 12,345 viewers · 1 backup' },
    ]);
    expect(card.buttons?.map(({ label, style }) => [label, style])).toEqual([
      ['Switch prime…', 'primary'],
      ['Drop prime…', 'danger'],
    ]);
    expect(card.buttons?.[0]?.id).toBe('run:backup switch push.example.com/live/main 2');
  });

  it('does not choose between several backups', async () => {
    const { card } = await draw({
      DescribeLiveStreamOnlineList: () => online('push.example.com/live/main'),
      DescribeBackupStreamList: () => backups('2', '3'),
    });
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Drop prime…']);
    expect(card.selects?.[0]?.choices.slice(0, 2)).toEqual([
      {
        id: 'run:backup switch push.example.com/live/main 2',
        label: expect.stringMatching(/^prime · Switch to .*task-2/),
      },
      {
        id: 'run:backup switch push.example.com/live/main 3',
        label: expect.stringMatching(/^prime · Switch to .*task-3/),
      },
    ]);
  });

  it.each([
    ['forbid', '⊘ forbidden', ['Resume prime…']],
    ['inactive', '○ not pushed', []],
  ])('offers for %s what fits', async (state, value, buttons) => {
    const { card, complete } = await draw({ DescribeLiveStreamState: () => ({ StreamState: state }) });
    expect(card.facts?.[0]).toEqual({ label: 'prime', value });
    expect(card.buttons?.map(({ label }) => label)).toEqual(buttons);
    expect(complete).toBe(true);
  });

  it('says what is not known and why, offers everything, and tells since when it was last known', async () => {
    const first = await draw({ DescribeLiveStreamOnlineList: () => online('push.example.com/live/main') });
    expect(first.complete).toBe(true);
    const { context } = createAsker(createFakeLive({}), { now: () => NOW + 7 * MINUTE });
    const board = await readBoard(context, [ALL], first.board);
    const { card, complete } = panelCard(context, { shows: ALL }, board);
    expect(complete).toBe(false);
    expect(card.tone).toBe('warning');
    expect(card.title).toBe('Panel: 1 of 1 streams not known, 0 on air');
    expect(textOf(card)).toContain('UnauthorizedOperation');
    expect(card.facts).toEqual([
      { label: 'prime', value: '? state not known since 04:00' },
      { label: 'Casters', value: '? state not known since 04:00' },
      { label: 'Monitors', value: '? state not known since 04:00' },
    ]);
    expect(card.selects?.[0]?.choices.map(({ label }) => label)).toEqual([
      'prime · Resume…',
      'prime · Drop…',
      'prime · Forbid…',
      'prime · Details',
    ]);
    const later = await readBoard(context, [ALL], board);
    expect(panelCard(context, { shows: ALL }, later).card).toEqual(card);
  });

  it('is not disturbed by what another panel of the account cannot read', async () => {
    const live = createFakeLive({ ...QUIET, DescribeCasterList: undefined });
    const { context } = createAsker(live);
    const shows: Shows = { streams: 'configured', casters: [], monitors: [] };
    const board = await readBoard(context, [shows, ALL], undefined);
    expect(panelCard(context, { shows }, board).complete).toBe(true);
    expect(panelCard(context, { shows: ALL }, board).complete).toBe(false);
  });

  it('reads viewers and layouts once a minute, what comes in every five, and one list a domain', async () => {
    const shows: Shows = {
      streams: ['a', 'b', 'c'].map((stream) => ({ domain: 'push.example.com', app: 'live', stream })),
      casters: [],
      monitors: [],
    };
    const names = ['a', 'b', 'c'].map((stream) => `push.example.com/live/${stream}`);
    const { board, live, context } = await draw(
      {
        DescribeLiveStreamOnlineList: () => online(...names),
        DescribeLiveStreamPushInfoList: () => ({
          DataInfoList: [
            {
              ...{ PushDomain: 'push.example.com', AppName: 'live', StreamName: 'a' },
              ...{ VideoFps: 25, VideoSpeed: 4_000_000, AudioSpeed: 128_000 },
            },
          ],
          ...{ TotalNum: 1, TotalPage: 1, PageNum: 1, PageSize: 1000 },
        }),
      },
      shows,
    );
    const count = () => live.calls.map(({ action }) => action).toSorted();
    expect(count()).toEqual([
      'DescribeBackupStreamList',
      'DescribeLiveStreamOnlineList',
      'DescribeLiveStreamPushInfoList',
      ...Array<string>(3).fill('DescribeStreamPlayInfoList'),
    ]);
    const text = textOf(panelCard(context, { shows }, board).card);
    expect(text).toMatch(/a: ● [^\n]*4\.1 Mbit\/s, 25 fps at \d\d:\d\d/);
    expect(text).not.toMatch(/b: ● [^\n]*fps/);
    live.calls.length = 0;
    await readBoard(context, [shows, shows], board);
    expect(count()).toEqual(['DescribeBackupStreamList', 'DescribeLiveStreamOnlineList']);
  });

  it('keeps within what every platform has room for: 5 buttons, 3 menus of 25, ids of 100', async () => {
    const { card } = await draw(SHOWN_MOST.answers, SHOWN_MOST.shows);
    expect(card.facts).toHaveLength(8 + 5 + 5);
    expect(card.lines).toContain('Casters: the first 5 of 9');
    expect(textOf(card)).toMatch(/no room for \d+ more actions here/);
    expect(card.buttons).toHaveLength(5);
    expect(card.selects).toHaveLength(3);
    const presses = [...(card.buttons ?? []), ...(card.selects ?? []).flatMap(({ choices }) => choices)];
    for (const { choices } of card.selects ?? []) expect(choices.length).toBeLessThanOrEqual(25);
    for (const { id } of presses) expect(id.length).toBeLessThanOrEqual(100);
    expect(new Set(presses.map(({ id }) => id)).size).toBe(presses.length);
    expect(new Set(presses.map(({ label }) => label)).size).toBe(presses.length);
  });
});

describe('what a panel is asked to show', () => {
  const answers: Answers = {
    ...SHOWN_MOST.answers,
    DescribeLiveStreamOnlineList: () =>
      online('push.example.com/live/gala', 'push.example.net/live/gala', 'push.example.com/live/news'),
  };
  const { context } = createAsker(createFakeLive({ ...QUIET, ...answers }));

  it.each<[string | undefined, Shows]>([
    [undefined, ALL],
    ['streams', { streams: 'configured', casters: [], monitors: [] }],
    ['导播, 监播', { streams: [], casters: 'all', monitors: 'all' }],
    [
      'prime news、caster-1 monitors',
      {
        streams: [
          { domain: 'push.example.com', app: 'live', stream: 'main' },
          { domain: 'push.example.com', app: 'live', stream: 'news' },
        ],
        casters: ['101'],
        monitors: 'all',
      },
    ],
    ['101 101 "monitor two"', { streams: [], casters: ['101'], monitors: ['m2'] }],
  ])('%s', async (text, shows) => {
    expect(await readTargets(context, text)).toEqual(shows);
  });

  it.each([
    [
      'gala',
      'airdesk.ambiguous',
      ['panel post prime push.example.com/live/gala', 'panel post prime push.example.net/live/gala'],
    ],
    ['caster-11', 'airdesk.not-found', ['panel post prime 101']],
    ['push.example.com/live', 'airdesk.bad-stream', []],
    ['elsewhere', 'airdesk.other-account', []],
  ])('refuses %s', async (word, code, choices) => {
    const refused = await readTargets(context, `prime ${word}`).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code });
    expect((refused as Refusal).choices).toEqual(expect.arrayContaining(choices));
  });
});

describe('a word that can be several things', () => {
  /** A caster, a monitor, a stream on air, a short name and a kind, all under each other's names. */
  const there = createFakeLive({
    ...QUIET,
    DescribeLiveStreamOnlineList: () => online('push.example.com/live/101', 'push.example.com/live/casters'),
    DescribeCasterList: () => ({
      CasterList: [
        { CasterId: 101, CasterName: 'casters', Status: 0 },
        { CasterId: 102, CasterName: '101', Status: 0 },
      ],
      Total: 2,
    }),
    DescribeLiveStreamMonitorList: () => ({
      LiveStreamMonitors: [{ MonitorId: '101', MonitorName: 'wall', Status: 0 }],
      TotalNum: 1,
    }),
  });
  const streams = { '102': { domain: 'push.example.com', app: 'live', stream: 'main' } };
  const { context } = createAsker(there, { config: { streams } });

  it.each([
    [
      '101',
      [
        'panel post push.example.com/live/101',
        'panel post "caster:id:101"',
        'panel post "caster:id:102"',
        'panel post "monitor:id:101"',
      ],
    ],
    [
      'casters',
      ['panel post push.example.com/live/casters', 'panel post "all:casters"', 'panel post "caster:id:101"'],
    ],
    ['102', ['panel post push.example.com/live/main', 'panel post "caster:id:102"']],
  ])('%s: every one is listed, and each line means one', async (word, choices) => {
    const refused = await readTargets(context, word).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'airdesk.ambiguous' });
    expect((refused as Refusal).choices.toSorted()).toEqual(choices.toSorted());
    for (const line of choices) {
      const shows = await readTargets(context, line.replace('panel post ', ''));
      const all = [shows.streams, shows.casters, shows.monitors].flat();
      expect(all).toHaveLength(1);
    }
  });

  it.each<[string, Shows]>([
    ['monitor:101', { streams: [], casters: [], monitors: ['101'] }],
    ['监播：101', { streams: [], casters: [], monitors: ['101'] }],
    ['caster:casters', { streams: [], casters: ['101'], monitors: [] }],
    ['全部:导播', { streams: [], casters: 'all', monitors: [] }],
    [
      '"id:push.example.com/live/a%2Cb"',
      { streams: [{ domain: 'push.example.com', app: 'live', stream: 'a,b' }], casters: [], monitors: [] },
    ],
  ])('%s is certain', async (word, shows) => {
    expect(await readTargets(context, word)).toEqual(shows);
  });
});

describe('panel commands', () => {
  const panel: Panel = {
    id: 'slack/C0ONAIR/main',
    account: 'main',
    language: 'en',
    place: { platform: 'slack', channelId: 'C0ONAIR' },
    by: { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' },
    shows: ALL,
    message: { platform: 'slack', channelId: 'C0ONAIR', messageId: '1.2' },
    postedAt: NOW - 60 * MINUTE,
  };
  const removed: (string | undefined)[] = [];
  const panels: PanelsHere = {
    ...noPanelsHere,
    list: async () => [
      { panel, here: false, complete: true },
      { panel: { ...panel, id: 'desk/desk/main' }, here: true, trouble: 'slack.is_archived' },
    ],
    async remove(id) {
      removed.push(id);
      return panel;
    },
  };
  const ada = createAsker(createFakeLive(QUIET), { panels });

  it('lists them with how they are doing, and a button each', async () => {
    const card = await ada.look('panel list');
    expect(card.table?.rows).toEqual([
      ['slack/C0ONAIR/main', '1 stream, all casters, all monitors', 'Ada, 1 h ago', 'kept up to date'],
      [
        'desk/desk/main (here)',
        '1 stream, all casters, all monitors',
        'Ada, 1 h ago',
        'cannot be shown (slack.is_archived)',
      ],
    ]);
    expect(card.buttons?.map(({ id }) => id)).toEqual([
      'run:panel remove slack/C0ONAIR/main',
      'run:panel remove desk/desk/main',
    ]);
  });

  it('removes the one here, or the one that is named', async () => {
    await ada.look('panel remove');
    await ada.look('面板 移除 slack/C0ONAIR/main');
    expect(removed).toEqual(['desk/desk/main', 'slack/C0ONAIR/main']);
    expect(await ada.refusal('panel remove slack/C0OTHER/main')).toMatchObject({ code: 'airdesk.not-found' });
    expect(removed).toHaveLength(2);
  });

  it('says in its help that it runs at once', async () => {
    expect(textOf(await ada.look('help panel post'))).toContain('changes only Airdesk itself, at once');
  });
});
