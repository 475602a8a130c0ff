import { z } from 'zod';
import { type CommandContext, defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { byId } from '../../src/text/name-forms.ts';
import { typedLine } from '../typed-line.ts';
import { audibleText, inputsOf, isRunning, monitorFacts } from './describe.ts';
import {
  type Monitor,
  monitorLabel,
  monitorOption,
  monitorTarget,
  readMonitor,
  resolveMonitor,
} from './resolve.ts';

type Plan = { readonly id: string; readonly audible: readonly number[] };

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
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const audible = options.audible ?? [];
    const rest = audible.length > 0 ? [audible.join(',')] : [];
    const monitor = await resolveMonitor(context, options.monitor, 'monitor start', rest);
    if (isRunning(monitor)) refuseRunning(monitor);
    const inputs = inputsOf(context, monitor);
    refuseUnknownInput(context, monitor, audible);
    const label = monitorLabel(monitor);
    return {
      target: monitorTarget(context, monitor),
      title: say(`Start monitor ${label}`, `启动监播 ${label}`),
      plan: { id: monitor.id, audible },
      look: typedLine('monitor show', monitor.word),
      state: { running: false, inputs: inputs.map((input) => input.index) },
      facts: [
        ...monitorFacts(context, monitor),
        {
          label: say('Inputs', '输入'),
          value: inputs
            .slice(0, 10)
            .map((input) => `${input.index}  ${input.text}`)
            .join('\n'),
        },
        { label: say('Sound', '声音'), value: audibleText(context, audible) },
      ].filter((fact) => fact.value !== ''),
      lines: [say('Viewers notice nothing.', '观众无感知。'), say('Undo: stop it.', '可撤销：停止监播。')],
    };
  },
  async run(context, plan) {
    await context.live.call('StartLiveStreamMonitor', {
      MonitorId: plan.id,
      ...(plan.audible.length > 0 ? { AudibleInputIndexList: [...plan.audible] } : {}),
    });
  },
  async verify(context, plan) {
    const monitor = await readMonitor(context, plan.id);
    return { seen: isRunning(monitor), facts: monitorFacts(context, monitor) };
  },
  undo: (context, plan) => ({
    command: 'monitor stop',
    options: { monitor: byId(plan.id) },
    label: context.say('Undo: stop', '撤销：停止监播'),
  }),
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
