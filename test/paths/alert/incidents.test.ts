import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import { userId } from '../stage/driver.ts';
import type { Platform } from '../stage/stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const WAYS: readonly (readonly [Platform, Platform])[] = [BOTH, ['discord over http', 'slack over http']];
const MINUTE_MS = 60_000;

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const side = (at: number) => ({ ...MAIN, stream: `s${at}` });
const SCENE = sceneWith({
  streams: ['main', ...of(12).map((at) => `s${at}`)].map((name) =>
    liveStream(`push.example.com/live/${name}`),
  ),
});
/** The example of docs/alerts.md. */
const FINAL = `rules:
  - name: final
    match: { type: [stream.down], domain: push.example.com, stream: main }
    mention: [lin]
    graceSeconds: 2
    runbook: { text: 'Call the truck: 555-0100.', buttons: [{ label: Show the pushes, command: 'stream show {stream}' }] }`;
const INCIDENT = /^\S* ?(CRITICAL|WARNING|INFO) [^\n]*many failures at once/m;

let stage: AlertStage;
afterEach(() => stage.stop());

function of(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** The user of lin on the platform of the first channel, as it is notified there. */
const lin = () => userId(stage.driver.name.startsWith('slack') ? 'slack' : 'discord', 'lead');
const card = (text: RegExp) => stage.cards(text).filter(({ onlyFor }) => onlyFor === undefined);
const main = () => card(/^\S* ?(CRITICAL|RECOVERED) [^\n]*live\/main: off air/m);
const breakSides = (count: number) =>
  of(count).forEach((at) => stage.sandbox.cut({ ...side(at), errcode: 8 }));
const mendSides = (count: number) => of(count).forEach((at) => stage.sandbox.push(side(at)));

/** Lets time pass until this is so, in larger steps than a script usually does. */
async function soon(what: string, isSo: () => boolean): Promise<void> {
  for (let second = 0; second < 120; second += 1) {
    if (isSo()) return;
    await stage.wait(1000);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** A producer presses a button of the incident's card. */
async function press(label: string): Promise<void> {
  const [incident] = card(INCIDENT);
  if (!incident) throw new Error('there is no incident');
  await stage.driver.press('producer', incident, label);
}

describe.each(WAYS)('while a domain fails, in %s', (...platforms) => {
  it.each([
    ['first', 0],
    ['last', 4],
    ['first, without a grace time', 0],
  ] as const)(
    'the show that fails %s calls its people on the one card, with its runbook',
    async (what, at) => {
      stage = await createAlertStage(
        platforms,
        SCENE,
        /without/.test(what) ? FINAL.replace('2\n', '0\n') : FINAL,
      );
      for (const turn of of(5)) {
        stage.sandbox.cut({ ...(turn === at ? MAIN : side(turn)), errcode: 8 });
        await stage.wait(900, 100);
      }
      const incident = await stage.expectMessage(INCIDENT);
      await stage.wait(30_000);
      expect(card(INCIDENT)).toHaveLength(1);
      expect(incident.notified).toContain(lin());
      const [, names = ''] = incident.text
        .split('\n')
        .filter((line) => !line.includes('lin') && !line.includes('@'));
      expect(names).toMatch(/^live\/main, /);
      expect(incident.text).toContain('Do for live/main: Call the truck: 555-0100.');
      expect(incident.buttons).toContain('live/main: Show the pushes');
    },
  );

  it('the show that fails after it calls its people by a message of its own', async () => {
    stage = await createAlertStage(platforms, SCENE, FINAL);
    breakSides(6);
    const incident = await stage.expectMessage(INCIDENT);
    expect(incident.notified).toEqual([]);
    await stage.wait(30_000);
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(30_000);
    const [own, ...more] = main();
    expect(more).toEqual([]);
    expect(own?.notified).toEqual([lin()]);
    expect(own?.text).toMatch(/part of incident [^]*Call the truck: 555-0100/);
    expect(card(/7 of 7 still off air/)).toHaveLength(1);
    // Its own card follows it to the end, when all others are long back.
    mendSides(6);
    await stage.wait(5 * MINUTE_MS, 500);
    expect(main()[0]?.text).toMatch(/CRITICAL/);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*live\/main: off air/);
    await stage.expectMessage(/RECOVERED .*many failures at once/);
  });

  it.each<readonly [string, number, () => Promise<void>]>([
    ['is over', 7 * MINUTE_MS, async () => mendSides(6)],
    ['began long ago', 5 * MINUTE_MS, async () => undefined],
    ['was muted', 1000, () => press('Mute until recovered')],
    ['was taken on', 1000, () => press('Acknowledge')],
  ])('what fails when it %s has a card of its own and its people', async (_what, after, happens) => {
    stage = await createAlertStage(platforms, SCENE, FINAL);
    breakSides(6);
    await stage.expectMessage(INCIDENT);
    await stage.wait(20_000);
    await happens();
    await stage.wait(after, 500);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.wait(20_000);
    expect(main().map(({ notified }) => notified)).toEqual([[lin()]]);
    expect(main()[0]?.text).not.toMatch(/part of incident/);
    expect(stage.cardsThere(/CRITICAL .*live\/main: off air/)).toHaveLength(1);
  });
});

it('an evening: six that never come back swallow nothing, an hour on', async () => {
  stage = await createAlertStage(BOTH, SCENE, FINAL);
  breakSides(6);
  await stage.expectMessage(INCIDENT);
  const told = (at: number, state: string) => card(new RegExp(`${state} [^\\n]*live/s${at}: off air`)).length;
  for (const turn of of(8)) {
    await stage.wait(7 * MINUTE_MS, 10_000);
    const at = 6 + (turn % 6);
    stage.sandbox.cut({ ...side(at), errcode: 12 });
    await soon(`s${at} to be told`, () => told(at, 'CRITICAL') === 1);
    await stage.wait(100_000, 5000);
    stage.sandbox.push(side(at));
    await soon(`s${at} to be back`, () => told(at, 'CRITICAL') === 0 && told(at, 'RECOVERED') > 0);
  }
  expect(card(/live\/s\d+: off air/)).toHaveLength(8);
  stage.sandbox.cut({ ...MAIN, errcode: 12 });
  await soon('the final to be told', () => main().length > 0);
  expect(main().map(({ notified }) => notified)).toEqual([[lin()]]);
  expect(card(/many failures at once · 6 of 6 still off air/)).toHaveLength(1);
});

it('what is worse than people were told has a card where its rule sends it', async () => {
  const rules = `rules: [{ name: final, match: { stream: main }, severity: critical, channels: ["slack:C0NET"] }, { name: rest, severity: info }]`;
  stage = await createAlertStage(BOTH, SCENE, rules);
  breakSides(6);
  await stage.expectMessage(/INFO [^\n]*many failures at once/);
  stage.sandbox.cut({ ...MAIN, errcode: 8 });
  await stage.wait(20_000);
  expect(stage.driver.messages('C0NET').map(({ text }) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/CRITICAL .*live\/main: off air/),
  ]);
  expect(card(/INFO [^\n]*6 of 6 still off air/)).toHaveLength(1);
});

describe('many domains at once', () => {
  const name = (domain: number, at: number) => ({
    domain: `d${domain}.example.com`,
    app: 'live',
    stream: `s${at}`,
  });
  const scene = (domains: number, each: number) =>
    sceneWith({
      streams: of(domains).flatMap((domain) =>
        of(each).map((at) => liveStream(`d${domain}.example.com/live/s${at}`)),
      ),
    });
  const posts = (which: 'slack' | 'discord') => stage.sent(which).filter(({ kind }) => kind === 'post');

  it.each<readonly [string, number, number, (at: number) => readonly [number, number]]>([
    ['40 single streams of 40 domains', 40, 1, (at) => [at, 0]],
    ['50 domains of 20, in turn', 50, 20, (at) => [at % 50, Math.floor(at / 50)]],
    ['50 domains of 20, one after the other', 50, 20, (at) => [Math.floor(at / 20), at % 20]],
  ])(
    '%s: one card that says what they share, the first within a second',
    async (_what, domains, each, which) => {
      stage = await createAlertStage(BOTH, scene(domains, each));
      const count = domains * each;
      const began = stage.clock.now();
      for (const at of of(count)) stage.sandbox.cut({ ...name(...which(at)), errcode: 12 });
      await stage.expectMessage(INCIDENT);
      expect(posts('slack')[0]?.at).toBeLessThan(began + 1000);
      const all = count.toLocaleString('en-US');
      await stage.until(
        'all to be counted',
        () => card(new RegExp(`${all} of ${all} still off air`)).length === 1,
      );
      await stage.wait(30_000);
      const [shown, ...more] = card(/many failures at once|off air/);
      expect(more).toEqual([]);
      expect(shown?.text).toMatch(/account main: many failures at once/);
      expect(shown?.text).toMatch(
        /In common: all with [Cc]ode 12: a network fault between encoder and cloud/,
      );
      expect(shown?.text).toMatch(
        new RegExp(`on ${domains} domains; all began within [^\\n]+ from 20:00 UTC`),
      );
      for (const at of of(count)) stage.sandbox.push(name(...which(at)));
      await stage.expectMessage(/RECOVERED .*many failures at once/);
      await stage.wait(30_000);
      expect(posts('slack')).toHaveLength(1);
      expect(posts('discord')).toHaveLength(1);
    },
    60_000,
  );

  it('one every second and a half: one card, and those that were out before it', async () => {
    stage = await createAlertStage(BOTH, scene(40, 1));
    for (const at of of(40)) {
      stage.sandbox.cut({ ...name(at, 0), errcode: 8 });
      await stage.wait(1500);
    }
    await stage.wait(10_000);
    expect(card(/many failures at once · 40 of 40 still off air/)).toHaveLength(1);
    expect(posts('slack').length).toBeLessThanOrEqual(3);
  });
});

describe('one cause, one voice', () => {
  const TASK = 'task-1';
  const scene = sceneWith({
    streams: [],
    pulls: [
      {
        id: TASK,
        params: {
          SourceType: 'PullLivePushLive',
          SourceUrls: ['rtmp://src.example.com/live/a'],
          DomainName: 'push.example.com',
          AppName: 'live',
          StreamName: 'fed',
        } as never,
        sinceMs: 3_600_000,
        forMs: 36_000_000,
        tellsAccount: true,
      },
    ],
  });

  it('a pull task fails and the stream that it feeds with it: one card, the cause, with the stream on it', async () => {
    stage = await createAlertStage(BOTH, scene);
    await stage.wait(3000);
    stage.sandbox.pull({ task: TASK, broken: true });
    const cause = await stage.expectMessage(/CRITICAL task-1: pull task is failing/);
    await stage.until(
      'the stream to be on it',
      () =>
        card(/CRITICAL task-1: pull task is failing/)[0]?.text.includes(
          'With it: push.example.com/live/fed: off air',
        ) === true,
    );
    await stage.wait(30_000);
    expect(card(/off air|is failing/)).toHaveLength(1);
    expect(card(/task-1: pull task/)[0]?.buttons).toContain('Restart pull task');
    stage.sandbox.pull({ task: TASK, broken: false });
    await stage.expectUpdate(cause, /RECOVERED/);
    await stage.wait(30_000);
    expect(card(/off air/).filter(({ text }) => /CRITICAL/.test(text))).toEqual([]);
  });
});

it('offers for the first parts what helps there: the backups that are pushed', async () => {
  const names = of(5).map((at) => `push.example.com/live/s${at}`);
  stage = await createAlertStage(
    BOTH,
    sceneWith({ streams: names.map((name) => liveStream(name, {}, {}, {})) }),
    'graceSeconds: 1',
  );
  for (const at of of(5)) stage.sandbox.cut({ ...side(at), errcode: 12 });
  await stage.expectMessage(INCIDENT);
  await stage.until(
    'the backups to be offered',
    () => card(INCIDENT)[0]?.buttons.some((label) => /^live\/s0: Switch to backup/.test(label)) === true,
  );
  const [incident] = card(INCIDENT);
  if (!incident) throw new Error('there is no incident');
  const label = incident.buttons.find((each) => /^live\/s0: Switch to backup/.test(each)) ?? '';
  await stage.driver.press('engineer', incident, label);
  await stage.expectMessage(/live\/s0[^]*Confirm|Switch[^]*live\/s0/);
});

it('the report has every outage of each member, and what people did', async () => {
  stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
  const counted = (text: string) => soon(text, () => card(INCIDENT).some((one) => one.text.includes(text)));
  breakSides(6);
  await counted('6 of 6 still off air');
  const id = stage.alertId(INCIDENT);
  await stage.wait(10_000);
  stage.sandbox.push(side(5));
  await counted('5 of 6 still off air');
  await stage.wait(20_000);
  stage.sandbox.cut({ ...side(5), errcode: 8 });
  await counted('6 of 6 still off air');
  await stage.driver.say('lead', `alert note ${id} the uplink of the hall is gone`);
  await stage.expectMessage(/Noted/);
  mendSides(6);
  await stage.expectMessage(/RECOVERED .*many fail/);
  await stage.driver.say('viewer', `incident report ${id}`);
  const { text } = await stage.expectMessage(/# Report: /);
  const row = (name: string) =>
    text.split('\n').find((line) => line.startsWith('|') && line.includes(`live/${name}`)) ?? '';
  expect(row('s5')).toMatch(/\| 03-01 20:00:\d\d, [^;|]+; 03-01 20:0\d:\d\d, [^;|]+ \|/);
  expect(row('s4')).toMatch(/\| 03-01 20:00:\d\d, [^;|]+ \|/);
  expect(text).toMatch(/noted: the uplink of the hall is gone/);
});
