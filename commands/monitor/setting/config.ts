import type { CommandContext } from '../../../src/command.ts';
import { fingerprint } from '../../../src/json.ts';
import type {
  LiveStreamMonitorInfo,
  LiveStreamMonitorInputInfo,
  LiveStreamMonitorNotifyPolicy,
} from '../../../src/live/catalogue/types.generated.ts';

/** One input. `url`: a mark of the address that it is pulled at, which can hold a key; empty where it has none. */
export type InputConfig = {
  readonly stream: string;
  readonly domain: string;
  readonly app: string;
  readonly about: string;
  /** Number of a caster's input, 10000 its PVW, 10001 its PGM; 0: not of a caster. */
  readonly casterIndex: number;
  readonly url: string;
};

/** Who is told what a monitor finds: Airdesk, nobody, or somebody else, of whom only a mark is kept. */
export type Notified = 'airdesk' | 'none' | `other:${string}`;

/** Everything that can be set of a monitor, without what may be secret in it. */
export type MonitorConfig = {
  readonly name: string;
  readonly inputs: readonly InputConfig[];
  readonly width: number;
  readonly height: number;
  /** Where its picture goes to; empty: the cloud chooses. */
  readonly output: { readonly domain: string; readonly app: string; readonly stream: string };
  readonly broken: number;
  readonly lowfps: number;
  readonly format: number;
  readonly quality: number;
  /** Language of speech and of text in the picture, as the cloud counts them; 0: not looked for. */
  readonly speech: number;
  readonly words: number;
  /** Inputs in which they are looked for, from 1. */
  readonly speechInputs: readonly number[];
  readonly wordsInputs: readonly number[];
  readonly report: number;
  readonly notify: Notified;
};

/** The settings of a monitor as it is. */
export function configOf(
  context: Pick<CommandContext, 'ownCallbacks'>,
  info: LiveStreamMonitorInfo,
): MonitorConfig {
  const { OutputInfo: output } = info;
  const number = (value: number | bigint | undefined) => Number(value ?? 0);
  const indexes = (list: readonly (number | bigint)[] | undefined) =>
    (list ?? []).map(Number).sort((a, b) => a - b);
  return {
    name: info.MonitorName ?? '',
    inputs: (info.InputList ?? []).map(inputConfig),
    ...{ width: number(output?.OutputStreamWidth), height: number(output?.OutputStreamHeight) },
    output: {
      ...{ domain: output?.OutputDomain ?? '', app: output?.OutputApp ?? '' },
      stream: output?.OutputStreamName ?? '',
    },
    ...{ broken: number(info.CheckStreamBroken), lowfps: number(info.CheckStreamLowFrameRate) },
    ...{ format: number(info.AiFormatDiagnose), quality: number(info.AiQualityControl) },
    ...{ speech: number(info.AsrLanguage), words: number(info.OcrLanguage) },
    ...{ speechInputs: indexes(info.AiAsrInputIndexList), wordsInputs: indexes(info.AiOcrInputIndexList) },
    report: number(info.AllowMonitorReport),
    notify: notified(context, info.NotifyPolicy),
  };
}

/** One input as it is. */
function inputConfig(input: LiveStreamMonitorInputInfo): InputConfig {
  const { InputStreamName, InputDomain = '', InputApp = '', Description = '', InputUrl = '' } = input;
  return {
    ...{ stream: InputStreamName, domain: InputDomain, app: InputApp, about: Description },
    casterIndex: Number(input.CasterInputIndex ?? 0),
    url: InputUrl === '' ? '' : fingerprint(InputUrl),
  };
}

function notified(
  { ownCallbacks }: Pick<CommandContext, 'ownCallbacks'>,
  policy: LiveStreamMonitorNotifyPolicy | undefined,
): Notified {
  const { NotifyPolicyType = 0, CallbackUrl = '' } = policy ?? {};
  if (Number(NotifyPolicyType) !== 1 || CallbackUrl === '') return 'none';
  return ownCallbacks.isOurs(CallbackUrl) ? 'airdesk' : `other:${fingerprint(CallbackUrl)}`;
}

/**
 * The settings as parameters of a call, whole: what is left out of one the cloud may empty. `now`: the monitor as it is,
 * from which comes what is not kept here. `own`: Airdesk's own address, where it is to be told. Secret.
 */
export function configParams(
  config: MonitorConfig,
  now: LiveStreamMonitorInfo | undefined,
  own: string | undefined,
) {
  const { output } = config;
  const there = (now?.InputList ?? []).map((input) => ({ input, config: inputConfig(input) }));
  return {
    MonitorName: config.name,
    OutputInfo: {
      ...{ OutputStreamWidth: config.width, OutputStreamHeight: config.height },
      ...(output.domain !== '' && { OutputDomain: output.domain }),
      ...(output.app !== '' && { OutputApp: output.app }),
      ...(output.stream !== '' && { OutputStreamName: output.stream }),
    },
    InputList: config.inputs.map((wanted): LiveStreamMonitorInputInfo => {
      const found = there.find(({ config: known }) => isSameInput(known, wanted));
      return {
        ...found?.input,
        InputStreamName: wanted.stream,
        ...(wanted.domain !== '' && { InputDomain: wanted.domain }),
        ...(wanted.app !== '' && { InputApp: wanted.app }),
        ...(wanted.about !== '' && { Description: wanted.about }),
        ...(wanted.casterIndex !== 0 && { CasterInputIndex: wanted.casterIndex }),
      };
    }),
    NotifyPolicy: policyOf(config.notify, now, own),
    ...{ CheckStreamBroken: config.broken, CheckStreamLowFrameRate: config.lowfps },
    ...{ AiFormatDiagnose: config.format, AiQualityControl: config.quality },
    ...{ AsrLanguage: config.speech, OcrLanguage: config.words },
    ...{ AiAsrInputIndexList: [...config.speechInputs], AiOcrInputIndexList: [...config.wordsInputs] },
    AllowMonitorReport: config.report,
  };
}

function policyOf(
  notify: Notified,
  now: LiveStreamMonitorInfo | undefined,
  own: string | undefined,
): LiveStreamMonitorNotifyPolicy {
  if (notify === 'none') return { NotifyPolicyType: 0, CallbackUrl: '' };
  if (notify === 'airdesk') return { NotifyPolicyType: 1, CallbackUrl: own ?? '' };
  return { NotifyPolicyType: 1, CallbackUrl: now?.NotifyPolicy?.CallbackUrl ?? '' };
}

/** Whether two inputs show the same picture. */
export function isSameInput(left: InputConfig, right: InputConfig): boolean {
  return (
    left.stream === right.stream &&
    left.domain === right.domain &&
    left.app === right.app &&
    left.casterIndex === right.casterIndex
  );
}

/** Whether a monitor is as it was asked for; where the cloud was to choose output or address, whatever that is. */
export function isAsAsked(config: MonitorConfig, asked: MonitorConfig): boolean {
  const bare = (each: MonitorConfig) => each.inputs.map((input) => ({ ...input, url: '' }));
  const output = {
    domain: asked.output.domain || config.output.domain,
    app: asked.output.app || config.output.app,
    stream: asked.output.stream || config.output.stream,
  };
  return (
    fingerprint({ ...config, inputs: bare(config) }) ===
    fingerprint({ ...asked, inputs: bare(asked), output })
  );
}
