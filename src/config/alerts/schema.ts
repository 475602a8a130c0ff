import { z } from 'zod';
import type { Conditions } from '../../callback/condition.ts';
import { CONDITIONS } from '../../callback/conditions.ts';
import { homeOf, type Platform } from '../../platform/platform.ts';
import { channelKeySchema, mentionSchema, NAME, targetSchema } from '../ids.ts';
import { ZoneSchema } from '../zone.ts';
import { SEVERITIES } from '../../callback/event.ts';
import { LONGEST_TEMPLATE } from './link-template.ts';
import { PollingSchema } from './polling.ts';

const NameSchema = z.string().regex(new RegExp(`^${NAME}$`, 'u'));
const PatternSchema = z.string().min(1).max(300);
const LinkSchema = z.string().min(1).max(LONGEST_TEMPLATE);
const seconds = (least: number, most: number) => z.number().min(least).max(most);

/** `Mon-Fri 18:00-23:30`, `Sat,Sun`, `22:00-02:00`: in the file's timeZone; a window over midnight belongs to the day it begins on. */
const WindowSchema = z.string().min(2).max(100);

const MatchSchema = z.strictObject({
  account: NameSchema.optional(),
  type: z
    .array(PatternSchema)
    .min(1)
    .max(50)
    .optional()
    .describe('Conditions, as stream.down or record.*; see docs/alerts.md.'),
  domain: PatternSchema.optional().describe('Push domain; * stands for any text.'),
  app: PatternSchema.optional(),
  stream: PatternSchema.optional().describe('Stream name; * stands for any text.'),
  cause: z
    .array(
      z.enum(['client', 'network', 'content', 'idle', 'refused', 'system', 'command', 'replaced', 'unknown']),
    )
    .min(1)
    .optional()
    .describe('Classes of disconnect codes.'),
  during: z
    .array(WindowSchema)
    .min(1)
    .max(20)
    .optional()
    .describe('Times of the week, as Mon-Fri 18:00-23:30.'),
});

const RunbookButtonSchema = z.strictObject({
  label: z.string().trim().min(1).max(60),
  command: z
    .string()
    .min(1)
    .max(90)
    .describe('A command line without prefix; {stream}, {task} and {account} are filled in.'),
});

const AckMinutesSchema = z.number().min(1).max(1440);

function ruleSchema(platforms: readonly Platform[]) {
  return z.strictObject({
    name: NameSchema,
    match: MatchSchema.prefault({}),
    severity: z
      .enum([...SEVERITIES, 'none'])
      .optional()
      .describe('none: recorded, never announced.'),
    channels: z
      .array(channelKeySchema(platforms))
      .max(10)
      .optional()
      .describe('Instead of those of alerts.channels.'),
    mention: z
      .array(mentionSchema(platforms))
      .max(10)
      .optional()
      .describe(`People by their name under people, or groups as ${groupsOf(platforms)}.`),
    runbook: z
      .strictObject({
        text: z.string().min(1).max(1000),
        buttons: z.array(RunbookButtonSchema).max(3).default([]),
      })
      .optional(),
    graceSeconds: seconds(0, 600).optional().describe('Instead of that of alerts, s.'),
    escalate: NameSchema.optional().describe(
      'Who is called when nobody acknowledges: a name under escalation.',
    ),
    ackMinutes: AckMinutesSchema.optional().describe('Instead of that of alerts, min.'),
    ackMinutesInShow: AckMinutesSchema.optional().describe('Instead of that of alerts, min.'),
  });
}

/** Who is called one after the other, until somebody acknowledges. */
function escalationSchema(platforms: readonly Platform[]) {
  return z.strictObject({
    levels: z
      .array(
        z.strictObject({
          afterMinutes: z
            .number()
            .min(0)
            .max(1440)
            .optional()
            .describe(
              'How long after the level before it; of the first: after the card. Left out: at once for the first, then 5, min.',
            ),
          call: z
            .array(targetSchema(platforms))
            .min(1)
            .max(10)
            .describe(
              'People by their name under people, rotations as rotation:<name>, groups, channels, webhooks as webhook:<name>.',
            ),
          direct: z
            .boolean()
            .default(false)
            .describe(
              'People are also written to directly, besides being called in the channel of the card.',
            ),
        }),
      )
      .min(1)
      .max(6),
    repeat: z.number().int().min(0).max(5).default(0).describe('How often all levels are called once more.'),
  });
}

function groupsOf(platforms: readonly Platform[]): string {
  return platforms
    .flatMap(({ key, groups, mentions }) => (groups && mentions ? [`${key}:<${groups.kind}>`] : []))
    .join(', ');
}

const MaintenanceSchema = z.strictObject({
  name: NameSchema,
  match: MatchSchema.prefault({}),
  from: z.iso.datetime({ offset: true }).optional().describe('As 2026-12-01T22:00:00+08:00.'),
  to: z.iso.datetime({ offset: true }).optional(),
});

const WatchedSchema = z.strictObject({
  streams: z
    .array(PatternSchema)
    .min(1)
    .max(200)
    .describe('Full names as live.example.com/live/main, or stream names alone; * stands for any text.'),
  account: NameSchema.optional().describe('Only on this account.'),
  during: z
    .array(WindowSchema)
    .min(1)
    .max(20)
    .optional()
    .describe('Times of the week, as Mon-Fri 18:00-23:30. Left out: always.'),
  timeZone: ZoneSchema.optional().describe(
    'IANA time zone of those times; that of the file where it is left out.',
  ),
});

const SHIPPED: Conditions = CONDITIONS;

/** The part `alerts` of airdesk.yaml, where these platforms are. */
export function alertsSchema(platforms: readonly Platform[]) {
  const home = homeOf(platforms);
  return z
    .strictObject({
      channels: z
        .array(channelKeySchema(platforms))
        .max(10)
        .default([])
        .describe(
          `Where cards go when no rule says otherwise.${home ? ` Without any: the ${home.title.en}.` : ''}`,
        ),
      graceSeconds: seconds(0, 600)
        .default(5)
        .describe('How long a stream may take to come back before it counts as down, s.'),
      ackMinutes: AckMinutesSchema.default(30).describe(
        'How long an acknowledgement holds while the condition lasts, min.',
      ),
      ackMinutesInShow: AckMinutesSchema.default(10).describe(
        'The same while a show is live, min: never longer than ackMinutes.',
      ),
      closeMinutes: z
        .number()
        .min(0)
        .max(1440)
        .default(5)
        .describe('How long a recovered condition that was seen stays open, min.'),
      watched: z
        .array(WatchedSchema)
        .max(200)
        .default([])
        .describe('Streams that should be on air: that they end is an outage, whoever ended them.'),
      alwaysOnHours: z
        .number()
        .min(1)
        .max(8760)
        .default(24)
        .describe('A stream that was on air for so long without an end counts as watched by itself, h.'),
      closeUnwatchedMinutes: z
        .number()
        .min(1)
        .max(10_080)
        .default(60)
        .describe(
          'How long after people were told a fault of a stream that is not watched closes by itself, min.',
        ),
      silentHours: z
        .number()
        .min(0.5)
        .max(720)
        .default(6)
        .describe(
          'How long an account may send no callback, at least, before that is told where the cloud cannot be asked what is on air, h. An account that was silent for longer before may be so for twice as long.',
        ),
      flapping: z
        .strictObject({
          times: z.number().int().min(2).max(20).default(3),
          withinMinutes: z.number().min(1).max(240).default(10),
          steadySeconds: seconds(5, 3600).default(120),
        })
        .prefault({})
        .describe('Failing so many times within so long is flapping; steady for so long ends it.'),
      incident: z
        .strictObject({
          members: z.number().int().min(2).max(1000).default(5),
          withinSeconds: seconds(1, 600).default(10),
          joinSeconds: seconds(1, 3600)
            .default(120)
            .describe(
              'What fails with them so long after the first one still joins; later it is told by itself, s.',
            ),
        })
        .prefault({})
        .describe('So many conditions with one thing in common within so long become one card.'),
      pictureUrl: LinkSchema.optional().describe(
        'An https address that shows the picture of a stream, a link on its cards. {account}, {domain}, {app} and {stream} are filled in, each percent-encoded.',
      ),
      consoleUrl: LinkSchema.optional().describe('The same for where a stream is looked after.'),
      escalation: z
        .record(NameSchema, escalationSchema(platforms))
        .default({})
        .describe('Who is called when nobody acknowledges, by the names under which rules have it.'),
      escalate: NameSchema.optional().describe('The escalation of alerts whose rule names none.'),
      rules: z.array(ruleSchema(platforms)).max(200).default([]).describe('The first that matches applies.'),
      maintenance: z
        .array(MaintenanceSchema)
        .max(100)
        .default([])
        .describe('Recorded and not announced meanwhile.'),
      polling: PollingSchema.prefault({}).describe(
        'What Airdesk looks at by itself, since no callback tells of it. Only of accounts whose callbacks arrive here.',
      ),
      groups: z
        .record(NameSchema, z.strictObject({ streams: z.array(PatternSchema).min(1).max(200) }))
        .default({})
        .describe('Streams that fail together, as all of a caster: full names, * stands for any text.'),
    })
    .transform((alerts) => ({
      ...alerts,
      /** Where cards go when no channel is named, and what cannot be told anywhere else. */
      home: home?.home === undefined ? [] : [`${home.key}:${home.home}`],
      /** What can be wrong. */
      conditions: SHIPPED,
    }));
}

/** The part `alerts` of airdesk.yaml, with the conditions that there are. */
export type AlertsConfig = z.infer<ReturnType<typeof alertsSchema>>;
/** One entry of `alerts.watched`: what should be on air, and when. */
export type WatchedConfig = AlertsConfig['watched'][number];
/** One entry of `alerts.rules`. */
export type RuleConfig = AlertsConfig['rules'][number];
/** Who is called when nobody acknowledges: one of `alerts.escalation`. */
export type EscalationConfig = AlertsConfig['escalation'][string];
/** What a rule is for. */
export type MatchConfig = RuleConfig['match'];
