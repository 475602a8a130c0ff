import { z } from 'zod';
import { defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { previewChange, runChange, verifyChange, type ChangePlan } from './changing.ts';
import { settingsMark } from './describe.ts';
import { monitorLabel, monitorOption, resolveMonitor, type Monitor } from './resolve.ts';
import type { MonitorConfig, Notified } from './setting/config.ts';
import { refuseRunning } from './setting/told.ts';

const number = z.number().int();
const text = z.string().max(600);

/** What `monitor set` kept of the former settings. */
const ConfigSchema: z.ZodType<MonitorConfig> = z.object({
  name: text,
  inputs: z
    .array(z.object({ stream: text, domain: text, app: text, about: text, casterIndex: number, url: text }))
    .max(100),
  ...{ width: number, height: number, output: z.object({ domain: text, app: text, stream: text }) },
  ...{ broken: number, lowfps: number, format: number, quality: number, speech: number, words: number },
  ...{ speechInputs: z.array(number).max(100), wordsInputs: z.array(number).max(100), report: number },
  notify: z
    .string()
    .regex(/^(?:airdesk|none|other:.{1,100})$/u)
    .transform((notify) => notify as Notified),
});

/** Undo of `monitor set`: the former settings, where it is as the command left it. */
export const monitorReturn = defineAct({
  name: 'monitor return',
  zh: '监播 恢复',
  summary: { en: 'Give a monitor its former settings again', zh: '恢复监播任务原来的设置' },
  risk: 'change',
  hidden: true,
  options: {
    monitor: monitorOption,
    left: {
      schema: z.string().min(1).max(128),
      summary: { en: 'how the command left it', zh: '命令执行后的标记' },
      ...{ zh: '现状', required: true, example: '4f1c' },
    },
    was: {
      schema: z
        .string()
        .max(60_000)
        .transform((json): unknown => JSON.parse(json))
        .pipe(ConfigSchema),
      summary: { en: 'its former settings', zh: '原来的设置' },
      ...{ zh: '原值', required: true, example: '{}' },
    },
  },
  async preview(context, { monitor: given, left, was }) {
    const monitor = await resolveMonitor(context, given, 'monitor show');
    if (settingsMark(monitor) !== left) throw changed(monitor);
    refuseRunning(monitor);
    return previewChange(context, monitor, was, () => ({
      en: 'No undo: monitor set changes it again.',
      zh: '无法撤销：可用“监播 修改”再次修改。',
    }));
  },
  run: (context, plan: ChangePlan) => runChange(context, plan),
  verify: verifyChange,
});

function changed(monitor: Monitor): Refusal {
  const label = monitorLabel(monitor);
  return new Refusal(
    'airdesk.changed',
    { en: `Monitor ${label} was changed again since`, zh: `监播 ${label} 之后又被改过` },
    { en: 'Nothing was done. See how it is now.', zh: '未做任何操作。请先查看现在的状态。' },
    [typedLine('monitor show', monitor.word)],
  );
}
