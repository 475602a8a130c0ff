import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, type Scene } from '../../../sandbox/scene.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';
import type { SeenMessage } from '../stage/driver.ts';

let stage: AlertStage;
afterEach(() => stage.stop());

const SPORTS = { domain: 'push.example.com', app: 'live', stream: 'sports' };
const HOUR = 3_600_000;
/** The demonstration with two backups beside the one of sports, so that one has to be chosen. */
const SCENE: Scene = {
  ...demoScene,
  streams: [
    ...demoScene.streams.filter(({ stream }) => stream !== 'sports'),
    liveStream(
      'push.example.com/live/sports',
      { sinceMs: 2 * HOUR },
      { sinceMs: 2 * HOUR - 60_000, source: '拉流转推(task-sports-backup)' },
      { sinceMs: HOUR },
    ),
  ],
};

/** What a person would have to read out digit by digit. */
const LONG_NUMBER = /\d{17,}/u;

/** What people see of a message: its words and its buttons. What is meant to be pasted is left out. */
function readAs({ text, buttons }: SeenMessage): readonly string[] {
  return [...text.split('\n'), ...buttons].filter(
    (line) => !/^(?:For the cloud's console|供云控制台使用)/u.test(line),
  );
}

const LINES: Readonly<Record<'en' | 'zh', readonly string[]>> = {
  en: [
    'backup list',
    'backup list sports',
    'backup switch sports',
    'backup switch sports main',
    'backup switch sports 9',
    'backup switch sports 2',
    'backup switch sports backup 3',
    'backup switch sports backup 2 from pull task task-sports-backup',
    'backup switch sports backup 2 from encoder',
    'backup switch nosuch',
    'backup set sports on',
    'stream list',
    'stream show sports',
    'stream check sports',
    'stream health sports',
    'stream history sports',
    'stream find sports',
    'stream drop sports',
    'stream forbid sports 1h',
    'pull add push.example.com/live/sports rtmp://far.example.com/live/feed 2h',
    'pull list',
    'pull show task-sports-backup',
    'pull restart task-sports-backup',
    'pull stop task-sports-backup',
    'pull set task-sports-backup',
    'status',
    'help backup switch',
    'panel post',
    'incident sports',
  ],
  zh: [
    '主备 列表',
    '主备 列表 sports',
    '主备 切换 sports',
    '主备 切换 sports 主流',
    '主备 切换 sports 9',
    '主备 切换 sports 备流 3',
    '主备 切换 sports 备流 2（拉流转推任务 task-sports-backup）',
    '主备 修改 sports 开',
    '流 查看 sports',
    '流 检查 sports',
    '流 断开 sports',
    '拉流 查看 task-sports-backup',
    '拉流 重启 task-sports-backup',
    '状态',
    '帮助 主备 切换',
  ],
};

describe('the numbers that the cloud gives pushes', () => {
  it.each(['en', 'zh'] as const)(
    'are nothing that people have to read: %s',
    async (language) => {
      stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, 'graceSeconds: 0');
      const { driver } = stage;
      const sequences = stage.sandbox.pushes(SPORTS);
      expect(sequences.every((each) => LONG_NUMBER.test(each))).toBe(true);
      stage.sandbox.event({ type: 321, stream: SPORTS });
      await stage.expectMessage(/sports: push is unhealthy[^]*Pushed now/);
      for (const line of LINES[language]) {
        const before = driver.messages().length;
        await driver.say('engineer', line);
        await stage.until(line, () => driver.messages().length > before);
      }
      await stage.moment();

      // By its full number, as older cards and scripts have it: previewed, refused and noted by its name.
      await driver.say('viewer', `backup switch sports ${sequences[1]}`);
      await stage.expectMessage(/(?:You may not use|无权)/);
      await driver.say('engineer', `backup switch sports ${sequences[1]}`);
      let card = await stage.expectMessage(/Switch .*sports to backup 2 .*\?/);
      await driver.press('engineer', card, 'Confirm');
      card = await stage.expectUpdate(card, /: done/);
      stage.clock.advance(1000);
      await driver.press('engineer', card, card.buttons.find((label) => label.startsWith('Undo')) ?? '');
      await stage.expectUpdate(card, /back to its former main .*: done/);
      await driver.say('engineer', language === 'en' ? 'audit 20' : '审计 20');
      await stage.expectMessage(/What happened|经过/);

      const read = [...driver.messages(), ...(stage.others?.messages() ?? [])].flatMap(readAs);
      expect([...new Set(read.filter((line) => LONG_NUMBER.test(line)))]).toEqual([]);
    },
    60_000,
  );
});
