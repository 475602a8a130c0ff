import ICAL from 'ical.js';
import type { Block } from './blocks.ts';
import { wallOf, type WallTime } from './wall.ts';

/** How long an event lasts: up to a time, or for a length as calendars write it, `P1DT2H`. */
export type Lasting = { readonly end: WallTime } | { readonly duration: string } | undefined;

/** An event as it stands in a calendar. Texts are hostile. */
export interface CalendarEvent {
  readonly uid: string;
  readonly summary: string;
  readonly sequence: number;
  readonly isCancelled: boolean;
  /** Addresses in small letters; undefined where nobody at all is invited. */
  readonly attendees: readonly string[] | undefined;
  readonly start: WallTime;
  readonly lasts: Lasting;
  readonly rules: readonly ICAL.Recur[];
  readonly rdates: readonly { readonly start: WallTime; readonly lasts: Lasting }[];
  readonly exdates: readonly WallTime[];
  /** Which time of a recurring event it stands in for. */
  readonly recurrence: WallTime | undefined;
}

/** Who is no person, is only told, or has said no. */
const NOT_MEANT: Readonly<Record<string, readonly string[]>> = {
  cutype: ['ROOM', 'RESOURCE'],
  role: ['NON-PARTICIPANT'],
  partstat: ['DECLINED', 'DELEGATED'],
};

/** Reads one event. @throws Error where it cannot be read */
export function eventOf(block: Block): CalendarEvent {
  const component = new ICAL.Component(ICAL.parse(block.join('\r\n')) as unknown[]);
  const [start] = timesOf(component, 'dtstart');
  if (!start) throw new Error('it has no beginning');
  const [end] = timesOf(component, 'dtend');
  const duration = component.getFirstPropertyValue('duration');
  return {
    uid: textOf(component, 'uid'),
    summary: textOf(component, 'summary'),
    sequence: Number(textOf(component, 'sequence')) || 0,
    isCancelled: textOf(component, 'status').toUpperCase() === 'CANCELLED',
    attendees: attendeesOf(component),
    start,
    lasts: end ? { end } : duration instanceof ICAL.Duration ? { duration: duration.toString() } : undefined,
    rules: component.getAllProperties('rrule').flatMap((property) => {
      const rule = property.getFirstValue();
      return rule instanceof ICAL.Recur ? [rule] : [];
    }),
    rdates: rdatesOf(component),
    exdates: timesOf(component, 'exdate'),
    recurrence: timesOf(component, 'recurrence-id')[0],
  };
}

/** What an event that cannot be read is called, for whoever has to mend it. */
export function nameOf(block: Block): string {
  const line =
    block.find((each) => /^SUMMARY[;:]/i.test(each)) ?? block.find((each) => /^UID[;:]/i.test(each));
  return line === undefined ? '' : line.slice(line.indexOf(':') + 1);
}

/** The zones that an event names, as it writes them. */
export function zonesOf({ start, lasts, rdates, exdates, recurrence }: CalendarEvent): ReadonlySet<string> {
  const endOf = (lasting: Lasting) => (lasting && 'end' in lasting ? lasting.end : undefined);
  const times = [start, endOf(lasts), ...exdates, recurrence].concat(
    rdates.flatMap((rdate) => [rdate.start, endOf(rdate.lasts)]),
  );
  return new Set(
    times.flatMap((time) => (typeof time?.zone === 'object' && time.zone.named ? [time.zone.named] : [])),
  );
}

function timesOf(component: ICAL.Component, name: string): WallTime[] {
  return component.getAllProperties(name).flatMap((property) => {
    const tzid = tzidOf(property);
    return property
      .getValues()
      .flatMap((value: unknown) => (value instanceof ICAL.Time ? [wallOf(value, tzid)] : []));
  });
}

function rdatesOf(component: ICAL.Component): CalendarEvent['rdates'] {
  return component.getAllProperties('rdate').flatMap((property) => {
    const tzid = tzidOf(property);
    return property.getValues().flatMap((value: unknown) => {
      if (value instanceof ICAL.Time) return [{ start: wallOf(value, tzid), lasts: undefined }];
      if (!(value instanceof ICAL.Period)) return [];
      // One of the two is there.
      const { start, end, duration } = value as {
        start: ICAL.Time;
        end: ICAL.Time | null;
        duration: ICAL.Duration | null;
      };
      const lasts: Lasting = end
        ? { end: wallOf(end, tzid) }
        : duration
          ? { duration: duration.toString() }
          : undefined;
      return [{ start: wallOf(start, tzid), lasts }];
    });
  });
}

function attendeesOf(component: ICAL.Component): readonly string[] | undefined {
  const properties = component.getAllProperties('attendee');
  if (properties.length === 0) return undefined;
  const meant = properties.filter((property) =>
    Object.entries(NOT_MEANT).every(
      ([name, values]) => !values.includes(parameterOf(property, name).toUpperCase()),
    ),
  );
  return [...new Set(meant.map(addressOf))].filter((address) => address !== '');
}

/** `mailto:` in front, in whatever case; iCloud has an id of its own there, and the address beside it. */
function addressOf(property: ICAL.Property): string {
  const value = String(property.getFirstValue() ?? '');
  const email = parameterOf(property, 'email');
  const address = !/^mailto:/i.test(value) && email !== '' ? email : value;
  return address
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
}

function tzidOf(property: ICAL.Property): string | undefined {
  const tzid = parameterOf(property, 'tzid').trim();
  return tzid === '' ? undefined : tzid;
}

/** Empty where it is not there, whatever the library says of its type. */
function parameterOf(property: ICAL.Property, name: string): string {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' ? value : '';
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null ? '' : String(value);
}
