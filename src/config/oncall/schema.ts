import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import { channelKeySchema, groupKeySchema, NAME } from '../ids.ts';
import { ZoneSchema } from '../zone.ts';

const NameSchema = z.string().regex(new RegExp(`^${NAME}$`, 'u'));
const VariableSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/);
/** `Mon-Fri 18:00-23:30`, `Sat,Sun`, `22:00-02:00`. */
const WindowSchema = z.string().min(2).max(100);

const LayerSchema = z.strictObject({
  name: NameSchema.optional().describe('As cards call it. Left out: its number.'),
  people: z
    .array(NameSchema)
    .min(1)
    .max(100)
    .describe('Who takes turns, in this order: names under people. Somebody may be there twice.'),
  handover: z
    .string()
    .max(40)
    .optional()
    .describe(
      'When the next one takes over, by the clock on the wall: monday 09:00; 09:00 where turns are counted in days. Needed for several people.',
    ),
  every: z
    .string()
    .max(20)
    .optional()
    .describe(
      'How long a turn is: week, 2 weeks, day, 3 days. Left out: a week where handover names a weekday, else a day. Days on which nothing of during begins do not count.',
    ),
  start: z.iso
    .date()
    .optional()
    .describe(
      'The day on which the first of people takes over, as 2026-01-05; before it the layer does not count. Needed for several people.',
    ),
  during: z
    .array(WindowSchema)
    .min(1)
    .max(20)
    .optional()
    .describe('Only at these times of the week, as Mon-Fri 09:00-18:00. Left out: always.'),
  zone: ZoneSchema.optional().describe('IANA time zone of the layer; that of the rotation where left out.'),
});

const CalendarSchema = z
  .strictObject({
    file: z.string().min(1).max(1024).optional().describe('Path of an iCalendar file (.ics).'),
    url: z
      .string()
      .min(1)
      .max(2048)
      .optional()
      .describe('Its https address (webcal is read as https). One that is a secret belongs into urlEnv.'),
    urlEnv: VariableSchema.optional().describe(
      'Variable with the address, or NAME_FILE; never the address itself.',
    ),
    zone: ZoneSchema.optional().describe(
      'IANA time zone of whole days and of times without one. Left out: the one that the calendar names, else that of the rotation.',
    ),
    private: z
      .boolean()
      .default(false)
      .describe('The address may be one inside (10.0.0.0/8 and the like), and http.'),
  })
  .describe('Instead of layers. Exactly one of file, url and urlEnv.');

function rotationSchema(platforms: readonly Platform[]) {
  return z.strictObject({
    zone: ZoneSchema.optional().describe(
      'IANA time zone whose clocks decide; that of the file where it is left out.',
    ),
    layers: z
      .array(LayerSchema)
      .min(1)
      .max(20)
      .optional()
      .describe('The first layer that covers a moment says who is on call.'),
    calendar: CalendarSchema.optional(),
    needed: z
      .array(WindowSchema)
      .min(1)
      .max(20)
      .optional()
      .describe(
        'Times of the week at which somebody has to be on call; that nobody is outside of them is not told. Left out: always.',
      ),
    group: groupKeySchema(platforms)
      .optional()
      .describe(`A group that has whoever is on call in it, as ${groupsOf(platforms)}.`),
    channel: channelKeySchema(platforms)
      .optional()
      .describe(
        'A channel in which each hand-over is told, for whoever is on call now to take over. Left out: none is told.',
      ),
    takeOverMinutes: z
      .number()
      .int()
      .min(1)
      .max(720)
      .default(15)
      .describe('Who was on call before is told after so long that nobody took over, and stays called.'),
  });
}

function groupsOf(platforms: readonly Platform[]): string {
  return platforms
    .flatMap(({ key, groups }) => (groups?.canBeKept ? [`${key}:${groups.example}`] : []))
    .join(', ');
}

/** The part `oncall` of airdesk.yaml, where these platforms are. */
export function oncallSchema(platforms: readonly Platform[]) {
  return z.strictObject({
    rotations: z
      .record(NameSchema, rotationSchema(platforms))
      .default({})
      .describe(
        'Who is on call, by the name of the rotation: layers of people who take turns, or a calendar.',
      ),
  });
}

export type OncallConfig = z.infer<ReturnType<typeof oncallSchema>>;
export type RotationConfig = OncallConfig['rotations'][string];
export type LayerConfig = NonNullable<RotationConfig['layers']>[number];
export type CalendarConfig = NonNullable<RotationConfig['calendar']>;
