import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';
import { userId } from '../stage/driver.ts';

let stage: AlertStage;
afterEach(() => stage.stop());

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const OFF_AIR = /main: off air/;
const SECRET = '0123456789abcdef';

/** A stage with an alert, and its id. */
async function withAlert(first: 'slack over http' | 'discord over http', more = ''): Promise<string> {
  const second = first === 'slack over http' ? 'discord over http' : 'slack over http';
  stage = await createAlertStage([first, second], SCENE, 'graceSeconds: 0', more);
  stage.sandbox.cut(MAIN);
  await stage.expectMessage(OFF_AIR);
  return stage.alertId(OFF_AIR);
}

/** Notes it, and waits until the alert shows that. */
async function noted(id: string, line: string, shown: string): Promise<void> {
  const answers = () => stage.driver.messages().filter(({ text }) => /Noted|已备注/.test(text)).length;
  const before = answers();
  await stage.driver.say('lead', line);
  await stage.until(`the answer to ${line}`, () => answers() > before);
  await stage.driver.say('lead', `alert show ${id}`);
  await stage.until(shown, () => stage.driver.messages().some(({ text }) => text.includes(shown)));
}

describe.each(['slack over http', 'discord over http'] as const)('%s', (platform) => {
  it('free text is verbatim, whatever it begins with; and keys are taken out of it', async () => {
    const id = await withAlert(platform);
    await noted(id, `alert note ${id} ID: 4711 is with the venue`, 'ID: 4711 is with the venue');
    await noted(id, `告警 备注 ${id} 编号：4711 已提交工单`, '编号：4711 已提交工单');
    const dashes = '--force-push was left on in the encoder';
    await noted(id, `alert note ${id} ${dashes}`, dashes);
    const account = 'they pushed with the wrong account: sports';
    await noted(id, `alert note ${id} ${account}`, account);
    const keys = `main?txSecret=${SECRET}&txTime=6E07415C and Bearer ${SECRET} and 推流密钥：${SECRET}, ok`;
    await noted(id, `alert note ${id} it has ${keys}`, 'it has main?…');
    const everywhere = JSON.stringify([stage.driver.messages(), await stage.audit(), stage.sandbox.calls()]);
    expect(everywhere).not.toContain(SECRET);
    expect(everywhere).not.toContain('6E07415C');
  });

  it('somebody is assigned by a mention, in whatever form it comes', async () => {
    const id = await withAlert(platform);
    const slack = userId('slack', 'producer');
    const discord = userId('discord', 'producer');
    const forms = platform.startsWith('slack')
      ? [`<@${slack}|bo.b>`, `<@${slack}>`]
      : [`<@${discord}>`, `<@!${discord}>`];
    for (const form of [...forms, '@bo', slack, '@Bo']) {
      await stage.driver.say('lead', `alert assign ${id} me`);
      await stage.until('lin', () => stage.cards(/Assigned to: lin/).length > 0);
      await stage.driver.say('lead', `alert assign ${id} ${form}`);
      await stage.until(`bo for ${form}`, () => stage.cards(/Assigned to: bo/).length > 0);
    }
    await stage.driver.say('lead', `alert assign ${id} @Lin Wei`);
    const unknown = await stage.expectMessage(/nobody is called "@Lin Wei"/);
    expect(unknown.text).toContain('ada, bo, lin, vic');
    expect(unknown.buttons).toContain(`alert assign ${id} lin`);
    const stranger = platform.startsWith('slack') ? '<@U0NOBODY>' : '<@999999999999999999>';
    await stage.driver.say('lead', `alert assign ${id} ${stranger}`);
    const nobody = await stage.expectMessage(/nobody is called "@(?:U0NOBODY|9{18})"/);
    expect(nobody.text).toContain('whoami');
    await stage.driver.say('lead', `alert note ${id} ask ${forms[0] ?? ''} about it`);
    await stage.expectMessage(/Noted/);
    await stage.driver.say('lead', `alert show ${id}`);
    await stage.expectMessage(/ask @bo about it/);
  });

  it('a mute lasts as long as was said', async () => {
    const id = await withAlert(platform);
    for (const [said, end] of [
      ['30 minutes', '20:30'],
      ['2hrs', '22:00'],
      ['2.5h', '22:30'],
      ['for 1 hour', '21:00'],
      ['10pm', '22:00'],
      ['24:00', '00:00'],
    ] as const) {
      await stage.driver.say('lead', `alert mute ${id} ${said}`);
      await stage.expectMessage(new RegExp(`Muted until 2026-03-0[12] ${end}`));
    }
    await stage.driver.say('lead', `告警 屏蔽 ${id} 半小时`);
    await stage.expectMessage(/已屏蔽至 2026-03-01 20:30/);
    await stage.driver.say('lead', `告警 屏蔽 ${id} 10点`);
    const refused = await stage.expectMessage(/未能理解/);
    expect(refused.buttons.join()).toContain('22:00');
  });
});
