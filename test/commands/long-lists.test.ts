import { describe, expect, it } from 'vitest';
import { anAlert } from '../alert/alerts.ts';
import { createAsker, createFakeLive, textOf } from './asking.ts';
import { createFakeAlerts } from './fake-alerts.ts';
import { onAir, streamAnswers } from './fake-streams.ts';

const MANY = Array.from({ length: 2000 }, (_, at) =>
  onAir(`push.example.com/live/s${String(at).padStart(4, '0')}`),
);
const streams = () => createAsker(createFakeLive(streamAnswers(MANY)));
const linesOf = (buttons: readonly { id: string; label: string }[] | undefined, label: string) =>
  (buttons ?? []).filter((button) => button.label === label).map(({ id }) => id);

describe('a list of 2,000', () => {
  it('is walked page by page to its end, each row once', async () => {
    const asker = streams();
    const seen = new Set<string>();
    let line = 'stream list';
    for (let steps = 0; steps < 200 && line !== ''; steps += 1) {
      const { table, buttons } = await asker.look(line);
      for (const [name = ''] of table?.rows ?? []) {
        expect(seen.has(name)).toBe(false);
        seen.add(name);
      }
      line = (linesOf(buttons, 'Next page')[0] ?? '').replace(/^run:/u, '');
    }
    expect(seen.size).toBe(2000);
  });

  // aternosorg/modbot#555, MacWarrior/clipbucket-v5#856: a page behind the end was an error, or an empty card without a way on.
  it.each(['page:101', 'page:9999'])('leads back from behind its end: %s', async (page) => {
    const card = await streams().look(`stream list ${page}`);
    expect(textOf(card)).toContain('There are only 100 pages.');
    expect(linesOf(card.buttons, 'Last page')).toEqual(['run:stream list page:100']);
    expect(linesOf(card.buttons, 'Next page')).toEqual([]);
  });

  it('keeps its filter on the way back', async () => {
    const card = await streams().look('stream list filter:s00 page:50');
    expect(linesOf(card.buttons, 'Last page')).toEqual(['run:stream list filter:s00 page:5']);
  });
});

describe('one of 2,000 streams', () => {
  it('is found by part of its name, wherever in the list it stands', async () => {
    const card = await streams().look('stream list s1999');
    expect(card.table?.rows.map(([name]) => name)).toEqual(['push.example.com/live/s1999']);
    expect(card.lines?.join(' ') ?? '').not.toContain('searched');
  });

  it.each([
    ['a capital, as phones begin', 'S1999'],
    ['a full stop', 's1999.'],
    ['a Chinese full stop', 's1999。'],
    ['an emoji', 's1999🙏🏽'],
    ['marks of bold text', '**s1999**'],
  ])('is offered where %s was typed with its name', async (_, name) => {
    const refusal = await streams().refusal(`stream show ${name}`);
    expect(refusal.choices).toContain('stream show push.example.com/live/s1999');
  });
});

describe('a list that has become shorter meanwhile', () => {
  it('of alerts leads back', async () => {
    const alerts = Array.from({ length: 21 }, (_, at) => anAlert({ id: `q${String(at).padStart(7, '0')}` }));
    const asker = createAsker(createFakeLive({}), { alerts: createFakeAlerts(alerts), language: 'zh-CN' });
    const card = await asker.look('告警 列表 页:3');
    expect(linesOf(card.buttons, '最后一页')).toEqual(['run:alert list page:2']);
  });

  it('of figures says so, and does not call them missing', async () => {
    const live = createFakeLive({
      DescribeTopClientIpSumInfoList: () =>
        ({
          ...{ TotalNum: 0, TotalPage: 0, PageNum: 1, PageSize: 1000 },
          DataInfoList: [],
          OrderBy: '',
          OrderParam: '',
        }) as never,
      DescribeStreamPlayInfoList: () => ({ DataInfoList: [] }),
      DescribeAllStreamPlayInfoList: () => ({
        QueryTime: '2026-03-01 20:00:00',
        DataInfoList: Array.from({ length: 45 }, (_, at) => ({
          ...{ AppName: 'live', StreamName: `s${at}`, Domain: 'play.example.com' },
          ...{ Bandwidth: 45 - at, Flux: 1, Online: 45 - at, Request: 1 },
        })),
      }),
    });
    const card = await createAsker(live).look('traffic list page:9');
    expect(card.title).not.toContain('no figures');
    expect(textOf(card)).toMatch(/There are only \d pages\./u);
    expect(linesOf(card.buttons, 'Last page')).toEqual([
      expect.stringMatching(/^run:traffic list .*page:\d$/u),
    ]);
  });
});
