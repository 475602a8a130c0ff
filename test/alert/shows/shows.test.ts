import { describe, expect, it } from 'vitest';
import { createAlertState } from '../../../src/alert/alert-state.ts';
import { createShows } from '../../../src/alert/shows/shows.ts';
import type { StreamState } from '../../../src/alert/model/stream-state.ts';
import { situationOf } from '../../../src/oncall/hand-over/situation.ts';
import { createKeptLooks } from '../../../src/poll/kept.ts';
import type { Memory } from '../../../src/poll/poller.ts';
import { memoryStore } from '../../fakes/memory-store.ts';
import { configOf } from '../../oncall/running.ts';
import { createWorld, cut, push } from '../decide/world.ts';

/** 2026-03-06 19:30 UTC, a Friday. */
const FRIDAY = Date.UTC(2026, 2, 6, 19, 30);
const NAME = 'live.example.com/live/main';
const WATCHED = [{ streams: ['main', 'show-*'], during: ['Fri 18:00-23:00'] }];
const CASTERS = { running: ['7001', '7002'], names: { 7001: 'studio' } };
const BACKUPS = {
  a: { pushes: ['1', '2'], main: '2', names: [NAME], away: { at: FRIDAY - 3_600_000, from: '1' } },
  b: { pushes: ['5'], main: '5', names: ['live.example.com/live/other'] },
  c: 'of another version',
};

async function showsWith(
  file: { readonly watched?: object[]; readonly polling?: object },
  states: readonly Partial<StreamState>[] = [],
  memories: Readonly<Record<string, Memory>> = {},
) {
  const config = configOf({ accounts: { main: {} }, timeZone: 'UTC', alerts: file });
  const store = memoryStore();
  for (const [poller, memory] of Object.entries(memories))
    await store.commit([
      { collection: 'polls', id: `main|${poller}`, value: { told: [], memory }, expect: 'any' },
    ]);
  const kept = createKeptLooks(store);
  await kept.load();
  const alertState = createAlertState();
  for (const state of states)
    alertState.putStream({ id: `main|stream:${NAME}`, live: ['P'], ended: [], lastAt: FRIDAY, ...state });
  return { shows: createShows({ config, alertState, kept }), alertState, config };
}

describe('a show is live', () => {
  it.each<[string, object, Partial<StreamState>, Memory | undefined, string[]]>([
    ['nothing says so', {}, {}, undefined, []],
    ['a stream in its times', { watched: WATCHED }, {}, undefined, [NAME]],
    ['a stream outside of them', { watched: [{ ...WATCHED[0], during: ['Sat'] }] }, {}, undefined, []],
    ['one that is watched always', { watched: [{ streams: ['*'] }] }, {}, undefined, []],
    ['a stream that is not on air', { watched: WATCHED }, { live: [] }, undefined, []],
    ['one of another account', { watched: WATCHED }, { id: `other|stream:${NAME}` }, undefined, []],
    ['casters on air', {}, {}, CASTERS, ['7001', '7002']],
    ['kept by another version', {}, {}, { running: 'all', names: 7 }, []],
    ['casters that are not looked at', { polling: { casters: { on: false } } }, {}, CASTERS, []],
  ])('%s', async (_what, file, state, casters, expected) => {
    const { shows } = await showsWith(file, [state], casters && { casters });
    const running = shows.running('main', FRIDAY);
    expect(running.map((show) => (show.kind === 'caster' ? show.id : show.name))).toEqual(expected);
    expect(shows.isLive('main', FRIDAY)).toBe(expected.length > 0);
  });

  it('a stream that broke off in its times is a show until its alert is closed', async () => {
    const { shows, alertState } = await showsWith({ watched: WATCHED }, [{ live: [] }]);
    const world = createWorld();
    world.tell(push('P'));
    world.tell(cut('P'));
    world.pass(10_000);
    alertState.putAlert(world.alert());
    expect(shows.running('main', FRIDAY)).toEqual([
      { kind: 'stream', account: 'main', name: NAME, isOff: true },
    ]);
  });
});

describe('what whoever takes over is told of', () => {
  const lines = async (...of: Parameters<typeof showsWith>) => {
    const { shows, config } = await showsWith(...of);
    const alerts = { list: () => [], known: () => undefined, mutes: () => [] };
    const text = (language: 'en' | 'zh-CN') =>
      situationOf({ alerts, shows }, config, { language, accounts: ['main'], now: FRIDAY }).lines.slice(1);
    return { en: text('en'), zh: text('zh-CN') };
  };

  it('shows and streams on backup, in both languages', async () => {
    const { en, zh } = await lines({ watched: WATCHED }, [{}], { casters: CASTERS, backups: BACKUPS });
    expect(en).toEqual([
      ...['Shows running: 3', 'caster studio (7001)', 'caster 7002', NAME],
      ...['Streams on backup: 1', `${NAME} since 18:30`],
    ]);
    expect(zh).toEqual([
      ...['进行中的节目：3 个', '导播台 studio（7001）', '导播台 7002', NAME],
      ...['正在使用备流的流：1 路', `${NAME}，自 18:30`],
    ]);
  });

  it('that there is nothing, and what is not known', async () => {
    const none = await lines({}, [], { casters: { running: [] }, backups: {} });
    expect(none.en).toEqual(['No show is running.', 'No stream is on its backup.']);
    const blind = await lines({});
    expect(blind.en).toEqual([
      'No show is running.',
      'Which casters are on air is not known.',
      'Which streams are on backup is not known.',
    ]);
  });

  it('of many the first, and a count', async () => {
    const running = Array.from({ length: 300 }, (_, index) => String(index));
    const { en } = await lines({}, [], { casters: { running }, backups: {} });
    expect(en).toHaveLength(9);
    expect(en).toContain('and 294 more');
  });
});
