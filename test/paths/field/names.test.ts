import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import type { Scene } from '../../../sandbox/scene.ts';
import { createStage, PLATFORMS, type Stage } from '../stage/stage.ts';
import { onAir } from '../stage/streams-on-air.ts';

let stage: Stage;
afterEach(() => stage.stop());

const QUICK = 'policy: { verifyWithinSeconds: 2 }\n';

/** The demonstration, with monitors and casters called so. */
function called(...names: readonly string[]): Scene {
  const [caster] = demoScene.casters;
  const [monitor] = demoScene.monitors;
  if (!caster || !monitor) throw new Error('the demonstration has a caster and a monitor');
  return {
    ...demoScene,
    casters: names.map((CasterName) => ({ ...caster, params: { ...caster.params, CasterName } })),
  };
}

async function ask(line: string, text: RegExp, user = 'engineer') {
  await stage.driver.say(user, line);
  return stage.expectMessage(text);
}

describe.each(PLATFORMS)('%s: the capital of a phone', (platform) => {
  it('changes no host: the stream is found, cut, and seen to be gone', async () => {
    stage = await createStage(platform, onAir('main', 'other'));
    const card = await ask('Stream drop Push.example.com/live/main', /Drop push\.example\.com\/live\/main\?/);
    expect(card.text).toMatch(/State:? *\n? *on air/);
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /Drop push\.example\.com\/live\/main: done/);
    expect(stage.sandbox.calls().find(({ action }) => action === 'DropLiveStream')?.params).toMatchObject({
      DomainName: 'push.example.com',
    });
  });

  it('nor a short name; a stream’s own name is another one with it', async () => {
    stage = await createStage(platform, onAir('main', 'other'));
    await ask('Stream show Prime', /push\.example\.com\/live\/main\n/);
    const other = await ask('stream show push.example.com/live/Main', /push\.example\.com\/live\/Main/);
    expect(other.text).not.toMatch(/on air/);
  });
});

describe('hosts in airdesk.yaml', () => {
  it('count without regard to case', async () => {
    const yaml = `  gala: { domain: Push.Example.COM, app: live, stream: other }\n${QUICK}`;
    stage = await createStage('desk', onAir('other'), yaml);
    const card = await ask('stream show gala', /push\.example\.com\/live\/other/);
    expect(card.text).toContain('State: on air');
    await ask('stream show Short:Gala', /Short name: gala/);
    await ask('mute add Push.Example.com/live/* 2h', /Muted: /);
  });
});

describe('names exactly as they are', () => {
  it.each(['世界杯—决赛', '足球：主场', '🏳️‍🌈 pride', 'Ａ－１', 'cam#1: main'])('%s', async (name) => {
    stage = await createStage('slack over http', called(name));
    await stage.driver.say('engineer', `caster show ${name.includes(' ') ? `"${name}"` : name}`);
    const shown = await stage.expectMessage(/PVW/);
    // And as the card has it, where what is not seen is gone.
    const title = shown.text.split('\n')[0] ?? '';
    expect(title).toContain(name.replaceAll('\u200d', ''));
    await stage.driver.say('engineer', `caster show "${name.replaceAll('\u200d', '')}"`);
    const same = () => stage.driver.messages().filter(({ text }) => text.split('\n')[0] === title);
    await stage.until('the same card', () => same().length === 2);
  });

  it('an accent is the same as part of its letter and behind it', async () => {
    const apart = 'cafe\u0301';
    const together = 'caf\u00e9';
    stage = await createStage('desk', onAir(apart, 'other'));
    for (const line of [
      `push.example.com/live/${together}`,
      together,
      apart,
      `push.example.com/live/${apart}`,
    ]) {
      const card = await ask(`stream show ${line}`, /caf/);
      expect(card.text).toContain('State: on air');
      expect(card.text).toContain(apart);
    }
    const drop = await ask(`stream drop ${together}`, /Drop /);
    await stage.driver.press('engineer', drop, 'Confirm');
    await stage.expectUpdate(drop, /: done/);
    expect(stage.sandbox.calls().find(({ action }) => action === 'DropLiveStream')?.params).toMatchObject({
      StreamName: apart,
    });
  });
});

describe('links and mentions are read as people see them', () => {
  it.each([
    '<http://push.example.com/live/main|push.example.com/live/main>',
    '<http://push.example.com|push.example.com>/live/main',
    '<http://Push.example.com|Push.example.com>/live/main',
    '<push.example.com|push.example.com>/live/main',
  ])('%s', async (typed) => {
    stage = await createStage('slack over http', onAir('main'));
    const card = await ask(`stream show ${typed}`, /push\.example\.com\/live\/main/);
    expect(card.text).toMatch(/State: on air/);
  });

  it('a link with a key in it is an address', async () => {
    stage = await createStage('slack over socket', onAir('main'));
    const link = '<rtmp://push.example.com/live/main?txSecret=0123456789abcdef&txTime=6E07415C>';
    const refused = await ask(`stream drop ${link}`, /That is an address/);
    expect(refused.buttons).toEqual(['stream drop push.example.com/live/main']);
    expect(JSON.stringify([refused, await stage.audit()])).not.toContain('0123456789abcdef');
  });
});
