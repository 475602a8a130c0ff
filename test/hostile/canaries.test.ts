/**
 * A whole evening on each platform, as a process, before a cloud that says back every secret in every disguise: none of them is
 * found in anything that leaves Airdesk, nor in anything that it keeps.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PLATFORMS } from '../paths/stage/far-end.ts';
import { foundIn, FORMS } from './canaries/forms.ts';
import { startCanaryRun, type CanaryRun } from './canaries/run.ts';
import { build } from './fuzz/process.ts';

let folder: string;
let program: string;
let run: CanaryRun | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-canaries-built-'));
  program = join(await build(folder), 'main.js');
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  await run?.stop();
  run = undefined;
});

/** What only looks, several times over, so that every echo comes to be shown. */
const LOOKS = [
  'status',
  'stream list',
  'stream show prime',
  'stream check prime',
  'ban list',
  'monitor list',
  'monitor show prime-time-wall',
  'caster list',
  'caster show evening-studio',
  'caster check evening-studio',
  'pull list',
  'record template list',
  'transcode template list',
  'callback template list',
  'callback check',
  'rule list prime',
  'rule check',
  'cert list',
  'domain check push.example.com',
  'traffic chart from:3h',
  'stream usage from:3h',
  'api DescribeLiveRecordTemplates',
  'alert list',
  'audit',
  'help',
];
const FAILING = [
  'DescribeLiveStreamMonitorList',
  'DescribeCasterList',
  'DescribeLiveStreamOnlineList',
  'DescribeLiveForbidStreamList',
];

/** Again where it is too much at once: the desk says so. */
async function patiently(ask: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (tries > 40 || !String(error).includes('429')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

describe.each(PLATFORMS)('%s', (platform) => {
  it('no secret is found behind it', async () => {
    const evening = await startCanaryRun(platform, program);
    run = evening;
    const { driver, cloud, next, seen } = evening;

    for (const line of LOOKS) await patiently(() => driver.say('lead', line));
    await seen(/evening-studio/);
    // Chosen, previewed, done; refused by the cloud; taken back.
    await driver.say('engineer', 'monitor start prime-time-wall');
    let card = await seen(/Start .*prime-time-wall\?/);
    await driver.press('engineer', card, 'Confirm');
    await seen(/prime-time-wall: (?:done|accepted)/);
    await driver.say('engineer', `stream forbid prime for:2h reason:"${next()} ${next()}"`);
    card = await seen(/Forbid .*main/);
    cloud.refusing.add('ForbidLiveStream');
    await driver.press('engineer', card, 'Confirm');
    await seen(/failed/i);

    for (const action of FAILING) cloud.refusing.add(action);
    for (let round = 0; round < 6; round += 1)
      for (const line of LOOKS.slice(0, 9)) await driver.say('engineer', line);
    cloud.refusing.clear();

    // What the cloud tells by itself: cards, threads, notes.
    for (let k = 0; k < Math.ceil(evening.echoes / 4); k += 1) {
      const stream = {
        app: 'push.example.com',
        appname: 'live',
        stream_id: `cam${k % 9}`,
        sequence: String(k),
      };
      await evening.callback({
        event_type: 0,
        ...stream,
        errcode: 8,
        errmsg: `${next()} ${next()}`,
        stream_param: next(),
        node: next(),
      });
    }
    await evening.callback({ event_type: 314, app: 'push.example.com', note: next(), [next()]: next() });
    card = await seen(/cam\d.*(?:off air|ended)/);
    // And what people type, let in or not.
    const id = /^([2-9a-z]{8}) · /m.exec(card.text)?.[1] ?? 'x';
    for (let k = 0; k < evening.echoes; k += 3)
      await patiently(() => driver.say('engineer', `alert note ${id} ${next()} ${next()} ${next()}`));
    for (const line of [
      `url check ${next()}`,
      next(),
      `stream show ${next()}`,
      `api DescribeLiveDomains DomainSearch:${next()}`,
    ]) {
      for (const user of ['engineer', 'viewer', 'stranger']) await patiently(() => driver.say(user, line));
    }
    await driver.say('viewer', `stream drop prime ${next()}`);
    await driver.say('lead', 'push-url prime for:2h');
    await driver.say('lead', 'audit');
    await seen(/Latest actions/);
    // Each was said back in each disguise, and was looked at.
    await expect.poll(() => cloud.echoed(), { timeout: 60_000 }).toBeGreaterThan(evening.echoes);
    await new Promise((resolve) => setTimeout(resolve, 2_000));

    const places = await evening.places();
    expect(places['data folder']).toContain('[redacted]');
    expect(places['messages']).toContain('[redacted]');
    const found = Object.entries(places).flatMap(([place, text]) =>
      foundIn(text, evening.secrets).map((what) => `${place}: ${what}`),
    );
    expect(found).toEqual([]);
  });
});

describe('what looks for them', () => {
  it.each(FORMS)('finds one written $name', ({ write }) => {
    const secret = 'Rv4canary+cloud/key&5H2k';
    expect(foundIn(`a ${write(secret)} b`, { secret })).toHaveLength(1);
    expect(foundIn(JSON.stringify({ a: write(secret) }), { secret })).toHaveLength(1);
  });
});
