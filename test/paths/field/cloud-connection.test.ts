import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createResettingProxy, type ResettingProxy } from './resetting-proxy.ts';
import { createStage, PEOPLE_CONFIG, type Stage } from '../stage/stage.ts';

let stage: Stage;
let proxy: ResettingProxy;
beforeEach(async () => {
  proxy = await createResettingProxy();
});
afterEach(async () => {
  await stage.stop();
  await proxy.stop();
});

const MAIN = 'push.example.com/live/main';
const DROP = /x-tc-action: DropLiveStream/i;

/** Airdesk with the proxy between it and the cloud. */
async function open(): Promise<void> {
  stage = await createStage('slack over http', demoScene);
  proxy.aim(stage.cloudOrigin);
  const accounts = `accounts: { main: { endpoint: "${proxy.origin}" } }\n`;
  await stage.restart(`${PEOPLE_CONFIG}${accounts}policy: { verifyWithinSeconds: 2 }\n`);
}

async function preview(line: string) {
  await stage.driver.say('engineer', line);
  return stage.expectMessage(/(?:Drop|Forbid) .*main.*\?/);
}

const drops = () => stage.sandbox.calls().filter(({ action }) => action === 'DropLiveStream');

describe('a connection that lay idle, and that the other end has forgotten', () => {
  it('is of no account: the looks are repeated, and the cut is made once', async () => {
    await open();
    const card = await preview(`stream drop ${MAIN}`);
    for (let round = 0; round < 3; round += 1) {
      stage.clock.advance(30_000);
      proxy.forgetIdle();
      await stage.driver.say('viewer', 'stream list');
      await stage.moment();
    }
    proxy.forgetIdle();
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
    expect(drops()).toHaveLength(1);
    expect(proxy.heads.filter((head) => DROP.test(head))).toHaveLength(1);
  });

  it('by the very cut: nothing arrived, nothing is repeated, and the card says that it was not seen', async () => {
    await open();
    const card = await preview(`stream drop ${MAIN}`);
    proxy.next(DROP, 'reset before it arrives');
    await stage.driver.press('engineer', card, 'Confirm');
    const end = await stage.expectUpdate(card, /outcome unknown|failed|done/);
    expect(end.text).toMatch(/outcome unknown/);
    expect(drops()).toEqual([]);
    expect(proxy.heads.filter((head) => DROP.test(head))).toHaveLength(1);
  });

  it('by the very cut, which was made all the same: the effect is seen, and it is not made again', async () => {
    await open();
    const card = await preview(`stream drop ${MAIN}`);
    proxy.next(DROP, 'carried out, its answer lost');
    await stage.driver.press('engineer', card, 'Confirm');
    const end = await stage.expectUpdate(card, /outcome unknown|failed|done/);
    expect(end.text).toMatch(/: done/);
    expect(drops()).toHaveLength(1);
  });
});

describe('the signature', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('has the date of UTC, also on a machine where it is tomorrow already', async () => {
    process.env['TZ'] = 'Asia/Shanghai';
    expect(new Date(2026, 2, 1).getTimezoneOffset()).toBe(-480);
    await open();
    stage.clock.shift(Date.parse('2026-03-01T00:30:00+08:00') - stage.clock.now());
    const card = await preview(`stream forbid ${MAIN} 2h 版权投诉—先停 🛑`);
    const before = proxy.heads.length;
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
    const heads = proxy.heads.slice(before);
    expect(heads.length).toBeGreaterThan(1);
    for (const head of heads) expect(head).toMatch(/Credential=[^/]+\/2026-02-28\/live\/tc3_request/);
    const forbid = stage.sandbox.calls().find(({ action }) => action === 'ForbidLiveStream');
    expect(forbid?.params).toMatchObject({ Reason: '版权投诉—先停 🛑 (ada)' });
  });
});
