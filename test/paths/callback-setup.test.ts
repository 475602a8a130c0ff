import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import type { SeenMessage } from './stage/driver.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const QUICK = 'policy: { verifyWithinSeconds: 2 }';

function listening(platform: (typeof PLATFORMS)[number]): Promise<Stage> {
  return createStage(platform, demoScene, QUICK, undefined, true);
}

async function confirmed(on: Stage, line: string, asks: RegExp, ends: RegExp): Promise<SeenMessage> {
  await on.driver.say('engineer', line);
  const card = await on.expectMessage(asks);
  on.clock.advance(600);
  await on.driver.press('engineer', card, 'Confirm');
  const over = await on.expectUpdate(card, ends);
  on.clock.advance(600);
  return over;
}

async function bound(on: Stage, app: string) {
  const { Rules } = await on.console.call('DescribeLiveCallbackRules', {});
  const { Templates } = await on.console.call('DescribeLiveCallbackTemplates', {});
  const rule = Rules.find(({ AppName, DomainName }) => AppName === app && DomainName === 'push.example.com');
  return Templates.find(({ TemplateId }) => TemplateId === rule?.TemplateId);
}

describe.each(PLATFORMS)('%s', (platform) => {
  it('callback setup makes template and rule, in two steps, and a test message arrives', async () => {
    stage = await listening(platform);
    const { callbacks, driver } = stage;
    const done = await confirmed(
      stage,
      'callback setup push.example.com',
      /Let the cloud tell Airdesk everything about push\.example\.com\/live[\s\S]*Two steps/,
      /: done in/,
    );
    expect(done.text).toMatch(/✓ The test message arrived/);
    expect(stage.writes()).toEqual(['CreateLiveCallbackTemplate', 'CreateLiveCallbackRule']);
    const { url, key } = callbacks();
    expect(await bound(stage, 'live')).toMatchObject({
      ...{
        StreamBeginNotifyUrl: url,
        StreamEndNotifyUrl: url,
        PushExceptionNotifyUrl: url,
        CallbackKey: key,
      },
    });
    expect(await stage.disk()).not.toMatch(/callback-(?:path|key)-of-the-stage/);
    expect(
      driver
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/callback-(?:path|key)-of-the-stage/);
    // What is there already needs nothing.
    await driver.say('engineer', 'callback setup push.example.com');
    await stage.expectMessage(/tells Airdesk everything about push\.example\.com\/live already/);
    await driver.press('engineer', done, 'Undo: remove the rule');
    await stage.expectUpdate(done, /No longer use airdesk .*: done in/);
    expect(await bound(stage, 'live')).toBeUndefined();
  });

  it('stops where nobody knows whether a step had its effect, names what is left, and goes on from there', async () => {
    stage = await listening(platform);
    stage.sandbox.fault({ kind: 'error', action: 'CreateLiveCallbackRule', code: 'InternalError' });
    const card = await confirmed(
      stage,
      'callback setup push.example.com rehearsal',
      /Three steps/,
      /only partly done/,
    );
    expect(card.text).toMatch(/🔴 There is no callback rule for push\.example\.com\/rehearsal now/u);
    expect(card.text).toMatch(/Done: make the template; remove the former rule/);
    await stage.driver.press('engineer', card, 'callback setup domain:push.example.com app:rehearsal');
    const again = await stage.expectMessage(/everything about push\.example\.com\/rehearsal\?/);
    expect(again.text).toMatch(/Template\W+airdesk \(\d+\)/);
    stage.clock.advance(600);
    await stage.driver.press('engineer', again, 'Confirm');
    await stage.expectUpdate(again, /: done in/);
    expect(stage.writes()).toEqual([
      ...['CreateLiveCallbackTemplate', 'DeleteLiveCallbackRule', 'CreateLiveCallbackRule'],
      'CreateLiveCallbackRule',
    ]);
  });

  it('says in red who would be told no more, and puts the former rule back where the new one is refused', async () => {
    stage = await listening(platform);
    const { console: cloud, sandbox } = stage;
    const { TemplateId } = await cloud.call('CreateLiveCallbackTemplate', {
      ...{ TemplateName: 'partner', StreamBeginNotifyUrl: 'https://partner.example.net/hush' },
    });
    await cloud.call('CreateLiveCallbackRule', {
      ...{ DomainName: 'push.example.com', AppName: 'live', TemplateId },
    });
    sandbox.fault({ kind: 'error', action: 'CreateLiveCallbackRule', code: 'InvalidParameterValue' });
    await stage.driver.say('engineer', '回调 配置 push.example.com');
    const card = await stage.expectMessage(/让云端把 push\.example\.com\/live 的全部事件推送到 Airdesk/);
    expect(card.text).toMatch(
      /🔴 其他接收方将不再收到 push\.example\.com\/live 的事件。partner\.example\.net\/… \(\S{4}\)：开播。/u,
    );
    expect(card.text).not.toMatch(/hush/);
    stage.clock.advance(600);
    await stage.driver.press('engineer', card, '确认');
    const failed = await stage.expectUpdate(card, /失败/);
    expect(failed.text).toMatch(/已完成后又撤回：/);
    expect(await bound(stage, 'live')).toMatchObject({ TemplateName: 'partner' });
    const { Templates } = await cloud.call('DescribeLiveCallbackTemplates', {});
    expect(Templates.map(({ TemplateName }) => TemplateName)).not.toContain('airdesk');
  });

  it('refuses where nobody said where the cloud reaches Airdesk, or with what key', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('engineer', 'callback setup push.example.com');
    const refused = await stage.expectMessage(/Airdesk takes no callbacks of this account/);
    expect(refused.text).toMatch(/LIVE_CALLBACK_TOKEN and LIVE_CALLBACK_KEY/);
    expect(stage.writes()).toEqual([]);
  });

  it('callback test says how long it took, stores nothing, and is held after some', async () => {
    stage = await listening(platform);
    const { driver } = stage;
    await driver.say('viewer', 'callback test');
    const card = await stage.expectMessage(/Test of callbacks: all is well/);
    expect(card.text).toMatch(/✓ The test message arrived, and its signature was taken/);
    expect(card.text).toMatch(/Took\W+\d+ ms/);
    expect(card.text).not.toMatch(/callback-path-of-the-stage/);
    expect(await stage.metric('airdesk_callbacks_total{outcome="test"}')).toBe(1);
    expect(await stage.disk()).not.toMatch(/airdesk_test/);
    for (let more = 0; more < 3; more += 1) await driver.say('viewer', '回调 测试');
    await driver.say('viewer', 'callback test');
    await stage.expectMessage(/Callbacks were tested a moment ago/);
    expect(stage.writes()).toEqual([]);
  });
});
