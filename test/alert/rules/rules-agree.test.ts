import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dutiesOf } from '../../../cli/rules-test/duties.ts';
import { tryRules } from '../../../cli/rules-test/try-rules.ts';
import { createSenses } from '../../../src/alert/self/senses.ts';
import { openAlertPath } from '../../../src/alert/alert-path.ts';
import { MOST_KEPT } from '../../../src/alert/retention/most-kept.ts';
import type { Adapter } from '../../../src/platform/adapter.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Config } from '../../../src/config/schema.ts';
import type { Live } from '../../../src/live/live.ts';
import type { Announcer } from '../../../src/platform/announcer.ts';
import { createCardContents } from '../../../src/proposal/card-contents.ts';
import { openCommandCards } from '../../../src/proposal/command-cards.ts';
import type { Card } from '../../../src/reply.ts';
import { memoryInbox } from '../../fakes/memory-inbox.ts';
import { memoryStore } from '../../fakes/memory-store.ts';
import { aConfig } from '../card/cards.ts';
import { silentLog } from '../../fakes/logs.ts';

/** 2026-03-06 19:55 UTC, a Friday. */
const START = Date.UTC(2026, 2, 6, 19, 55);
const SECOND = 1000;
/** So long it is looked on after the last message, ms. */
const AFTER = 40 * 60 * SECOND;

/** A card that people got: when, where, how bad it says that what is, and whom it calls there. */
interface Told {
  readonly at: number;
  readonly channel: string;
  readonly what: string;
  readonly calls: readonly string[];
}

type Body = Readonly<Record<string, unknown>>;

const PEOPLE = { lin: 'U0LIN', ada: 'U0ADA', bo: 'U0BO' };

const names = fc.constantFrom('main', 'cam1', 'cam2', 'cam3', 'test');
const domains = fc.constantFrom('a.example.com', 'b.example.com');
const channels = fc.subarray(['slack:C1', 'slack:C2', 'slack:C3'], { minLength: 1 });

const match = fc.record(
  {
    type: fc.subarray(['stream.*', 'push.abnormal', 'record.*', 'incident'], { minLength: 1 }),
    domain: fc.constantFrom('a.example.com', '*.example.com'),
    stream: fc.constantFrom('main', 'cam*', 'test', '*'),
    cause: fc.subarray(['network', 'client', 'system', 'refused', 'idle'], { minLength: 1 }),
    during: fc.constantFrom(['20:00-20:10'], ['Fri 19:00-20:05'], ['Sat']),
  },
  { requiredKeys: [] },
);

const rules = fc
  .array(
    fc.record(
      {
        match,
        severity: fc.constantFrom('critical', 'warning', 'info', 'none'),
        channels,
        mention: fc.subarray(Object.keys(PEOPLE)),
        graceSeconds: fc.constantFrom(0, 2, 20),
      },
      { requiredKeys: ['match'] },
    ),
    { maxLength: 5 },
  )
  .map((some) => some.map((rule, index) => ({ name: `r${index}`, ...rule })));

const maintenance = fc
  .array(
    fc.record({ match, from: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 20 }) }),
    {
      maxLength: 2,
    },
  )
  .map((some) =>
    some.map(({ match: of, from, length }, index) => ({
      ...{ name: `m${index}`, match: of },
      from: new Date(START + from * 60 * SECOND).toISOString(),
      to: new Date(START + (from + length) * 60 * SECOND).toISOString(),
    })),
  );

const watched = fc.array(
  fc.record(
    { streams: fc.constantFrom(['main'], ['*/live/cam*'], ['*']), during: fc.constantFrom(['20:00-20:10']) },
    { requiredKeys: ['streams'] },
  ),
  { maxLength: 2 },
);

/** Whether, whom and how soon somebody is called when nobody acknowledges; of rotations by turns that change meanwhile. */
const escalations = fc.option(
  fc.record({
    levels: fc.array(
      fc.record({
        afterMinutes: fc.constantFrom(1, 5, 10),
        call: fc.subarray(['lin', 'bo', 'rotation:room', 'rotation:nights'], { minLength: 1, maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    repeat: fc.integer({ min: 0, max: 1 }),
  }),
  { nil: undefined },
);

const ROTATIONS = {
  room: { layers: [{ people: ['ada', 'bo'], handover: '20:05', start: '2026-03-05' }] },
  nights: { layers: [{ people: ['lin'], during: ['20:10-06:00'] }] },
};

const configs = fc
  .record({ rules, maintenance, watched, members: fc.integer({ min: 2, max: 5 }), night: escalations })
  .map(({ members, night, ...more }) =>
    aConfig({
      timeZone: 'UTC',
      people: Object.fromEntries(
        Object.entries(PEOPLE).map(([name, slack]) => [name, { slack, roles: ['engineer'] }]),
      ),
      oncall: { rotations: ROTATIONS },
      alerts: {
        ...{ channels: ['slack:C1'], incident: { members }, ...more },
        ...(night && { escalation: { night }, escalate: 'night' }),
      },
    }),
  );

/** Something that happens to a stream, so many seconds after the one before. */
const happenings = fc.array(
  fc.record({
    after: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
      fc.integer({ min: 5, max: 200 }),
    ),
    domain: domains,
    stream: names,
    what: fc.constantFrom('ends', 'ends', 'ends', 'begins', 'begins', 'suffers', 'record'),
    code: fc.constantFrom(1, 5, 8, 12, 18, 21),
    sub: fc.constantFrom(undefined, 102, 305),
  }),
  { maxLength: 25 },
);

/** Messages as the cloud would post them: what ends was pushed before. */
function messagesOf(
  some: readonly (typeof happenings extends fc.Arbitrary<readonly (infer T)[]> ? T : never)[],
) {
  const live = new Map<string, string[]>();
  let at = START;
  let sequence = 0;
  return some.map(({ after, domain, stream, what, code, sub }): Body => {
    at += after * SECOND;
    const name = `${domain}/live/${stream}`;
    const pushes = live.get(name) ?? [];
    const base = { app: domain, appname: 'live', stream_id: stream, event_time: at / SECOND };
    if (what === 'suffers')
      return {
        ...base,
        event_type: 321,
        abnormal_event: [{ abnormal_event_id: 1 }],
        event_time: at / SECOND,
      };
    if (what === 'record') return { ...base, event_type: 332, record_event: 'record_error' };
    if (what === 'begins') {
      live.set(name, [...pushes, String((sequence += 1))].slice(-2));
      return { ...base, event_type: 1, sequence: String(sequence) };
    }
    const [ended = String((sequence += 1)), ...others] = pushes;
    live.set(name, others);
    return {
      ...base,
      event_type: 0,
      sequence: ended,
      errcode: code,
      ...(sub !== undefined && { sub_errcode: sub }),
    };
  });
}

const timeOf = (body: Body | undefined) => Number(body?.['event_time'] ?? START / SECOND) * SECOND;

/** What `npm run rules:test` says that people get. */
async function predicted(config: Config, bodies: readonly Body[], until: number): Promise<readonly Told[]> {
  const outcomes = await tryRules({ config, account: 'main', bodies, at: undefined, now: START });
  const told: Told[] = [];
  const shown = new Set<string>();
  for (const { at, cards } of outcomes.filter((one) => one.at < until))
    for (const { id, title, channels: where, calls, ifItLasts, escalation } of cards) {
      if (ifItLasts) continue;
      for (const call of escalation.made)
        for (const channel of call.where)
          told.push({ at, channel, what: `Call: ${headOf(title)}`, calls: call.whom });
      for (const channel of where) {
        if (shown.has(`${id} ${channel}`)) continue;
        shown.add(`${id} ${channel}`);
        told.push({ at, channel, what: headOf(title), calls: calls[channel] ?? [] });
      }
    }
  return told;
}

/** What the program sends to a platform without limits, from the inbox on, with a cloud that is as the messages say. */
async function sent(config: Config, bodies: readonly Body[], until: number): Promise<readonly Told[]> {
  const clock = steppedClock(START);
  const inbox = memoryInbox();
  const told: Told[] = [];
  const cloud = truthfulCloud();
  let ids = 0;
  const announcer: Announcer = {
    volatile: true,
    async announce(channelId, card) {
      told.push({
        at: clock.now(),
        channel: `slack:${channelId}`,
        what: headOf(card.title),
        calls: called(card),
      });
      return { platform: 'slack', channelId, messageId: String(told.length) };
    },
    update: async () => 'updated',
    addToThread: async () => 'none',
    find: async () => 'none',
  };
  const silent = () => undefined;
  const path = await openAlertPath({
    ...{ config, store: memoryStore(), inbox, clock, random: () => 0.5, listening: [] },
    log: silentLog,
    counts: {
      decision: silent,
      check: silent,
      missed: silent,
      polled: silent,
      looked: silent,
      delivery: silent,
    },
    live: () => cloud.live,
    mostOpen: Infinity,
    mostKept: MOST_KEPT,
    newId: () =>
      (ids += 1)
        .toString(32)
        .padStart(8, '0')
        .replace(/./g, (digit) => hexOf(digit)),
    onCall: dutiesOf(config),
    senses: createSenses({ clock, accounts: [], listening: [], floorMs: 3_600_000 }),
    announcers: new Map([['slack', announcer as Adapter & Announcer]]),
    cards: createCardContents(await openCommandCards(memoryStore(), clock), () => clock.now()),
  });
  await path.start(async () => []);
  /** What is due before a time. */
  const pass = async (end: number): Promise<void> => {
    for (let next = clock.next(); next < end; next = clock.next()) {
      clock.goTo(next);
      clock.run();
      await settled();
    }
    clock.goTo(end);
  };
  await settled();
  for (const body of bodies) {
    await pass(timeOf(body));
    cloud.note(body);
    await inbox.append({ at: clock.now(), account: 'main', trust: 'signed', message: body });
    await settled();
  }
  await pass(until);
  const stopped = path.stop();
  clock.goTo(until + AFTER);
  clock.run();
  await stopped;
  return told;
}

/** Pushes that began and did not end. */
function truthfulCloud() {
  const pushes = new Map<string, { readonly sequence: string; readonly since: string }[]>();
  return {
    note(body: Body) {
      const name = `${String(body['app'])}/live/${String(body['stream_id'])}`;
      const sequence = String(body['sequence']);
      const others = (pushes.get(name) ?? []).filter((push) => push.sequence !== sequence);
      const since = new Date(timeOf(body)).toISOString();
      if (body['event_type'] === 1) pushes.set(name, [...others, { sequence, since }]);
      if (body['event_type'] === 0) pushes.set(name, others);
    },
    live: {
      call: async (action: string, params: Readonly<Record<string, unknown>>) => {
        const { DomainName, AppName, StreamName } = params;
        if (action === 'DescribeBackupStreamList') {
          const BackupList = [...pushes].flatMap(([name, some]) => {
            const [domain, app, stream] = name.split('/');
            if (stream !== StreamName) return [];
            return some.map(({ sequence, since }, index) => ({
              ...{ UpstreamSequence: sequence, PublishTime: since, MasterFlag: index === 0 ? 1 : 0 },
              ...{ DomainName: domain, AppName: app },
            }));
          });
          return { StreamInfoList: BackupList.length === 0 ? [] : [{ StreamName, BackupList }] };
        }
        const some = pushes.get([DomainName, AppName, StreamName].join('/')) ?? [];
        const PublishTimeList = some.map(({ since }) => ({ PublishTime: since }));
        return { OnlineInfo: some.length === 0 ? [] : [{ ...params, PublishTimeList }] };
      },
    } as Live,
  };
}

interface SteppedClock extends Clock {
  /** When the next of its timers runs, ms UTC. */
  next(): number;
  /** Goes on to a time, without its timers: what arrives then comes before what is due then. */
  goTo(at: number): void;
  /** Runs the timers of now. */
  run(): void;
}

function steppedClock(start: number): SteppedClock {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    passed: () => now,
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    next: () => [...timers].reduce((first, { at }) => Math.min(first, at), Infinity),
    goTo(at) {
      now = at;
    },
    run() {
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.run();
      }
    },
  };
}

/** Longer than the loop leaves others their turn between two batches. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 80; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function headOf(title: string): string {
  return title.split(' · ')[0] ?? '';
}

function called({ mentions = [] }: Card): string[] {
  return mentions.flatMap(({ id }) => Object.entries(PEOPLE).find(([, user]) => user === id)?.[0] ?? []);
}

function hexOf(digit: string): string {
  return parseInt(digit, 32).toString(16).padStart(2, '0');
}

function inOrder(told: readonly Told[]): readonly string[] {
  return told
    .map(({ at, channel, what, calls }) =>
      [new Date(at).toISOString().slice(11, 19), channel, what, [...calls].sort().join(' ')].join(' | '),
    )
    .sort();
}

describe('what npm run rules:test says', () => {
  it('is what the program does: when, where, how bad, and whom it calls', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(configs, happenings, async (config, some) => {
        const bodies = messagesOf(some);
        const until = timeOf(bodies.at(-1)) + AFTER;
        const [says, does] = [await predicted(config, bodies, until), await sent(config, bodies, until)];
        expect(inOrder(says)).toEqual(inOrder(does));
        made += does.filter(({ what }) => what.startsWith('Call: ')).length;
      }),
      { numRuns: Number(process.env['RUNS'] ?? 30) },
    );
    expect(made).toBeGreaterThan(0);
  });
});
