import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const QUICK = 'policy: { verifyWithinSeconds: 2 }';

describe.each(PLATFORMS)('%s: a template that leads to Airdesk', (platform) => {
  it('is known as such, and a change of something else leaves its address and key as they are', async () => {
    stage = await createStage(platform, demoScene, QUICK, undefined, true);
    const { driver, clock, callbacks, console: cloud } = stage;
    const { url, key } = callbacks();
    await cloud.call('CreateLiveCallbackTemplate', {
      ...{ TemplateName: 'to-us', StreamBeginNotifyUrl: url, StreamEndNotifyUrl: url, CallbackKey: key },
    });
    await driver.say('engineer', 'callback template show to-us');
    const shown = await stage.expectMessage(/Push begins\W+Airdesk/);
    expect(shown.text).toMatch(/Key\W+Airdesk's/);
    await driver.say('engineer', 'callback template set to-us levels=error');
    const card = await stage.expectMessage(/Change the callback template to-us/);
    clock.advance(600);
    await driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /: done in/);
    const { Templates } = await cloud.call('DescribeLiveCallbackTemplates', {});
    expect(Templates.find(({ TemplateName }) => TemplateName === 'to-us')).toMatchObject({
      ...{ StreamBeginNotifyUrl: url, StreamEndNotifyUrl: url, CallbackKey: key },
      RecordExceptionLevels: ['error'],
    });
    expect(await stage.disk()).not.toMatch(/callback-(?:path|key)-of-the-stage/);
  });
});
