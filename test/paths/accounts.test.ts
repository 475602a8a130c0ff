import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, type Stage } from './stage/stage.ts';

const TWO = `
accounts:
  home: { endpoint: CLOUD }
  overseas: { endpoint: CLOUD, region: ap-hongkong }
defaultAccount: home
channels:
  slack:C0ONAIR: { account: overseas }
`;

let stage: Stage;
afterEach(() => stage.stop());

describe('several cloud accounts', () => {
  it('every card says which, and a target carries its account', async () => {
    stage = await createStage('desk', demoScene, TWO);
    const { driver } = stage;
    await driver.say('engineer', 'stream drop prime');
    const home = await stage.expectMessage(/Drop .*main\?/);
    expect(home.text).toContain('account home');
    await driver.say('engineer', 'stream drop prime account:overseas');
    const overseas = await stage.expectMessage(/Drop .*main\?[^]*account overseas/);
    await driver.press('engineer', overseas, 'Confirm');
    await stage.expectUpdate(overseas, /done in[^]*account overseas/);
    const entries = await stage.audit();
    expect(entries.filter((entry) => entry.phase === 'before')).toMatchObject([{ account: 'overseas' }]);
  });

  it('a button of a card acts on the account that the card is about', async () => {
    stage = await createStage('desk', demoScene, TWO);
    const { driver } = stage;
    await driver.say('engineer', 'stream show prime account:overseas');
    const shown = await stage.expectMessage(/push\.example\.com\/live\/main[^]*account overseas/);
    await driver.press('engineer', shown, 'Drop…');
    const asked = await stage.expectMessage(/Drop .*main\?/);
    expect(asked.text).toContain('account overseas');
  });

  it('choices of an ambiguous name stay on the account', async () => {
    stage = await createStage('desk', demoScene, TWO);
    await stage.driver.say('engineer', 'stream show gala account:overseas');
    const message = await stage.expectMessage(/2 streams are called "gala"/);
    expect(message.text).toContain('/live stream show push.example.com/live/gala account:overseas');
  });

  it('an unknown account is refused by name', async () => {
    stage = await createStage('desk', demoScene, TWO);
    await stage.driver.say('engineer', 'stream list account:overseass');
    await stage.expectMessage(/There is no account "overseass"[^]*home, overseas/);
  });

  it('a channel that is bound to one account works on that one only', async () => {
    stage = await createStage('slack over http', demoScene, TWO);
    const { driver } = stage;
    await driver.say('engineer', 'stream drop prime');
    expect((await stage.expectMessage(/Drop .*main\?/)).text).toContain('account overseas');
    await driver.say('engineer', 'stream drop prime account:home');
    await stage.expectMessage(/This channel works on account "overseas" only/);
    const regions = stage.sandbox
      .calls()
      .map((call) => call.region)
      .filter(Boolean);
    expect(new Set(regions)).toEqual(new Set(regions.length > 0 ? ['ap-hongkong'] : []));
  });
});
