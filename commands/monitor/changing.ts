import type { CommandContext, Preview, Verified } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Fact } from '../../src/reply.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { changeFact } from '../shape/change-fact.ts';
import { changesOf } from '../shape/fields.ts';
import { typedLine } from '../typed-line.ts';
import { monitorFacts, settingsMark } from './describe.ts';
import { monitorLabel, monitorTarget, readMonitor, type Monitor } from './resolve.ts';
import {
  configOf,
  configParams,
  isAsAsked,
  isSameInput,
  type InputConfig,
  type MonitorConfig,
} from './setting/config.ts';
import { inputText, notPushed } from './setting/inputs.ts';
import { changeRegion } from './setting/region.ts';
import { monitorRows, valuesOfConfig } from './setting/rows.ts';
import { lostLines, settingLines, toldAddress } from './setting/told.ts';

/** A monitor as it is to be. `before`: mark of how it was previewed. `was`: what puts it back; null where that is not kept. */
export type ChangePlan = {
  readonly id: string;
  readonly before: string;
  readonly after: MonitorConfig;
  readonly was: MonitorConfig | null;
};

/** The preview of giving a monitor that is idle other settings. */
export async function previewChange(
  context: CommandContext,
  monitor: Monitor,
  after: MonitorConfig,
  undoLine: (was: MonitorConfig | null) => Text,
): Promise<Preview<ChangePlan>> {
  const { say, language } = context;
  const before = configOf(context, monitor.info);
  const label = monitorLabel(monitor);
  // Now, and not when it is sent.
  await toldAddress(context, after);
  const hasOtherInputs = inputsDiffer(before, after);
  const unpushed = hasOtherInputs ? await notPushed(context, after.inputs) : undefined;
  const was = isKept(before, after) ? before : null;
  const lines: Text[] = [
    ...lostLines(before, after),
    ...settingLines(after),
    ...(unpushed ? [unpushed] : []),
    {
      en: 'Viewers notice nothing. It holds from the next start of the monitor.',
      zh: '观众无感知。下次启动监播时生效。',
    },
    undoLine(was),
  ];
  const [left, right] = [valuesOfConfig(before), valuesOfConfig(after)];
  return {
    target: monitorTarget(context, monitor),
    title: say(`Change monitor ${label}`, `修改监播任务 ${label}`),
    plan: { id: monitor.id, before: markOf(monitor), after, was },
    showCommand: typedLine('monitor show', monitor.word),
    state: { running: false, settings: markOf(monitor), after },
    facts: [
      ...monitorFacts(context, monitor),
      ...changesOf(monitorRows, left, right).map((row) => changeFact(row, left, right, context)),
      ...(hasOtherInputs ? inputFacts(context, before, after) : []),
    ],
    lines: lines.map((line) => wording(line, language)),
  };
}

/** Whether anything would be another than it is. */
export function isChange(context: CommandContext, monitor: Monitor, after: MonitorConfig): boolean {
  return !isAsAsked(configOf(context, monitor.info), after);
}

/** The one call. It is read again first: what is not kept comes from there, and nobody else's change is overwritten. */
export async function runChange(context: CommandContext, plan: ChangePlan): Promise<void> {
  const monitor = await readMonitor(context, plan.id);
  if (markOf(monitor) !== plan.before) throw changed(monitor);
  const params = configParams(plan.after, monitor.info, await toldAddress(context, plan.after));
  await context.live.call(
    'ModifyLiveStreamMonitor',
    { MonitorId: plan.id, ...params },
    changeRegion(context),
  );
}

/** Whether it has the settings that were asked for. */
export async function verifyChange(context: CommandContext, plan: ChangePlan): Promise<Verified> {
  const monitor = await readMonitor(context, plan.id);
  const facts = monitorFacts(context, monitor);
  if (!isAsAsked(configOf(context, monitor.info), plan.after))
    return { seen: false, ...(markOf(monitor) !== plan.before && { maybeOthers: true }), facts };
  return { seen: true, facts, left: { settings: settingsMark(monitor) } };
}

/** A mark of everything that can be set: secrets go into it, and cannot be read from it. */
function markOf(monitor: Monitor): string {
  const abouts = (monitor.info.InputList ?? []).map(({ Description = '' }) => Description);
  return [settingsMark(monitor), monitor.name, ...abouts].join('\n');
}

function inputsDiffer(before: MonitorConfig, after: MonitorConfig): boolean {
  return before.inputs.map(inputText).join('\n') !== after.inputs.map(inputText).join('\n');
}

/** An address that can hold a key is kept nowhere, and neither is that of another receiver: they cannot be put back. */
function isKept(before: MonitorConfig, after: MonitorConfig): boolean {
  const isThere = (input: InputConfig) => after.inputs.some((other) => isSameInput(other, input));
  const losesAddress = before.inputs.some((input) => input.url !== '' && !isThere(input));
  const losesReceiver = before.notify.startsWith('other:') && after.notify !== before.notify;
  return !losesAddress && !losesReceiver;
}

function inputFacts({ say }: CommandContext, before: MonitorConfig, after: MonitorConfig): Fact[] {
  const list = ({ inputs }: MonitorConfig) =>
    inputs.map((input, at) => `${at + 1}  ${inputText(input)}`).join('\n');
  return [
    { label: say('Inputs then', '改后输入'), value: safeList(list(after)) },
    { label: say('Inputs so far', '原输入'), value: safeList(list(before)) },
  ];
}

function safeList(text: string): string {
  return text
    .split('\n')
    .map((line) => safeLine(line, 120))
    .join('\n');
}

function changed(monitor: Monitor): Refusal {
  const label = monitorLabel(monitor);
  return new Refusal(
    'airdesk.changed',
    { en: `Monitor ${label} was changed in the meantime`, zh: `监播任务 ${label} 已被改动` },
    {
      en: 'Nothing was done. See how it is now, then ask again.',
      zh: '未执行任何操作。请先查看现在的状态，再重新发起。',
    },
    [typedLine('monitor show', monitor.word)],
  );
}
