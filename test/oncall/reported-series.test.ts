/** What people reported of series in calendars that others read, each tried here. */
import { describe, expect, it } from 'vitest';
import { listed, ofCalendar } from './of-calendar.ts';
import { at, DAY } from './rotations.ts';

describe('series reported of others', () => {
  it('ical-sensor-homeassistant 119: what Google splits into "this and following" is missing behind the split', () => {
    const zone = 'Europe/Berlin';
    const now = at('2022-08-15T00:00', zone);
    const { rota, troubles } = ofCalendar(
      now,
      zone,
      'UID:3rc9nd_R20220828T040000@google.com\nSUMMARY:ada\nRRULE:FREQ=DAILY;WKST=MO;INTERVAL=10\nDTSTART;TZID=Europe/Berlin:20220828T060000\nDTEND;TZID=Europe/Berlin:20220828T140000',
      'UID:3rc9nd@google.com\nSUMMARY:ada\nRRULE:FREQ=DAILY;WKST=MO;UNTIL=20220827T215959Z;INTERVAL=10\nDTSTART;TZID=Europe/Berlin:20181207T060000\nDTEND;TZID=Europe/Berlin:20181207T140000',
    );
    expect(troubles).toEqual([]);
    expect(listed(rota, zone, now, at('2022-09-10T00:00', zone))).toEqual([
      '2022-08-18 06:00 – 2022-08-18 14:00 ada',
      '2022-08-28 06:00 – 2022-08-28 14:00 ada',
      '2022-09-07 06:00 – 2022-09-07 14:00 ada',
    ]);
  });

  it('webhookdb 737: of several EXDATE lines only one counts', () => {
    const zone = 'America/Phoenix';
    const now = at('2023-06-15T00:00', zone);
    const { rota } = ofCalendar(
      now,
      zone,
      'UID:1\nSUMMARY:ada\nDTSTART;TZID=America/Phoenix:20230619T193000\nDTEND;TZID=America/Phoenix:20230619T203000\nEXDATE;TZID=America/Phoenix:20230626T193000\nEXDATE;TZID=America/Phoenix:20230628T193000\nEXDATE;TZID=America/Phoenix:20230703T193000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE',
    );
    expect(listed(rota, zone, now, at('2023-07-11T00:00', zone)).map((shift) => shift.slice(0, 16))).toEqual([
      '2023-06-19 19:30',
      '2023-06-21 19:30',
      '2023-07-05 19:30',
      '2023-07-10 19:30',
    ]);
  });

  it('ioBroker.ical 130: dates that are taken out of every second Friday of a month are there', () => {
    const zone = 'Europe/Berlin';
    const now = at('2020-01-01T00:00', zone);
    const { rota } = ofCalendar(
      now,
      zone,
      'UID:1\nSUMMARY:ada\nDTSTART;TZID=Europe/Berlin:20190208T180000\nDTEND;TZID=Europe/Berlin:20190208T233000\nRRULE:FREQ=MONTHLY;BYDAY=2FR\nEXDATE;TZID=Europe/Berlin:20200410T180000\nEXDATE;TZID=Europe/Berlin:20200214T180000\nEXDATE;TZID=Europe/Berlin:20200110T180000\nEXDATE;TZID=Europe/Berlin:20190208T180000',
    );
    expect(listed(rota, zone, now, at('2020-06-30T00:00', zone)).map((shift) => shift.slice(0, 16))).toEqual([
      '2020-03-13 18:00',
      '2020-05-08 18:00',
      '2020-06-12 18:00',
    ]);
  });

  it('ics-py 14: a Friday the 13th is every Friday or every 13th, and the first one stays though it is taken out', () => {
    const zone = 'America/New_York';
    const now = at('2024-01-01T00:00', zone);
    const { rota, troubles } = ofCalendar(
      now,
      zone,
      'UID:1\nSUMMARY:ada\nDTSTART;TZID=America/New_York:19970902T090000\nDTEND;TZID=America/New_York:19970902T170000\nEXDATE;TZID=America/New_York:19970902T090000\nRRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    );
    expect(troubles).toEqual([]);
    expect(listed(rota, zone, now, now + 360 * DAY).map((shift) => shift.slice(0, 16))).toEqual([
      '2024-09-13 09:00',
      '2024-12-13 09:00',
    ]);
  });

  it('openduty 67: every fourth week from two in the afternoon to two at night, nobody is on call', () => {
    const now = at('2016-11-20T00:00');
    const { rota } = ofCalendar(
      now,
      'UTC',
      'UID:1\nSUMMARY:ada\nDTSTART:20161103T140000Z\nDTEND:20161104T020000Z\nRRULE:FREQ=WEEKLY;INTERVAL=4',
    );
    expect(listed(rota, 'UTC', now, now + 45 * DAY)).toEqual([
      '2016-12-01 14:00 – 2016-12-02 02:00 ada',
      '2016-12-29 14:00 – 2016-12-30 02:00 ada',
    ]);
  });

  it('ical.js (peterbraden) 43: every second week over the change of clocks, with Christmas taken out', () => {
    const zone = 'Europe/London';
    const now = at('2019-10-15T00:00', zone);
    const { rota } = ofCalendar(
      now,
      zone,
      'UID:3jkq@google.com\nSUMMARY:ada\nDTSTART;TZID=Europe/London:20180613T140000\nDTEND;TZID=Europe/London:20180613T160000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE\nEXDATE;TZID=Europe/London:20191225T140000\nEXDATE;TZID=Europe/London:20180822T140000',
    );
    expect(listed(rota, zone, now, at('2020-01-10T00:00', zone)).map((shift) => shift.slice(0, 16))).toEqual([
      '2019-10-16 14:00',
      '2019-10-30 14:00',
      '2019-11-13 14:00',
      '2019-11-27 14:00',
      '2019-12-11 14:00',
      '2020-01-08 14:00',
    ]);
  });
});
