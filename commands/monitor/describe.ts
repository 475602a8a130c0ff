import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import type { LiveStreamMonitorInputInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Fact } from '../../src/reply.ts';
import { when } from '../when.ts';
import type { MonitorTask } from '../../src/live/read/monitors.ts';
import type { Monitor } from './resolve.ts';
import { fingerprint, type Json } from '../../src/json.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** LiveStreamMonitorInfo, Status. */
const RUNNING = 1;
/** Input indexes of a caster's own pictures (LiveStreamMonitorInputInfo, CasterInputIndex). */
const CASTER_PVW = 10_000;
const CASTER_PGM = 10_001;

/** One picture of a monitor. */
export interface MonitorInput {
  readonly index: number;
  readonly text: string;
}

/** Whether the monitor runs now. */
export function isRunning(monitor: MonitorTask): boolean {
  return Number(monitor.info.Status ?? 0) === RUNNING;
}

/** The pictures, numbered as StartLiveStreamMonitor takes them: from 1, in the order of the list. */
export function inputsOf(context: Pick<CommandContext, 'say'>, monitor: Monitor): MonitorInput[] {
  return (monitor.info.InputList ?? []).map((input, place) => {
    const index = place + 1;
    const casterIndex = Number(input.CasterInputIndex ?? 0);
    if (casterIndex === CASTER_PVW) return { index, text: context.say('PVW of the caster', '导播台预监') };
    if (casterIndex === CASTER_PGM) return { index, text: context.say('PGM of the caster', '导播台主监') };
    const name = [input.InputDomain, input.InputApp, input.InputStreamName].filter(Boolean).join('/');
    return { index, text: safeLine([name, input.Description].filter(Boolean).join(' · '), 80) };
  });
}

/** A mark of who its inputs are, in their order. */
export function inputsMark({ info }: MonitorTask): string {
  return fingerprint({
    inputs: (info.InputList ?? []).map(inputSettings),
    caster: info.CasterId ?? '',
    pull: info.PullPushTaskId ?? '',
  });
}

/**
 * A mark of what it shows, where to, and what it reports: an input keeps its number when the console puts another stream
 * there. Addresses go into it, and cannot be read from it.
 */
export function settingsMark(monitor: MonitorTask): string {
  const { info } = monitor;
  const { OutputInfo: output, NotifyPolicy: notify } = info;
  return fingerprint({
    inputs: inputsMark(monitor),
    output: [
      Number(output?.OutputStreamWidth ?? 0),
      Number(output?.OutputStreamHeight ?? 0),
      output?.OutputDomain ?? '',
      output?.OutputApp ?? '',
      output?.OutputStreamName ?? '',
    ],
    notify: [Number(notify?.NotifyPolicyType ?? 0), notify?.CallbackUrl ?? ''],
    checks: [
      info.CheckStreamBroken,
      info.CheckStreamLowFrameRate,
      info.AllowMonitorReport,
      info.AiFormatDiagnose,
      info.AiQualityControl,
      info.AsrLanguage,
      info.OcrLanguage,
    ].map((value) => Number(value ?? 0)),
    asr: numbers(info.AiAsrInputIndexList),
    ocr: numbers(info.AiOcrInputIndexList),
  });
}

function inputSettings(input: LiveStreamMonitorInputInfo): Json {
  return [
    input.InputDomain ?? '',
    input.InputApp ?? '',
    input.InputStreamName,
    // An address that is pushed to, where one is given; it can be signed.
    (input.InputUrl ?? '').replace(/\?.*/su, ''),
    Number(input.CasterInputIndex ?? 0),
    input.NeedMonitor ?? null,
  ];
}

function numbers(list: readonly (number | bigint)[] | undefined): number[] {
  return (list ?? []).map(Number).sort((a, b) => a - b);
}

/** Where the picture goes to, in full; empty where the cloud does not tell. */
export function outputText({ info }: Monitor): string {
  const { OutputDomain, OutputApp, OutputStreamName } = info.OutputInfo ?? {};
  return safeLine([OutputDomain, OutputApp, OutputStreamName].filter(Boolean).join('/'), 120);
}

/** Indexes of the inputs that are heard. */
export function audibleOf(monitor: MonitorTask): number[] {
  return numbers(monitor.info.AudibleInputIndexList);
}

/** State, since when, and what is heard. */
export function monitorFacts(context: CommandContext, monitor: MonitorTask): Fact[] {
  const { say } = context;
  const running = isRunning(monitor);
  const facts: Fact[] = [
    { label: say('State', '状态'), value: running ? say('running', '监播中') : say('idle', '空闲') },
  ];
  const at = fromCloud(running ? monitor.info.StartTime : monitor.info.StopTime);
  if (at !== undefined)
    facts.push({
      label: running ? say('Started', '启动于') : say('Stopped', '停止于'),
      value: when(context, at),
    });
  if (running) facts.push({ label: say('Sound', '声音'), value: audibleText(context, audibleOf(monitor)) });
  return facts;
}

/** Which inputs are heard, in words. */
export function audibleText({ say }: Pick<CommandContext, 'say'>, audible: readonly number[]): string {
  if (audible.length === 0) return say('none', '静音');
  return say(`input ${audible.join(', ')}`, `输入 ${audible.join('、')}`);
}
