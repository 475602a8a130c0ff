import { defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { byId } from '../../src/text/name-forms.ts';
import { nothingToDo } from '../shape/act.ts';
import { fieldOptions, typedFields, type Typed } from '../shape/field-options.ts';
import { typedLine } from '../typed-line.ts';
import { refuseLanguage, without } from './add.ts';
import { isChange, previewChange, runChange, verifyChange, type ChangePlan } from './changing.ts';
import { type Monitor, monitorLabel, monitorOption, readMonitors, resolveMonitor } from './resolve.ts';
import { isTaken } from '../shape/add.ts';
import { monitorNoun } from './noun.ts';
import { configOf, isSameInput, type InputConfig, type MonitorConfig } from './setting/config.ts';
import { inputsOption, readInputs } from './setting/inputs.ts';
import { configWith, monitorRows } from './setting/rows.ts';
import { refuseRunning } from './setting/told.ts';
import type { CommandContext } from '../../src/command.ts';

const { own, fields } = fieldOptions(monitorRows, {
  required: [],
  optional: ['name', 'checks', 'notify', 'size', 'output'],
});

export const monitorSet = defineAct({
  name: 'monitor set',
  zh: '监播 修改',
  summary: { en: 'Change what a monitor watches and reports', zh: '修改监播任务监看的输入和通知' },
  risk: 'change',
  options: {
    monitor: monitorOption,
    inputs: { ...inputsOption, schema: inputsOption.schema.optional(), required: false },
    name: { ...own['name'], names: true } as (typeof own)[string],
    ...without(own, 'name'),
    output: { ...own['output'], suggests: 'play-domain' } as (typeof own)[string],
    fields,
  },
  async preview(context, given) {
    const typed = given as unknown as Typed;
    const monitor = await resolveMonitor(context, typed['monitor'] ?? '', 'monitor set');
    const values = typedFields(monitorRows, typed);
    const before = configOf(context, monitor.info);
    refuseRunning(monitor);
    refuseLanguage(values, before.speech > 0);
    const inputs = await otherInputs(context, monitor, before, typed['inputs']);
    const after = configWith(before, values, inputs);
    await refuseTaken(context, monitor, after);
    if (!isChange(context, monitor, after)) throw unchanged(monitor, hasSettings(typed));
    return previewChange(context, monitor, after, (was) =>
      was
        ? { en: 'Undo: the former settings.', zh: '可撤销：恢复原设置。' }
        : {
            en: 'No undo: the address of an input or of another receiver can hold a key, and is not kept.',
            zh: '无法撤销：输入或其他接收方的地址可能含密钥，不会保存。',
          },
    );
  },
  run: (context, plan: ChangePlan) => runChange(context, plan),
  verify: verifyChange,
  undo({ say }, { id, was }, left) {
    const { settings } = (left ?? {}) as { readonly settings?: string };
    if (!was || settings === undefined) return undefined;
    return {
      command: 'monitor return',
      options: { monitor: byId(id), left: settings, was: JSON.stringify(was) },
      label: say('Undo: the former settings', '撤销：恢复原设置'),
    };
  },
});

/** The inputs that were typed; those that stay keep their description. @throws Refusal where it watches something whole */
async function otherInputs(
  context: CommandContext,
  monitor: Monitor,
  before: MonitorConfig,
  typed: string | undefined,
): Promise<readonly InputConfig[]> {
  if (typed === undefined) return before.inputs;
  const isWhole = (monitor.info.CasterId ?? '') !== '' || (monitor.info.PullPushTaskId ?? '') !== '';
  const { inputs, casterId, pullId } = await readInputs(context, typed, 'monitor set');
  if (isWhole || casterId !== '' || pullId !== '') throw isOfOne(monitor);
  return inputs.map((input) => before.inputs.find((other) => isSameInput(other, input)) ?? input);
}

async function refuseTaken(
  context: CommandContext,
  monitor: Monitor,
  { name }: MonitorConfig,
): Promise<void> {
  if (name === monitor.name) return;
  const { monitors } = await readMonitors(context);
  const taken = monitors.find(
    (other) => other.id !== monitor.id && (other.name === name || other.id === name),
  );
  if (taken) throw isTaken(monitorNoun, name, typedLine('monitor show', taken.word));
}

function isOfOne(monitor: Monitor): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    {
      en: `What ${monitorLabel(monitor)} is of cannot be changed`,
      zh: `${monitorLabel(monitor)} 的监看对象不能更换`,
    },
    {
      en: 'A monitor of a caster or of a pull task stays one, and others do not become one: make another monitor. Nothing was done.',
      zh: '导播台或拉流转推任务的监播不能改为其他对象，其他监播也不能改成它们：请另建监播。未执行任何操作。',
    },
    ['monitor add'],
  );
}

function hasSettings(typed: Typed): boolean {
  return Object.entries(typed).some(([option, value]) => option !== 'monitor' && value !== undefined);
}

function unchanged(monitor: Monitor, isGiven: boolean): Refusal {
  const [label, show] = [monitorLabel(monitor), typedLine('monitor show', monitor.word)];
  if (isGiven)
    return nothingToDo(
      { en: `${label} is so already`, zh: `${label} 已经是这样` },
      { en: 'Nothing would change. Look at it first.', zh: '没有需要修改的内容。可先查看。' },
      show,
    );
  return new Refusal(
    'airdesk.bad-option',
    { en: `What of ${label} should change?`, zh: `要修改 ${label} 的哪一项？` },
    {
      en: `Write it behind the name: inputs:…, checks:broken,lowfps, notify:airdesk, size:1280x720. Nothing was done.`,
      zh: `请写在名称后面：输入:…、检测:断流,低帧率、通知:airdesk、尺寸:1280x720。未执行任何操作。`,
    },
    [show],
  );
}
