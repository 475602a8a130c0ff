import { describe, expect, it } from 'vitest';
import { isAct, type Command } from '../../../src/command.ts';
import { commands } from '../../../commands/index.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { running } from '../../oncall/running.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';

const HOUR = 3_600_000;
/** ada is an engineer who asks; it is Monday, 04:00 in Shanghai. */
const PEOPLE = {
  ada: { slack: 'U0ADA', roles: ['engineer'] },
  bo: { slack: 'U0BO', roles: ['engineer'] },
  lin: { slack: 'U0LIN', roles: ['engineer'] },
  vic: { slack: 'U0VIC', roles: ['viewer'] },
};
const FILE = {
  timeZone: 'Asia/Shanghai',
  people: PEOPLE,
  oncall: {
    rotations: {
      room: {
        zone: 'Asia/Shanghai',
        layers: [{ people: ['ada', 'bo', 'lin'], handover: 'monday 09:00', start: '2026-02-02' }],
      },
      Gallery: { layers: [{ people: ['lin'], during: ['Mon-Fri 09:00-12:00', 'Mon-Fri 13:00-18:00'] }] },
    },
  },
};

async function asking(options: { file?: object; language?: 'en' | 'zh-CN' } = {}) {
  const { file = FILE, language = 'en' } = options;
  const clock = createTestClock(NOW);
  const oncall = await running(file, { clock });
  const ada = createAsker(createFakeLive({}), { config: file, oncall, language, now: () => clock.now() });
  return { ada, oncall, clock };
}

describe('oncall who', () => {
  it('says who, until when and why, in both languages', async () => {
    const { ada } = await asking();
    const card = await ada.look('oncall who');
    expect(card.tone).toBe('warning');
    expect(card.table?.rows).toEqual([
      ['room', 'ada', '2026-03-02 09:00:00 Asia/Shanghai (01:00 UTC), in 5 h', 'rotation'],
      ['Gallery', 'nobody', '2026-03-02 09:00:00 Asia/Shanghai (01:00 UTC), in 5 h', ''],
    ]);
    const chinese = await asking({ language: 'zh-CN' });
    expect((await chinese.ada.look('值班 谁')).table?.rows[1]?.slice(0, 2)).toEqual(['Gallery', '无人']);
  });

  it.each([
    ['oncall who 9am', ['bo', 'lin']],
    ['oncall who monday 08:59', ['ada', 'nobody']],
    ['oncall who 2026-03-09T09:00', ['lin', 'lin']],
    ['值班 谁 明天10:00', ['bo', 'lin']],
  ])('%s', async (line, who) => {
    const { ada } = await asking();
    expect((await ada.look(line)).table?.rows.map((row) => row[1]?.replace('无人', 'nobody'))).toEqual(who);
  });

  it('says what to do where there are no rotations', async () => {
    const { ada } = await asking({ file: { people: PEOPLE } });
    for (const line of ['oncall who', 'oncall show', 'oncall next', 'oncall take room'])
      expect((await ada.refusal(line)).code).toBe('airdesk.no-rotations');
  });
});

describe('oncall next', () => {
  it('lists the shifts of one, and of one person', async () => {
    const { ada } = await asking();
    const card = await ada.look('oncall next room');
    expect(card.table?.rows.slice(0, 3)).toEqual([
      ['now', '2026-03-02 09:00', 'ada', 'rotation'],
      ['2026-03-02T09:00', '2026-03-09 09:00', 'bo', 'rotation'],
      ['2026-03-09T09:00', '2026-03-16 09:00', 'lin', 'rotation'],
    ]);
    const mine = await ada.look('oncall next person:me');
    expect(mine.title).toBe('Shifts of ada');
    expect(mine.table?.rows.map((row) => row[0])).toEqual([
      'now',
      '2026-03-16T09:00',
      '2026-04-06T09:00',
      '2026-04-27T09:00',
    ]);
  });
});

describe('oncall override', () => {
  it.each<readonly [string, string, number, number]>([
    ['oncall override room lin now 2h', 'lin', 0, 2],
    ['oncall override room lin 06:00 2h', 'lin', 2, 4],
    ['oncall override room lin 06:00 08:00', 'lin', 2, 4],
    // The end is the first one behind the beginning.
    ['oncall override room me 06:00 05:00', 'ada', 2, 25],
    ['oncall override room @bo tuesday 09:00 tuesday 12:00', 'bo', 29, 32],
    ['oncall override ROOM lin from:06:00 to:90m', 'lin', 2, 3.5],
    ['oncall override Gallery bo 2026-03-07T10:00 2026-03-07T12:00', 'bo', 126, 128],
    ['值班 代班 room lin 现在 2小时', 'lin', 0, 2],
    ['值班 代班 room 我 周二 09:00 3小时', 'ada', 29, 32],
  ])('%s', async (line, person, from, to) => {
    const { ada, oncall } = await asking();
    const card = await ada.look(line);
    expect(card.tone).toBe('success');
    const [override] = [...oncall.overrides('room'), ...oncall.overrides('Gallery')];
    expect(override?.covers).toEqual([{ person, from: NOW + from * HOUR, to: NOW + to * HOUR }]);
    expect(override?.by).toBe('ada');
    expect(card.buttons?.[0]).toEqual({
      id: `run:oncall end ${override?.id ?? ''}`,
      label: expect.any(String),
    });
  });

  it.each([
    ['oncall override rom lin now 2h', 'airdesk.not-found', /There is no rotation "rom"/],
    ['oncall override room liin now 2h', 'airdesk.not-found', /nobody is called "liin"/],
    ['oncall override room lin 2026-02-01T10:00 2h', 'airdesk.bad-option', /"from" is over/],
    [
      'oncall override room lin 2026-03-05T10:00 2026-03-04T10:00',
      'airdesk.bad-option',
      /"to" is not after "from"/,
    ],
    ['oncall override room lin now 2030-01-01T00:00', 'airdesk.bad-option', /more than 400 days/],
  ])('%s is refused', async (line, code, title) => {
    const { ada, oncall } = await asking();
    const refusal = await ada.refusal(line);
    expect([refusal.code, refusal.title.en]).toEqual([code, expect.stringMatching(title)]);
    expect(oncall.overrides('room')).toEqual([]);
  });

  it('offers what may be meant', async () => {
    const { ada } = await asking();
    expect((await ada.refusal('oncall override rom lin now 2h')).choices[0]).toBe('oncall override room lin');
  });
});

describe('oncall take', () => {
  it('is up to the next hand-over, 12 hours at most', async () => {
    const { ada, oncall, clock } = await asking();
    await ada.look('oncall take Gallery');
    expect(oncall.overrides('Gallery')[0]?.covers).toEqual([
      { person: 'ada', from: NOW, to: NOW + 5 * HOUR },
    ]);
    clock.advance(6 * HOUR);
    await ada.look('oncall take room');
    expect(oncall.overrides('room')[0]?.covers[0]?.to).toBe(NOW + 18 * HOUR);
  });

  it('is not for who has it anyway', async () => {
    const { ada } = await asking();
    expect((await ada.refusal('oncall take room')).code).toBe('airdesk.on-call-already');
    // Longer than that, it is.
    expect((await ada.look('oncall take room for:8h')).tone).toBe('success');
  });
});

describe('oncall swap', () => {
  it.each([
    ['oncall swap room 2026-03-02T09:00 lin', ['lin', 'bo']],
    ['oncall swap room 2026-03-02 lin', ['lin', 'bo']],
    ['oncall swap room "monday 10:00" lin', ['lin', 'bo']],
    ['oncall swap room now lin', ['lin', 'ada']],
    ['值班 换班 room 2026-03-09T09:00 我', ['ada', 'lin']],
  ])('%s', async (line, who) => {
    const { ada, oncall } = await asking();
    await ada.look(line);
    expect(oncall.overrides('room')[0]?.covers.map(({ person }) => person)).toEqual(who);
  });

  it.each([
    ['oncall swap room 2026-02-03T09:00 lin', 'airdesk.not-found', /no upcoming shift/],
    ['oncall swap room 2026-03-02T09:00 bo', 'airdesk.no-swap', /bo's own/],
    ['oncall swap room 2026-03-02T09:00 vic', 'airdesk.no-swap', /vic has no other shift/],
    ['oncall swap Gallery 2026-03-03 ada', 'airdesk.ambiguous', /2 shifts begin on 2026-03-03/],
  ])('%s is refused', async (line, code, title) => {
    const { ada } = await asking();
    const refusal = await ada.refusal(line);
    expect([refusal.code, refusal.title.en]).toEqual([code, expect.stringMatching(title)]);
    expect(refusal.choices.length).toBeGreaterThan(0);
  });
});

describe('oncall end', () => {
  it('ends what holds, by the beginning of its id, and says who is on call then', async () => {
    const { ada, oncall } = await asking();
    await ada.look('oncall override room lin now 2h');
    const [override] = oncall.overrides('room');
    const card = await ada.look(`oncall end ${override?.id.slice(0, 4) ?? ''}`);
    expect(textOf(card)).toMatch(/Ended: override by ada in room[^]*On call now: ada/);
    expect((await ada.refusal(`oncall end ${override?.id ?? ''}`)).code).toBe('airdesk.not-found');
  });
});

describe('oncall show', () => {
  it('has who, what comes, what was changed and what is wrong', async () => {
    const { ada } = await asking();
    await ada.look('oncall override Gallery bo tuesday 20:00 2h');
    const text = textOf(await ada.look('oncall show gallery'));
    expect(text).toMatch(
      /⚠ Gallery: nobody is on call from 2026-03-02 04:00 to 2026-03-02 09:00 \(Asia\/Shanghai\)/,
    );
    expect(text).toMatch(/On call now: nobody[^]*Next: lin · 2026-03-02 09:00:00/);
    expect(text).toMatch(/override by ada \| bo 2026-03-03 20:00 – 2026-03-03 22:00/);
    expect(text).toMatch(/\[Take over\][^]*\[End \w{8}\]/);
    expect(textOf(await ada.look('oncall show'))).toMatch(
      /On-call rotations: 2[^]*room \| ada \| 2026-03-02 09:00 \| bo/,
    );
  });
});

describe('who may change it', () => {
  it.each(
    commands
      .filter(({ name }) => name.startsWith('oncall '))
      .map((command: Command) => [command.name, command] as const),
  )('%s: a viewer looks, an engineer changes', (_name, command) => {
    const vic = createAsker(createFakeLive({}), { person: 'vic' }).context;
    const ada = createAsker(createFakeLive({}), {}).context;
    expect(isAct(command)).toBe(false);
    expect(vic.mayUse(command)).toBe(command.kind === 'looks');
    expect(ada.mayUse(command)).toBe(true);
  });
});
