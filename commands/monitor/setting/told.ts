import type { CommandContext } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import type { Text } from '../../../src/text/language.ts';
import { ownAddress } from '../../feature/table/callback/own-address.ts';
import { inRed } from '../../in-red.ts';
import { typedLine } from '../../typed-line.ts';
import { isRunning } from '../describe.ts';
import { monitorLabel, type Monitor } from '../resolve.ts';
import type { MonitorConfig } from './config.ts';

/** Airdesk's own address where it is to be told. Secret: for the call, and to be kept nowhere. @throws Refusal, LiveError */
export async function toldAddress(
  context: CommandContext,
  { notify }: Pick<MonitorConfig, 'notify'>,
): Promise<string | undefined> {
  return notify === 'airdesk' ? ownAddress(context) : undefined;
}

/** A picture that nobody sees anything in, px (LiveStreamMonitorOutputInfo). */
const SMALLEST = 100;

/** What is worth knowing of these settings. */
export function settingLines(config: MonitorConfig): readonly Text[] {
  const checksNothing = [
    config.broken,
    config.lowfps,
    config.format,
    config.quality,
    config.speech,
    config.words,
  ];
  return [
    ...(checksNothing.every((check) => check === 0)
      ? [{ en: 'It checks nothing: it only shows the pictures.', zh: '没有任何检测项：只显示画面。' }]
      : []),
    ...(config.notify === 'none'
      ? [
          {
            en: 'Its findings go nowhere: it raises no alerts.',
            zh: '发现问题不会通知任何人，也不会产生告警。',
          },
        ]
      : []),
    ...(config.width < SMALLEST || config.height < SMALLEST
      ? [
          {
            en: 'A picture of less than 100 px a side shows next to nothing.',
            zh: '画面边长小于 100 像素，几乎看不清。',
          },
        ]
      : []),
  ];
}

const CHECKS = [
  ['broken', { en: 'broken streams', zh: '断流' }],
  ['lowfps', { en: 'low frame rates', zh: '低帧率' }],
  ['format', { en: 'formats', zh: '格式' }],
  ['quality', { en: 'picture quality', zh: '内容质检' }],
  ['speech', { en: 'speech', zh: '语音' }],
  ['words', { en: 'text in the picture', zh: '画面文字' }],
] as const;

/** What is no longer seen, or told to whom, after a change. */
export function lostLines(before: MonitorConfig, after: MonitorConfig): readonly Text[] {
  const lost = CHECKS.filter(([check]) => before[check] > 0 && after[check] === 0).map(([, words]) => words);
  return [
    ...(before.notify === 'airdesk' && after.notify !== 'airdesk'
      ? [
          inRed({
            en: 'Airdesk no longer hears from it: it raises no alerts.',
            zh: 'Airdesk 将收不到它的通知，不再产生告警。',
          }),
        ]
      : []),
    ...(before.notify.startsWith('other:') && after.notify !== before.notify
      ? [
          inRed({
            en: 'Another receiver will no longer get these callbacks.',
            zh: '原来的其他接收方将不再收到通知。',
          }),
        ]
      : []),
    ...(lost.length > 0
      ? [
          inRed({
            en: `No longer checked: ${lost.map(({ en }) => en).join(', ')}.`,
            zh: `不再检测：${lost.map(({ zh }) => zh).join('、')}。`,
          }),
        ]
      : []),
  ];
}

/** @throws Refusal where a monitor runs: the cloud changes none meanwhile */
export function refuseRunning(monitor: Monitor): void {
  if (!isRunning(monitor)) return;
  const label = monitorLabel(monitor);
  throw new Refusal(
    'airdesk.in-use',
    { en: `Monitor ${label} runs now`, zh: `监播任务 ${label} 正在运行` },
    {
      en: 'The cloud changes none that runs. Stop it, change it, start it again. Nothing was done.',
      zh: '运行中的监播不能修改。请先停止，修改后再启动。未执行任何操作。',
    },
    [typedLine('monitor stop', monitor.word), typedLine('monitor show', monitor.word)],
  );
}
