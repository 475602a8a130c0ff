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
  account: NameSchema.optional().describe('Name of the cloud account.'),
  type: z
    .array(PatternSchema)
    .min(1)
    .max(50)
    .optional()
    .describe('Conditions, as stream.down or record.*; see docs/alerts.md.'),
  domain: PatternSchema.optional().describe('Push domain; * stands for any text.'),
  app: PatternSchema.optional().describe('Path behind the domain (AppName); * stands for any text.'),
  stream: PatternSchema.optional().describe('Stream name; * stands for any text.'),
  cause: z
    .array(
      z.enum(['client', 'network', 'content', 'idle', 'refused', 'system', 'command', 'replaced', 'unknown']),
    )
    .min(1)
    .optional()
    .describe('Why a push ended: classes of disconnect codes, see docs/alerts.md.'),
  during: z
    .array(WindowSchema)
    .min(1)
    .max(20)
    .optional()
    .describe('Times of the week, as Mon-Fri 18:00-23:30.'),
});

const RunbookButtonSchema = z.strictObject({
  label: z.string().trim().min(1).max(60).describe('What stands on the button.'),
  command: z
    .string()
    .min(1)
    .max(90)
    .describe(
      'Command line that it asks for, without a prefix; {stream}, {task} and {account} are filled in.',
    ),
});

const AckMinutesSchema = z.number().min(1).max(1440);

function ruleSchema(platforms: readonly Platform[]) {
  return z.strictObject({
    name: NameSchema.describe('As cards and reports call it.'),
    match: MatchSchema.prefault({}).describe(
      'Which alerts: all that is given here has to fit. Left out: all.',
    ),
    severity: z
      .enum([...SEVERITIES, 'none'])
      .optional()
      .describe('How bad it is, instead of what the condition says. none: recorded, and never announced.'),
    channels: z
      .array(channelKeySchema(platforms))
      .max(10)
      .optional()
      .describe('Where their cards go, instead of alerts.channels.'),
    mention: z
      .array(mentionSchema(platforms))
      .max(10)
      .optional()
      .describe(
        `Who is called on the card: people by their name under people, or groups as ${groupsOf(platforms)}.`,
      ),
    runbook: z
      .strictObject({
        text: z.string().min(1).max(1000).describe('What to do, shown on the card.'),
        buttons: z.array(RunbookButtonSchema).max(3).default([]).describe('Buttons on the card.'),
      })
      .optional()
      .describe('What to do about it.'),
    graceSeconds: seconds(0, 600).optional().describe('Instead of alerts.graceSeconds, s.'),
    escalate: NameSchema.optional().describe(
      'Who is called when nobody acknowledges: a name under alerts.escalation.',
    ),
    ackMinutes: AckMinutesSchema.optional().describe('Instead of alerts.ackMinutes, min.'),
    ackMinutesInShow: AckMinutesSchema.optional().describe('Instead of alerts.ackMinutesInShow, min.'),
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
              'How long after the level before it is called; the first level: how long after the card appears, min. Left out: the first at once, the others after 5.',
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
      .max(6)
      .describe('Who is called, one level after the other.'),
    repeat: z
      .number()
      .int()
      .min(0)
      .max(5)
      .default(0)
      .describe('How often all levels are called again after the last one.'),
  });
}

function groupsOf(platforms: readonly Platform[]): string {
  return platforms
    .flatMap(({ key, groups, mentions }) => (groups && mentions ? [`${key}:<${groups.kind}>`] : []))
    .join(', ');
}

const MaintenanceSchema = z.strictObject({
  name: NameSchema.describe('As cards and reports call it.'),
  match: MatchSchema.prefault({}).describe('Which alerts: all that is given here has to fit. Left out: all.'),
  from: z.iso.datetime({ offset: true }).optional().describe('When it begins, as 2026-12-01T22:00:00+08:00.'),
  to: z.iso.datetime({ offset: true }).optional().describe('When it ends, written the same way.'),
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
        .describe(
          'Streams that should be on air: where one of them ends, that is an outage, whoever ended it.',
        ),
      alwaysOnHours: z
        .number()
        .min(1)
        .max(8760)
        .default(24)
        .describe('A stream that was on air without a break for so long counts as watched, h.'),
      closeUnwatchedMinutes: z
        .number()
        .min(1)
        .max(10_080)
        .default(60)
        .describe(
          'A fault of a stream that is not watched closes by itself so long after people were told of it, min.',
        ),
      silentHours: z
        .number()
        .min(0.5)
        .max(720)
        .default(6)
        .describe(
          'How long an account may be without any callback before people are told, where the cloud cannot be asked what is on air, h: so long, or twice its longest pause so far where that is longer.',
        ),
      flapping: z
        .strictObject({
          times: z.number().int().min(2).max(20).default(3).describe('How many failures.'),
          withinMinutes: z.number().min(1).max(240).default(10).describe('Within how long, min.'),
          steadySeconds: seconds(5, 3600).default(120).describe('Steady for how long ends it, s.'),
        })
        .prefault({})
        .describe('When a condition that fails again and again counts as flapping.'),
      incident: z
        .strictObject({
          members: z.number().int().min(2).max(1000).default(5).describe('How many conditions.'),
          withinSeconds: seconds(1, 600).default(10).describe('Within how long, s.'),
          joinSeconds: seconds(1, 3600)
            .default(120)
            .describe(
              'What fails later than that, but within so long of the first one, still joins; after that it has a card of its own, s.',
            ),
        })
        .prefault({})
        .describe('When conditions that have something in common become one card.'),
      pictureUrl: LinkSchema.optional().describe(
        'An https address at which the picture of a stream can be seen; cards have it as a link. {account}, {domain}, {app} and {stream} are filled in, each percent-encoded.',
      ),
      consoleUrl: LinkSchema.optional().describe(
        'The same for the console in which a stream is looked after.',
      ),
      escalation: z
        .record(NameSchema, escalationSchema(platforms))
        .default({})
        .describe('Who is called when nobody acknowledges. Rules refer to each by its name.'),
      escalate: NameSchema.optional().describe('The escalation of alerts whose rule names none.'),
      rules: z
        .array(ruleSchema(platforms))
        .max(200)
        .default([])
        .describe('How bad alerts are, and whom they concern. The first rule that matches applies.'),
      maintenance: z
        .array(MaintenanceSchema)
        .max(100)
        .default([])
        .describe('Times in which alerts are recorded and not announced.'),
      polling: PollingSchema.prefault({}).describe(
        'What Airdesk looks at by itself, since no callback tells of it; see docs/alerts.md. Only for accounts whose callbacks arrive here.',
      ),
      groups: z
        .record(
          NameSchema,
          z.strictObject({
            streams: z.array(PatternSchema).min(1).max(200).describe('Full names; * stands for any text.'),
          }),
        )
        .default({})
        .describe('Streams that fail together, as all those of a caster.'),
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
