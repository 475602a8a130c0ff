import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s: what only the asker may see', (platform) => {
  it('is an address that nobody else sees, that can be hidden, checked, and is in no file', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('lead', 'push-url prime for:2h');
    const card = await stage.expectMessage(/Push to push\.example\.com\/live\/main/);
    expect(card.onlyFor).toBeDefined();
    const [address = '', secret = ''] =
      /rtmp:\/\/push\S+\?txSecret=(\w{32})&txTime=\w+/.exec(card.text) ?? [];
    expect(secret).toMatch(/^\w{32}$/);

    await driver.say('lead', `url check ${address}`);
    const checked = await stage.expectMessage(/signed with the main key/);
    expect(checked.onlyFor).toBeDefined();
    expect(checked.text).not.toContain(secret);

    await driver.press('lead', card, 'Hide');
    await stage.until('the address is hidden', () =>
      driver.messages().every(({ text }) => !text.includes(secret)),
    );
    expect(driver.messages().some(({ text }) => text.includes('Hidden'))).toBe(true);

    // Every way in which a line is noted: answered, refused, without permission.
    await driver.say('lead', `url check ${address} ${address}`);
    await driver.say('viewer', `url check ${address}`);
    await stage.until('all lines in the audit', async () => (await stage?.audit())?.length === 5);
    const lines = (await stage.audit()).map(({ command }) => command);
    expect(lines.filter((line) => line.startsWith('url check')).every((line) => !line.includes('rtmp'))).toBe(
      true,
    );
    expect(await stage.disk()).not.toContain(secret);
    expect(stage.writes()).toEqual([]);
  });

  it('is a key that is made in the moment it is sent, and is in no card and no file', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    const keys = async () => {
      const { PushAuthKeyInfo } = await (stage as Stage).console.call('DescribeLivePushAuthKey', {
        DomainName: 'push.example.com',
      });
      return [PushAuthKeyInfo.MasterAuthKey ?? '', PushAuthKeyInfo.BackupAuthKey ?? ''];
    };
    await driver.say('engineer', 'key rotate push.example.com');
    let card = await stage.expectMessage(/Give push\.example\.com a new backup key/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /new backup key: done in/);
    expect(stage.writes()).toEqual(['ModifyLivePushAuthKey']);
    const [main = '', made = ''] = await keys();
    expect(made).toMatch(/^[A-Za-z0-9]{32}$/);

    await driver.say('lead', 'key show push.example.com');
    const shown = await stage.expectMessage(/Keys of push\.example\.com/);
    expect(shown.onlyFor).toBeDefined();
    expect(shown.text).toContain(made);
    for (const { text, onlyFor } of driver.messages())
      if (onlyFor === undefined) for (const key of [main, made]) expect(text).not.toContain(key);
    for (const key of [main, made]) expect(await stage.disk()).not.toContain(key);

    await driver.press('engineer', card, 'Undo: the former keys');
    await stage.expectUpdate(card, /Put the former keys .*: done in/);
    expect(await keys()).toEqual([main, '']);
    expect(await stage.disk()).not.toContain(main);
  });
});
