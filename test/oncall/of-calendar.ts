import { readCalendar } from '../../src/oncall/calendar/read-calendar.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { rotation, wall } from './rotations.ts';
import { configOf } from './running.ts';

/** People of reported schedules. */
export const PEOPLE = {
  ada: { slack: 'U0ADA', roles: ['lead'], email: 'ada@broadcast.example' },
  bo: { slack: 'U0BO', roles: ['lead'], email: 'bo@broadcast.example' },
  lin: { slack: 'U0LIN', roles: ['lead'], email: 'lin@broadcast.example' },
};

/** Rotation of a calendar with these events. */
export function ofCalendar(now: number, zone: string, ...events: readonly string[]) {
  const all = events.map((lines) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT\n`).join('');
  const text = `BEGIN:VCALENDAR\nVERSION:2.0\n${all}END:VCALENDAR\n`.replaceAll('\n', '\r\n');
  const read = readCalendar(Buffer.from(text), {
    now,
    config: configOf({ people: PEOPLE }),
    otherwise: zone,
  });
  return { rota: rotation({ calendar: { file: 'x' }, zone }, read.shifts), troubles: read.troubles };
}

/** Its shifts by the clocks of a zone. */
export const listed = (rota: ReturnType<typeof rotation>, zone: string, from: number, to: number) =>
  shiftsBetween(rota, [], from, to).map(
    (shift) => `${wall(shift.from, zone)} – ${wall(shift.to, zone)} ${shift.people.join(' ')}`,
  );
