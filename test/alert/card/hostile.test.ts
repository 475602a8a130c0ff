import { streamWord } from '../../../src/alert/rules/stream-names.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS as DISCORD } from '../../../adapters/discord/message/limits.ts';
import { renderCard as renderDiscord } from '../../../adapters/discord/render.ts';
import { LIMITS as SLACK } from '../../../adapters/slack/limits.ts';
import { renderCard as renderSlack } from '../../../adapters/slack/render.ts';
import { commands } from '../../../commands/index.ts';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { alertLine } from '../../../src/alert/card/alert-line.ts';
import { digestCard } from '../../../src/alert/card/digest-card.ts';
import { incidentReport } from '../../../src/alert/report/incident-report.ts';
import { threadLines } from '../../../src/alert/card/thread-lines.ts';
import { CONDITIONS } from '../../../src/callback/conditions.ts';
import { accountTag } from '../../../src/card/account-tag.ts';
import { LONGEST_PRESS, runOf } from '../../../src/card/press-id.ts';
import type { Card } from '../../../src/reply.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { textOf } from '../../fakes/any-card.ts';
import { anAlert, AT } from '../alerts.ts';
import { aConfig, aView, MINUTE } from './cards.ts';

const MARKUP = [
  '<!channel>',
  '@everyone',
  '<@U0ADA>',
  '**',
  '|',
  '`',
  '"',
  "'",
  '\\',
  'account:other',
  ' to:7',
  '[a](http://b)',
  '/',
];
const hostile = (most: number) => textOf(MARKUP).map((text) => text.slice(0, most));
const name = fc.oneof(fc.constant('push.example.com/live/main'), hostile(300));
const by = hostile(80).map((text) => ({ platform: 'slack', userId: 'U0', name: text, person: text }));
const values = fc.dictionary(hostile(40), fc.oneof(hostile(200), fc.double()), { maxKeys: 12 });
const when = fc.integer({ min: AT - 1000 * MINUTE, max: AT + 1000 * MINUTE });
const number = fc.integer({ min: 0, max: 10_000_000 });

const alerts: fc.Arbitrary<Alert> = fc
  .record(
    {
      condition: fc.constantFrom(...Object.keys(CONDITIONS), 'unheard.of'),
      subject: fc.record({
        type: fc.constantFrom(
          'stream',
          'stream-name',
          'pull',
          'monitor',
          'domain',
          'source',
          'caster',
          'group',
          'channel',
        ),
        id: name,
      }),
      severity: fc.constantFrom('critical', 'warning', 'info'),
      status: fc.constantFrom('pending', 'firing', 'recovered', 'closed'),
      startedAt: when,
      first: values,
      last: values,
      code: hostile(300),
      trust: hostile(20),
      sequences: fc.array(hostile(40), { maxLength: 8 }),
      count: number,
      fires: fc.array(when, { maxLength: 20 }),
      flapping: fc.boolean(),
      seen: fc.boolean(),
      acknowledged: fc.record({ by, at: when, until: when }),
      assigned: fc.record({ person: hostile(80), by, at: when }),
      muted: fc.record({ by, at: when, until: when }),
      parent: fc.constant('n4p8w2cd'),
      children: fc.record({ total: number, open: number }),
      groups: fc.array(hostile(300), { maxLength: 12 }),
      rule: fc.constantFrom('night', 'gone'),
      reason: hostile(80),
      recoveredAt: when,
      closedAt: when,
      found: fc.record({
        at: when,
        viewers: number,
        upstreams: fc.array(fc.record({ sequence: hostile(60), source: hostile(100), main: fc.boolean() }), {
          maxLength: 8,
        }),
      }),
      history: fc.array(
        fc.record({
          at: when,
          what: fc.constantFrom('fired', 'acknowledged', 'noted', 'recovered', 'closed', 'acted'),
          by,
          text: hostile(500),
          reason: hostile(60),
        }),
        { maxLength: 6 },
      ),
    },
    { requiredKeys: ['condition', 'subject', 'status'] },
  )
  .map((more) => anAlert({ ...more, steps: more.history?.length ?? 1 }));

const views = fc
  .record({
    language: fc.constantFrom('en' as const, 'zh-CN' as const),
    children: fc.array(alerts, { maxLength: 15 }),
    carriedFor: hostile(20),
    several: fc.boolean(),
    runbook: hostile(1000).filter((text) => text !== ''),
  })
  .map(({ several, runbook, ...more }) =>
    aView({
      ...more,
      config: aConfig({
        accounts: several ? { main: {}, other: {} } : { main: {} },
        alerts: {
          rules: [
            {
              name: 'night',
              runbook: {
                text: runbook,
                buttons: [
                  { label: runbook.slice(0, 60).trim() || 'A', command: 'stream show {stream}' },
                  { label: 'B', command: 'stream forbid stream:{stream} reason:x' },
                ],
              },
            },
          ],
        },
      }),
    }),
  );

/** What a line names it by: a full name as streams are named, a name that has no domain as it is. */
function wordFor({ type, id }: Alert['subject']): string {
  return type === 'stream-name' ? id : streamWord(id);
}

/** Everything that Slack and Discord refuse, and everything that gets lost. */
function problems(card: Card): string[] {
  const slack = JSON.stringify(renderSlack(card));
  const { components } = renderDiscord(card);
  const discord = components.flatMap((container) => container.components);
  const texts = discord.flatMap((part) => (part.type === 10 ? [part.content] : []));
  const rows = discord.flatMap((part) => (part.type === 1 ? [part] : []));
  const all = [...(card.buttons ?? []), ...(card.selects ?? []).flatMap(({ choices }) => choices)];
  const ids = all.map(({ id }) => id);
  return [
    ...(slack.length > 20_000 ? ['slack: too long'] : []),
    ...(renderSlack(card).blocks.length > 50 ? ['slack: too many blocks'] : []),
    ...(renderSlack(card).text.length > SLACK.fallbackText ? ['slack: text too long'] : []),
    ...(texts.join('').length > DISCORD.text ? ['discord: too long'] : []),
    ...(texts.some((text) => text.trim() === '') ? ['discord: an empty text'] : []),
    ...(discord.length + rows.flatMap((row) => row.components).length + 1 > DISCORD.components
      ? ['discord: too many components']
      : []),
    ...(rows.flatMap((row) => row.components).length <
    (card.buttons ?? []).length + (card.selects ?? []).length
      ? ['discord: a control is lost']
      : []),
    ...(new Set(ids).size < ids.length ? ['two presses of one id'] : []),
    ...ids.filter((id) => id.length > LONGEST_PRESS).map((id) => `too long: ${id}`),
    ...((card.facts ?? []).length > 12 ? ['too many facts'] : []),
    ...((card.facts ?? []).some(({ value }) => value.trim() === '') ? ['an empty fact'] : []),
    ...(all.some(({ label }) => label.trim() === '') ? ['an empty label'] : []),
  ];
}

describe('whatever the cloud and people write', () => {
  it('makes a card that every platform takes', () => {
    fc.assert(
      fc.property(alerts, views, (alert, view) => {
        expect(problems(alertCard(alert, view))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('stays one value of the command that a button runs', () => {
    fc.assert(
      fc.property(alerts, views, (alert, view) => {
        const tag = accountTag(view.config, 'main');
        for (const { id } of alertCard(alert, view).buttons ?? []) {
          const run = runOf(id);
          if (!run) continue;
          expect(run.tag).toBe(tag);
          if (!/^(?:stream|backup) /u.test(run.line)) continue;
          const match = matchCommand(commands, run.line);
          expect(match.kind).toBe('command');
          const named = match.kind === 'command' ? match.rawOptions['stream'] : undefined;
          const some = [alert, ...(view.children ?? [])];
          const known = some.map((one) => wordFor(one.subject));
          expect([...known, 'prime']).toContain(named);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('makes lists, threads and digests of bounded lines', () => {
    fc.assert(
      fc.property(fc.array(alerts, { minLength: 1, maxLength: 30 }), views, (some, view) => {
        expect(problems(digestCard(some, view))).toEqual([]);
        for (const alert of some) {
          expect(alertLine(alert, view)).not.toMatch(/[\n\u202e]/u);
          for (const line of threadLines(alert, 0, view)) {
            expect(line.length).toBeLessThan(900);
            expect(line).not.toMatch(/[\n\u202e]/u);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('makes no markup, mention or HTML of a report', () => {
    fc.assert(
      fc.property(alerts, views, (alert, view) => {
        const report = incidentReport(alert, view.children ?? [], view);
        const lines = report.split('\n');
        expect(lines.length).toBeLessThan(310);
        // Outside fixed width nothing is left that starts something.
        const plain = lines.map((line) => line.replace(/(`+)[^`](?:.*?[^`])??\1(?!`)/gu, ''));
        expect(plain.filter((line) => /(?<!\\)<|@(?!\u200b)|(?<!\\)\[|https?:\/\//u.test(line))).toEqual([]);
        expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(4);
      }),
      { numRuns: 80 },
    );
  });
});
