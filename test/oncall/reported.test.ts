/** What people reported of other on-call schedules, each tried here. */
import { describe, expect, it } from 'vitest';
import type { Override } from '../../src/oncall/override.ts';
import { holes, onCallAt, shiftsBetween } from '../../src/oncall/shifts.ts';
import { swapOf } from '../../src/oncall/swap.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { listed, ofCalendar, PEOPLE } from './of-calendar.ts';
import { at, DAY, HOUR, rotation, wall } from './rotations.ts';
import { running } from './running.ts';

describe('reported of others', () => {
  it('grafana/oncall 3261: shifts of 08:30 to 17:30 are an hour early once summer time ends', () => {
    const zone = 'Europe/London';
    const rota = rotation({ zone, layers: [{ people: ['ada'], during: ['08:30-17:30'] }] });
    for (const day of ['2023-10-27', '2023-10-28', '2023-10-29', '2023-10-30', '2024-04-02']) {
      const midnight = at(`${day}T00:00`, zone);
      expect(listed(rota, zone, midnight, midnight + 24 * HOUR)).toEqual([`${day} 08:30 – ${day} 17:30 ada`]);
    }
  });

  it('grafana/oncall 5247: an hour of nobody in autumn and of two in spring, with weeks of 604,800 s', () => {
    const zone = 'America/Chicago';
    const layers = [{ people: ['ada', 'bo'], handover: 'tuesday 09:00', start: '2024-10-01' }];
    const event =
      'UID:1\nSUMMARY:ada\nDTSTART;TZID=America/Chicago:20241001T090000\nDTEND;TZID=America/Chicago:20241008T090000\nRRULE:FREQ=WEEKLY';
    const [from, to] = [at('2024-10-15T09:00', zone), at('2025-03-25T09:00', zone)];
    for (const rota of [rotation({ zone, layers }), ofCalendar(from, zone, event).rota]) {
      expect(holes(rota, [], from, to)).toEqual([]);
      const shifts = shiftsBetween(rota, [], from, to);
      expect(shifts.reduce((sum, shift) => sum + shift.to - shift.from, 0)).toBe(to - from);
    }
  });

  it('grafana/oncall 5455: a shift over the change of clocks is an hour shorter, and its end lies elsewhere', () => {
    const zone = 'America/Los_Angeles';
    const event =
      'UID:1\nSUMMARY:ada\nDTSTART;TZID=America/Los_Angeles:20250308T170000\nDTEND;TZID=America/Los_Angeles:20250309T170000\nRRULE:FREQ=DAILY;COUNT=3';
    const now = at('2025-03-01T00:00');
    const { rota } = ofCalendar(now, zone, event);
    expect(listed(rota, zone, now, now + 20 * DAY)).toEqual(['2025-03-08 17:00 – 2025-03-11 17:00 ada']);
    expect(holes(rota, [], at('2025-03-08T17:00', zone), at('2025-03-11T17:00', zone))).toEqual([]);
  });

  it('grafana/oncall 4197 and oneuptime 2413: two people take turns on weekdays, and Friday is followed by the next one', () => {
    const zone = 'Europe/Paris';
    const rota = rotation({
      zone,
      layers: [
        {
          people: ['ada', 'bo', 'lin'],
          handover: '08:00',
          start: '2024-01-01',
          during: ['Mon-Fri 08:00-18:00'],
        },
      ],
    });
    const from = at('2024-01-01T00:00', zone);
    expect(
      shiftsBetween(rota, [], from, from + 9 * DAY).map(
        (shift) => `${wall(shift.from, zone).slice(5, 10)} ${shift.people.join()}`,
      ),
    ).toEqual(['01-01 ada', '01-02 bo', '01-03 lin', '01-04 ada', '01-05 bo', '01-08 lin', '01-09 ada']);
  });

  it('grafana/oncall 3603: an address that is folded in its middle is nobody', () => {
    const now = at('2024-01-01T00:00');
    const { rota, troubles } = ofCalendar(
      now,
      'UTC',
      'UID:1\nSUMMARY:Duty\nDTSTART;VALUE=DATE:20240108\nDTEND;VALUE=DATE:20240109\nATTENDEE;CN=Lin;CUTYPE=INDIVIDUAL:mailto:lin@broad\n cast.example',
    );
    expect(listed(rota, 'UTC', now, now + 20 * DAY)).toEqual(['2024-01-08 00:00 – 2024-01-09 00:00 lin']);
    expect(troubles).toEqual([]);
  });

  it('amixr 10: of several people at one time only the first is on call', () => {
    const now = at('2024-01-01T00:00');
    const together = 'UID:1\nSUMMARY:ada, bo\nDTSTART:20240108T000000Z\nDTEND:20240109T000000Z';
    const beside = 'UID:2\nSUMMARY:lin\nDTSTART:20240108T120000Z\nDTEND:20240110T000000Z';
    const { rota } = ofCalendar(now, 'UTC', together, beside);
    expect(listed(rota, 'UTC', now, now + 20 * DAY)).toEqual([
      '2024-01-08 00:00 – 2024-01-08 12:00 ada bo',
      '2024-01-08 12:00 – 2024-01-09 00:00 ada bo lin',
      '2024-01-09 00:00 – 2024-01-10 00:00 lin',
    ]);
  });

  it('goalert 993: turns of four days begin in the middle of one, since nobody said on which day the first begins', () => {
    const rota = rotation({
      layers: [{ people: ['ada', 'bo', 'lin'], handover: '00:00', every: '4 days', start: '2020-11-05' }],
    });
    const from = at('2020-11-05T00:00');
    expect(listed(rota, 'UTC', from, from + 8 * DAY)).toEqual([
      '2020-11-05 00:00 – 2020-11-09 00:00 ada',
      '2020-11-09 00:00 – 2020-11-13 00:00 bo',
    ]);
  });

  it('grafana/oncall 1296, oneuptime 2086 and 3411: who is shown to be on call is not who was put there', async () => {
    const layers = [{ people: ['ada'] }];
    const oncall = await running({ people: PEOPLE, oncall: { rotations: { room: { layers } } } });
    const now = at('2026-03-01T20:00');
    await oncall.add({
      rotation: 'room',
      kind: 'override',
      covers: [{ person: 'bo', from: now, to: now + HOUR }],
      by: 'ada',
    });
    const rota = oncall.rotation('room');
    if (!rota) throw new Error('no rotation');
    expect(oncall.at('room', now).people).toEqual(['bo']);
    expect(shiftsBetween(rota, oncall.overrides('room'), now, now + 2 * HOUR)[0]?.people).toEqual(['bo']);
  });

  it('goalert 4362: an override over several shifts moves its own end, and runs into the shift behind it', async () => {
    const layers = [{ people: ['ada'], during: ['09:00-12:00', '14:00-18:00'] }];
    const oncall = await running({ people: PEOPLE, oncall: { rotations: { room: { layers } } } });
    const [from, to] = [at('2026-03-02T10:00'), at('2026-03-02T15:00')];
    await oncall.add({ rotation: 'room', kind: 'override', covers: [{ person: 'bo', from, to }], by: 'bo' });
    for (const asked of [from, from + 3 * HOUR, to - 1])
      expect(oncall.at('room', asked)).toMatchObject({ people: ['bo'], until: to });
    expect(oncall.at('room', to)).toMatchObject({ people: ['ada'], until: at('2026-03-02T18:00') });
  });

  it('hubot-pagerduty 8: on the day of the hand-over it is always who was on call at midnight', () => {
    const rota = rotation({
      layers: [{ people: ['ada', 'bo'], handover: 'monday 09:00', start: '2016-02-22' }],
    });
    expect(
      ['2016-02-29T00:00', '2016-02-29T08:59', '2016-02-29T09:00', '2016-02-29T23:00'].map(
        (moment) => onCallAt(rota, [], at(moment)).people[0],
      ),
    ).toEqual(['ada', 'ada', 'bo', 'bo']);
  });

  it('oneuptime 1890: a hand-over that was chosen in winter is an hour off in summer', () => {
    const zone = 'Europe/Berlin';
    const rota = rotation({
      zone,
      layers: [{ people: ['ada', 'bo'], handover: '07:00', start: '2025-01-15' }],
    });
    const summer = shiftsBetween(rota, [], at('2025-07-01T12:00', zone), at('2025-07-03T12:00', zone));
    expect(summer.slice(1).map((shift) => wall(shift.from, zone).slice(11))).toEqual(['07:00', '07:00']);
  });

  it('ical.js 257: times of a series lose their zone, and what stands in for one of them is not found', () => {
    const zone = 'Europe/Berlin';
    const now = at('2016-07-20T00:00');
    const { rota } = ofCalendar(
      now,
      zone,
      'UID:9\nSUMMARY:ada\nRRULE:FREQ=WEEKLY;UNTIL=20160816T080000Z\nEXDATE:20160808T080000Z\nDTSTART;TZID=Europe/Berlin:20160725T100000\nDTEND;TZID=Europe/Berlin:20160725T110000',
      'UID:9\nSUMMARY:bo\nRECURRENCE-ID;TZID=Europe/Berlin:20160801T100000\nDTSTART;TZID=Europe/Berlin:20160801T100000\nDTEND;TZID=Europe/Berlin:20160801T110000',
    );
    expect(listed(rota, zone, now, now + 60 * DAY)).toEqual([
      '2016-07-25 10:00 – 2016-07-25 11:00 ada',
      '2016-08-01 10:00 – 2016-08-01 11:00 bo',
      '2016-08-15 10:00 – 2016-08-15 11:00 ada',
    ]);
  });

  it('node-ical 456: whole days that Exchange takes out by a time in a zone are still there', () => {
    const zone = 'America/New_York';
    const now = at('2026-02-01T00:00');
    const { rota } = ofCalendar(
      now,
      zone,
      'UID:9\nSUMMARY:ada\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Eastern Standard Time:20260209T000000\nDTSTART;VALUE=DATE:20260202\nDTEND;VALUE=DATE:20260203',
    );
    expect(listed(rota, zone, now, now + 60 * DAY)).toEqual([
      '2026-02-02 00:00 – 2026-02-03 00:00 ada',
      '2026-02-16 00:00 – 2026-02-17 00:00 ada',
    ]);
  });

  it('grafana/oncall 5570: a calendar of Outlook is refused as a whole, and nobody knows for what', () => {
    const now = at('2026-03-01T00:00');
    const { rota, troubles } = ofCalendar(
      now,
      'UTC',
      'UID:1\nSUMMARY:Standup\nRRULE:FREQ=FORTNIGHTLY\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z',
      'UID:2\nSUMMARY:ada\nDTSTART:20260302T090000Z\nDTEND:20260303T090000Z',
    );
    expect(listed(rota, 'UTC', now, now + 20 * DAY)).toEqual(['2026-03-02 09:00 – 2026-03-03 09:00 ada']);
    expect(troubles).toEqual([{ kind: 'unread-event', event: 'Standup' }]);
  });

  it('grafana/oncall 4182: a swap stays where it was when its shift is moved by an hour, and nobody is told', async () => {
    const now = at('2026-03-01T20:00');
    const file = (handover: string) => ({
      people: PEOPLE,
      oncall: {
        rotations: { room: { layers: [{ people: ['ada', 'bo'], handover, start: '2026-03-02' }] } },
      },
    });
    const store = memoryStore();
    const oncall = await running(file('monday 10:00'), { store });
    const rota = oncall.rotation('room');
    if (!rota) throw new Error('no rotation');
    const [shift] = shiftsBetween(rota, [], now, now + 20 * DAY);
    if (!shift) throw new Error('no shift');
    const covers = swapOf(rota, [], { shift, person: 'bo', now });
    if (typeof covers === 'string') throw new Error(covers);
    await oncall.add({ rotation: 'room', kind: 'swap', covers: [...covers], by: 'ada' });
    expect(oncall.troubles(now)).not.toContainEqual(expect.objectContaining({ kind: 'swap-misfit' }));
    const moved = await running(file('monday 09:00'), { store });
    expect(moved.troubles(now)).toContainEqual(expect.objectContaining({ kind: 'swap-misfit' }));
  });

  it('grafana/oncall 3096: the hand-over tells the end of the shift, and not when the swap in it begins', async () => {
    const layers = [{ people: ['ada'], during: ['13:00-23:00'] }];
    const oncall = await running({ people: PEOPLE, oncall: { rotations: { room: { layers } } } });
    const [from, to] = [at('2026-03-02T21:00'), at('2026-03-02T23:00')];
    await oncall.add({ rotation: 'room', kind: 'override', covers: [{ person: 'bo', from, to }], by: 'bo' });
    expect(oncall.at('room', at('2026-03-02T13:00'))).toMatchObject({ people: ['ada'], until: from });
    expect(oncall.at('room', from)).toMatchObject({ people: ['bo'], until: to });
  });

  it('grafana/oncall 4538: whoever is not on call swaps for a shift that runs, is told yes, and nothing is swapped', () => {
    const rota = rotation({
      layers: [{ people: ['ada', 'bo'], handover: 'monday 09:00', start: '2026-02-23' }],
    });
    const now = at('2026-03-01T20:00');
    const [shift] = shiftsBetween(rota, [], now, now + 20 * DAY);
    if (!shift) throw new Error('no shift');
    const covers = swapOf(rota, [], { shift, person: 'bo', now });
    if (typeof covers === 'string') throw new Error(covers);
    expect(covers.map(({ person }) => person)).toEqual(['bo', 'ada']);
    const swap: Override = {
      ...{ id: 'k3m9x2ab', rotation: 'rota', kind: 'swap', by: 'bo', at: now },
      covers: [...covers],
    };
    expect(onCallAt(rota, [swap], now + 1).people).toEqual(['bo']);
    expect(onCallAt(rota, [swap], at('2026-03-02T09:00')).people).toEqual(['ada']);
  });
});
