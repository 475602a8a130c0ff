import { z } from 'zod';
import { type CommandContext, defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { inputsOf, isRunning } from './describe.ts';
import { type Monitor, monitorLabel, monitorOption, resolveMonitor } from './resolve.ts';
import { undoStart } from './restore.ts';
import { previewStart, runStart, type StartPlan, verifyStart } from './starting.ts';

export const monitorStart = defineAct({
  name: 'monitor start',
  zh: '监播 启动',
  summary: { en: 'Start a monitor', zh: '启动一个监播任务' },
  risk: 'change',
  options: {
    monitor: monitorOption,
    audible: {
      schema: z
        .string()
        .regex(/^\d{1,5}(?:[,，、]\d{1,5}){0,19}$/u)
        .transform((text) => [...new Set(text.split(/[,，、]/u).map(Number))].sort((a, b) => a - b))
        .optional(),
      summary: {
        en: 'inputs to be heard, as numbers of monitor show; silent when left out',
        zh: '要出声的输入编号（见“监播 查看”），不填则静音',
      },
      zh: '声音',
      required: false,
      example: '1,2',
    },
  },
  async preview(context, options) {
    const audible = options.audible ?? [];
    const rest = audible.length > 0 ? [audible.join(',')] : [];
    const monitor = await resolveMonitor(context, options.monitor, 'monitor start', rest);
    if (isRunning(monitor)) refuseRunning(monitor);
    refuseUnknownInput(context, monitor, audible);
    return previewStart(context, monitor, audible);
  },
  run: (context, plan: StartPlan) => runStart(context, plan),
  verify: verifyStart,
  undo: undoStart,
});

function refuseRunning(monitor: Monitor): never {
  const label = monitorLabel(monitor);
  throw new Refusal(
    'airdesk.nothing-to-do',
    { en: `Monitor ${label} runs already`, zh: `监播 ${label} 已在运行` },
    { en: 'To change what is heard, stop it and start it again.', zh: '如要更换声音，请先停止再启动。' },
    [typedLine('monitor show', monitor.word), typedLine('monitor stop', monitor.word)],
  );
}

function refuseUnknownInput(context: CommandContext, monitor: Monitor, audible: readonly number[]): void {
  const known = inputsOf(context, monitor).map((input) => input.index);
  const unknown = audible.filter((index) => !known.includes(index));
  if (unknown.length === 0) return;
  const label = monitorLabel(monitor);
  throw new Refusal(
    'airdesk.bad-option',
    {
      en: `Monitor ${label} has no input ${unknown.join(', ')}`,
      zh: `监播 ${label} 没有输入 ${unknown.join('、')}`,
    },
    { en: `Its inputs are: ${known.join(', ')}.`, zh: `可用的输入：${known.join('、')}。` },
    [typedLine('monitor show', monitor.word)],
  );
}
