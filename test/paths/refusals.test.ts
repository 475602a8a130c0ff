import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';

/** What the audit holds of an intent that was refused or failed, newest first. */
const reasons = async () =>
  (await stage.audit()).map((entry) => `${entry.phase} ${entry.reason ?? ''}`.trim());

describe.each(PLATFORMS)('%s: what is not done is said, to who asked, and noted', (platform) => {
  it.each([
    [
      'an unknown command',
      'engineer',
      'strem drop main',
      /There is no command "strem drop"[^]*stream drop/,
      'airdesk.unknown-command',
    ],
    [
      'an unknown option',
      'engineer',
      'stream drop prime --colour red',
      /no option "colour"[^]*takes: stream/i,
      'airdesk.bad-option',
    ],
    [
      'a bad value',
      'engineer',
      'stream forbid prime for:soon',
      /"soon" does not work for "for"[^]*Example/,
      'airdesk.bad-option',
    ],
    [
      'a word too many',
      'engineer',
      'stream drop prime please',
      /cannot use the extra "please"/,
      'airdesk.bad-option',
    ],
    [
      'an ambiguous stream',
      'engineer',
      'stream drop gala',
      /2 streams are called "gala"[^]*push\.example\.com\/live\/gala[^]*push\.example\.net\/live\/gala/,
      undefined,
    ],
    ['a stream that is not there', 'engineer', 'stream drop mian', /main/, undefined],
    [
      'somebody unknown',
      'stranger',
      'stream drop prime',
      /You are not in airdesk.yaml[^]*people/,
      'airdesk.unknown-actor',
    ],
    [
      'a missing permission',
      'viewer',
      'stream drop prime',
      /You may not use "stream drop"[^]*engineer/,
      'airdesk.not-permitted',
    ],
  ])('%s', async (_, user, line, told, reason) => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say(user, line);
    const message = await stage.expectMessage(told);
    expect(message.onlyFor).toBeDefined();
    expect(stage.writes()).toEqual([]);
    const [entry] = await stage.audit();
    expect(entry).toMatchObject({ phase: 'refused', ...(reason ? { reason } : {}) });
  });

  it('a second press, and a press by somebody else', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', `stream drop ${MAIN}`);
    const card = await stage.expectMessage(/Drop .*main\?/);
    await driver.press('lead', card, 'Confirm');
    await stage.expectMessage(/Only .* can confirm this/);
    await driver.press('viewer', card, 'Confirm');
    await stage.expectMessage(/You may not use "stream drop"/);
    expect(stage.writes()).toEqual([]);

    await Promise.all([driver.press('engineer', card, 'Confirm'), driver.press('engineer', card, 'Confirm')]);
    await stage.expectUpdate(card, /done in/);
    await stage.expectMessage(/Already confirmed by/);
    expect(stage.writes()).toEqual(['DropLiveStream']);
    expect(await reasons()).toEqual([
      'proposed',
      'refused airdesk.not-yours',
      'refused airdesk.not-permitted',
      ...(await reasons()).slice(3),
    ]);
    expect((await reasons()).slice(3).toSorted()).toEqual([
      'before',
      'done',
      'refused airdesk.already-confirmed',
    ]);
  });

  it('a preview that has expired', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', `stream drop ${MAIN}`);
    const card = await stage.expectMessage(/Drop .*main\?/);
    await stage.moment();
    clock.advance(121_000);
    await stage.expectUpdate(card, /not confirmed in time/);
    await driver.press('engineer', card, 'Confirm').catch(() => undefined);
    expect(stage.writes()).toEqual([]);
    expect(await reasons()).toContain('expired');
  });

  it('a misspelt line: offered with all that was typed, and a press on it is previewed like any other', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'backup swich sports');
    const refused = await stage.expectMessage(/There is no command "backup swich"/);
    expect(refused.buttons).toEqual(['backup switch sports']);
    await driver.press('engineer', refused, 'backup switch sports');
    const card = await stage.expectMessage(/Switch .*sports to backup 2 .*\?/);
    expect(card.buttons).toContain('Confirm');
    await driver.say('engineer', '主备 切唤 sports');
    const inChinese = await stage.expectMessage(/没有“主备 切唤”/);
    expect(inChinese.buttons).toEqual(['主备 切换 sports']);
    await driver.say('engineer', 'backup swich @everyone `rm`');
    const hostile = await stage.expectMessage(/backup switch .*everyone.*rm/);
    expect(hostile.notified).toEqual([]);
    expect(stage.writes()).toEqual([]);
  });

  it('a state that has changed since the preview: refused with the new preview', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox, clock } = stage;
    await driver.say('engineer', 'backup switch push.example.com/live/sports');
    const card = await stage.expectMessage(/Switch .*sports/);
    // The backup connects again: another push, another sequence.
    const backup = {
      domain: 'push.example.com',
      app: 'live',
      stream: 'sports',
      source: '拉流转推(task-sports-backup)',
    };
    sandbox.cut(backup);
    const again = sandbox.push(backup);
    if (!again.accepted) throw new Error('the push was refused');
    await driver.press('engineer', card, 'Confirm');
    const asked = await stage.expectUpdate(card, /changed since the preview, so nothing was run/);
    expect(stage.writes()).toEqual([]);
    expect(asked.text).toMatch(/Switch to: backup 2 .*pushed for \d s/);
    expect(await reasons()).toContain('refused airdesk.changed');

    clock.advance(1000);
    await driver.press('engineer', asked, 'Confirm');
    await stage.expectUpdate(asked, /done in/);
    expect(stage.writes()).toEqual(['SwitchBackupStream']);
  });

  it('an error of the cloud: with its code, its request id and what to do', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('engineer', `stream drop ${MAIN}`);
    const card = await stage.expectMessage(/Drop .*main\?/);
    sandbox.fault({ kind: 'error', action: 'DropLiveStream', code: 'AuthFailure.UnauthorizedOperation' });
    await driver.press('engineer', card, 'Confirm');
    const failed = await stage.expectUpdate(card, /Drop .*: failed/);
    expect(failed.text).toContain('AuthFailure.UnauthorizedOperation');
    expect(failed.text).toMatch(/Request id.*[0-9a-f]{8}-/);
    expect(failed.text).toContain('Nothing was changed.');
    expect(await reasons()).toContain('failed AuthFailure.UnauthorizedOperation');
    expect(stage.writes()).toEqual(['DropLiveStream']);
  });

  it('a timeout after the effect: found done, called once', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox, clock } = stage;
    await driver.say('engineer', `stream drop ${MAIN}`);
    const card = await stage.expectMessage(/Drop .*main\?/);
    sandbox.fault({ kind: 'timeout-after-effect', action: 'DropLiveStream' });
    await driver.press('engineer', card, 'Confirm');
    await stage.until('the call', () => stage.writes().length === 1);
    clock.advance(10_000);
    const done = await stage.expectUpdate(card, /Drop .*: done/);
    expect(done.text).toContain('answer to the call was lost');
    expect(stage.writes()).toEqual(['DropLiveStream']);
    expect((await reasons()).at(-1)).toBe('done');
  });

  it.each(['drop-connection', 'http-500'] as const)('%s: outcome unknown, never repeated', async (kind) => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('engineer', 'monitor start prime-time-wall');
    const card = await stage.expectMessage(/Start .*prime-time-wall/);
    sandbox.fault({ kind, action: 'StartLiveStreamMonitor' });
    await driver.press('engineer', card, 'Confirm');
    const told = await stage.expectUpdate(card, /Start .*: outcome unknown/);
    expect(told.text).toContain('Airdesk did not repeat it and will not.');
    expect(stage.writes()).toEqual(['StartLiveStreamMonitor']);
    expect((await reasons()).at(-1)).toMatch(/^unknown/);
  });

  it('a cloud that cannot be read', async () => {
    stage = await createStage(platform, demoScene);
    stage.sandbox.fault({
      kind: 'error',
      action: 'DescribeLiveStreamOnlineList',
      code: 'ResourceNotFound.FreezeService',
      times: 10,
    });
    await stage.driver.say('engineer', 'stream list');
    const message = await stage.expectMessage(/That did not work[^]*ResourceNotFound\.FreezeService/);
    expect(message.onlyFor).toBeDefined();
    expect(await reasons()).toEqual(['failed ResourceNotFound.FreezeService']);
  });
});
