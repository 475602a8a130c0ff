import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { quoted } from '../../../src/line/quote.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

let stage: AlertStage;
afterEach(() => stage.stop());

const NAMES = [
  '3891_@v_tls#3pfnm5fw35qt',
  'marketflash_1900000001_user_600001_980001_1506300000',
  '2016090090936',
  'OFxyZcap!0AB8%Xj',
  '@everyone',
  '<!here>',
  '@here',
  '<#C0ONAIR>',
  ':smile:',
  '_main_*b*~c~`d`',
  'a|b||c||',
  '> quote',
  '-# small',
  'id:7',
  'name:x',
  '主播：１（备）',
  'cam 1, left',
];

describe.each([
  ['slack over http', 'discord over http'],
  ['discord over http', 'slack over http'],
] as const)('%s: the card of an alert', (first, second) => {
  it.each(NAMES)('of %s shows it literally, and means it with each button', async (name) => {
    const streams = [name, 'other'].map((stream) => ({ ...liveStream('push.example.com/live/x'), stream }));
    stage = await createAlertStage([first, second], sceneWith({ streams }), 'graceSeconds: 0');
    stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: name, errcode: 3 });
    const card = await stage.expectMessage(/off air/);
    const title = `CRITICAL push.example.com/live/${name}: off air`;
    expect(card.text.split('\n')[0]).toContain(title);
    expect((await stage.seenThere(/off air/)).text.split('\n')[0]).toContain(title);
    for (const seen of [...stage.driver.messages(), ...stage.second.messages()])
      expect(seen.notified).toEqual([]);

    const shows = () => stage.driver.messages().filter(({ text }) => /State:? ?\n?not pushed/.test(text));
    await stage.driver.press('lead', card, 'Look');
    await stage.until('what Look shows', () => shows().length === 1);
    await stage.driver.say('lead', `stream show ${quoted(`push.example.com/live/${name}`)}`);
    await stage.until('what was typed is answered', () => stage.driver.messages().length > 2);
    await stage.moment();
    const answer = stage.driver.messages().at(-1);
    // Of what is off air, some names are to be confirmed: the line is offered, and means it.
    if (shows().length === 1) await stage.driver.press('lead', answer ?? card, answer?.buttons.at(-1) ?? '');
    await stage.until('both', () => shows().length === 2);
    for (const { text } of shows()) expect(text.split('\n')[0]).toContain(`push.example.com/live/${name}`);

    await stage.driver.press('lead', card, 'Mute 15 min');
    await stage.expectUpdate(card, /muted/i);
  });
});
