import { defineAct } from '../../src/command.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { readMonitorTasks } from '../../src/live/read/monitors.ts';
import { canBeTold } from '../feature/table/callback/own-address.ts';
import { worded } from '../pick.ts';
import { isTaken } from '../shape/add.ts';
import { fieldOptions, typedFields, type Typed } from '../shape/field-options.ts';
import { factsOf, type FieldValues } from '../shape/fields.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { monitorFacts, settingsMark } from './describe.ts';
import { monitorNoun } from './noun.ts';
import { configOf, configParams, isAsAsked, type MonitorConfig } from './setting/config.ts';
import { inputsOption, inputText, notPushed, readInputs } from './setting/inputs.ts';
import { configWith, monitorRows, valuesOfConfig } from './setting/rows.ts';
import { settingLines, toldAddress } from './setting/told.ts';

/** What a new monitor has where nothing was said. */
const USUAL: MonitorConfig = {
  name: '',
  inputs: [],
  ...{ width: 1280, height: 720, output: { domain: '', app: '', stream: '' } },
  ...{ broken: 1, lowfps: 1, format: 0, quality: 0, speech: 0, words: 0 },
  ...{ speechInputs: [], wordsInputs: [], report: 1, notify: 'none' },
};

const { own, fields } = fieldOptions(monitorRows, {
  required: ['name'],
  optional: ['checks', 'notify', 'size', 'output'],
});

/** `casterId` and `pullId`: empty where it watches streams. `known`: monitors that were there. */
type AddPlan = {
  readonly config: MonitorConfig;
  readonly casterId: string;
  readonly pullId: string;
  readonly known: readonly string[];
};

export const monitorAdd = defineAct({
  name: 'monitor add',
  zh: '监播 添加',
  summary: {
    en: 'Make a monitor for some streams, a caster or a pull task',
    zh: '新建监播任务：监看多路流、导播台或拉流转推任务',
  },
  risk: 'change',
  options: {
    name: { ...own['name'], names: true } as (typeof own)[string],
    inputs: inputsOption,
    ...without(own, 'name'),
    output: { ...own['output'], suggests: 'play-domain' } as (typeof own)[string],
    fields,
  },
  async preview(context, given) {
    const { say, language } = context;
    const typed = given as unknown as Typed;
    const values = typedFields(monitorRows, typed);
    refuseLanguage(values);
    const { inputs, casterId, pullId } = await readInputs(context, typed['inputs'] ?? '', 'monitor add');
    const base: MonitorConfig = { ...USUAL, notify: (await canBeTold(context)) ? 'airdesk' : 'none' };
    const config = configWith(base, values, inputs);
    // What is told to Airdesk needs its address: refused now, and not when it is sent.
    await toldAddress(context, config);
    const { items } = await readMonitorTasks(context);
    const taken = worded(items).find(({ id, name }) => name === config.name || id === config.name);
    if (taken) throw isTaken(monitorNoun, config.name, typedLine(monitorNoun.show, taken.word));
    const label = safeLine(config.name, 60);
    const unpushed = await notPushed(context, inputs);
    const lines: Text[] = [
      ...settingLines(config),
      ...(unpushed ? [unpushed] : []),
      {
        en: 'Viewers notice nothing. It runs, and is billed, only once it is started.',
        zh: '观众无感知。启动之后才会运行和计费。',
      },
      { en: 'Undo: remove it again, while it was never started.', zh: '可撤销：从未启动过时可以再删除。' },
    ];
    return {
      target: { key: `${context.account}/monitor/name:${config.name}`, label },
      title: say(`Add the monitor ${label}`, `添加监播任务 ${label}`),
      plan: { config, casterId, pullId, known: items.map(({ id }) => id) },
      showCommand: monitorNoun.list,
      state: { taken: false, config },
      facts: [
        {
          label: say('Inputs', '输入'),
          value: inputs.map((input, at) => `${at + 1}  ${inputText(input)}`).join('\n'),
        },
        ...factsOf(monitorRows, valuesOfConfig(config), language).slice(1),
      ],
      lines: lines.map((line) => wording(line, language)),
    };
  },
  async run(context, { config, casterId, pullId }: AddPlan) {
    const { AiAsrInputIndexList, AiOcrInputIndexList, ...params } = configParams(
      config,
      undefined,
      await toldAddress(context, config),
    );
    await context.live.call('CreateLiveStreamMonitor', {
      ...params,
      ...(AiAsrInputIndexList.length > 0 && { AiAsrInputIndexList }),
      ...(AiOcrInputIndexList.length > 0 && { AiOcrInputIndexList }),
      ...(casterId !== '' && { CasterId: casterId }),
      ...(pullId !== '' && { PullPushTaskId: pullId }),
    });
  },
  async verify(context, plan) {
    const { items } = await readMonitorTasks(context);
    const made = worded(items).filter(
      ({ id, name }) => name === plan.config.name && !plan.known.includes(id),
    );
    const [only, second] = made;
    if (!only) return { seen: false, facts: [] };
    const facts = [...monitorFacts(context, only), { label: 'ID', value: only.id }];
    // Two of one name in the same moment, or other settings: somebody else made one, and nobody can tell which is ours.
    if (second || !isAsAsked(configOf(context, only.info), plan.config))
      return { seen: false, maybeOthers: true, facts };
    return { seen: true, facts, left: { id: only.id, settings: settingsMark(only) } };
  },
  undo({ say }, { config }, left) {
    const { id, settings } = (left ?? {}) as { readonly id?: string; readonly settings?: string };
    if (id === undefined || settings === undefined) return undefined;
    const label = safeLine(config.name, 40);
    return {
      command: 'monitor withdraw',
      options: { monitor: byId(id), left: settings },
      label: say(`Undo: remove ${label}`, `撤销：删除 ${label}`),
    };
  },
});

/** @throws Refusal where a language is given for speech that is not looked for */
export function refuseLanguage(values: FieldValues, wasOn = false): void {
  const { checks, language } = values;
  const isOn = Array.isArray(checks) ? checks.includes('speech') : wasOn;
  if (language === undefined || isOn) return;
  throw new Refusal(
    'airdesk.bad-option',
    { en: 'language is for speech', zh: '“语种”只用于语音识别' },
    {
      en: 'Add speech to the checks: checks:broken,lowfps,speech. Nothing was done.',
      zh: '请在检测项中加上语音：检测:断流,低帧率,语音。未执行任何操作。',
    },
  );
}

/** Options without one of them. */
export function without<T>(options: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => key !== name));
}
