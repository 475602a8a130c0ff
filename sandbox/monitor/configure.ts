import { ApiError } from '../api-error.ts';
import type {
  Actions,
  LiveStreamMonitorInputInfo,
  LiveStreamMonitorNotifyPolicy,
  LiveStreamMonitorOutputInfo,
} from '../../src/live/catalogue/types.generated.ts';
import type { World } from '../world.ts';
import { MONITOR_SWITCHES, type MonitorConfig } from './monitor.ts';

const NAME = /^[A-Za-z0-9._-]*$/;
type Given = Omit<Actions['ModifyLiveStreamMonitor']['input'], 'MonitorId'>;

/** A monitor's configuration before anything is given. */
export const EMPTY_CONFIG: MonitorConfig = {
  name: '',
  output: { OutputStreamWidth: 0, OutputStreamHeight: 0 },
  inputs: [],
  notify: { NotifyPolicyType: 0, CallbackUrl: '' },
  asrInputs: [],
  ocrInputs: [],
  switches: {
    AsrLanguage: 0,
    OcrLanguage: 0,
    CheckStreamBroken: 0,
    CheckStreamLowFrameRate: 0,
    AllowMonitorReport: 0,
    AiFormatDiagnose: 0,
    AiQualityControl: 0,
  },
};

/**
 * The configuration with what is given put in; the rest stays.
 * @throws ApiError InvalidParameterValue, for the ranges in the structures LiveStreamMonitor*Info.
 */
export function configure(world: World, old: MonitorConfig, given: Given): MonitorConfig {
  const switches = { ...old.switches };
  for (const name of MONITOR_SWITCHES) switches[name] = Number(given[name] ?? switches[name]);
  const config: MonitorConfig = {
    name: given.MonitorName ?? old.name,
    output: given.OutputInfo ? completeOutput(world, given.OutputInfo) : old.output,
    inputs: given.InputList?.map(completeInput) ?? old.inputs,
    notify: given.NotifyPolicy ? completePolicy(given.NotifyPolicy) : old.notify,
    asrInputs: given.AiAsrInputIndexList?.map(Number) ?? old.asrInputs,
    ocrInputs: given.AiOcrInputIndexList?.map(Number) ?? old.ocrInputs,
    switches,
  };
  if (Buffer.byteLength(config.name) >= 128) throw invalid('MonitorName is shorter than 128 bytes.');
  if (config.inputs.length === 0) throw invalid('InputList must name at least one stream.');
  if (switches.AsrLanguage < 0 || switches.AsrLanguage > 4)
    throw invalid('AsrLanguage must be between 0 and 4.');
  if (switches.OcrLanguage < 0 || switches.OcrLanguage > 1) throw invalid('OcrLanguage must be 0 or 1.');
  if (switches.AsrLanguage > 0 && config.asrInputs.length === 0)
    throw invalid('AiAsrInputIndexList is required with AsrLanguage.');
  if (switches.OcrLanguage > 0 && config.ocrInputs.length === 0)
    throw invalid('AiOcrInputIndexList is required with OcrLanguage.');
  checkIndices('AiAsrInputIndexList', config.asrInputs, config);
  checkIndices('AiOcrInputIndexList', config.ocrInputs, config);
  return config;
}

/**
 * Inputs count from 1, in the order in which they are listed.
 * @throws ApiError InvalidParameterValue
 */
export function checkIndices(name: string, indices: readonly number[], config: MonitorConfig): void {
  const unknown = indices.find((index) => index < 1 || index > config.inputs.length);
  if (unknown !== undefined) throw invalid(`${name}: there is no input ${unknown}.`);
}

function completeInput(input: LiveStreamMonitorInputInfo): LiveStreamMonitorInputInfo {
  const { InputStreamName, InputDomain = '', InputApp = '', InputUrl = '', Description = '' } = input;
  if (InputStreamName === '' || InputStreamName.length > 256 || !NAME.test(InputStreamName))
    throw invalid('InputStreamName is 1 to 256 letters, digits, `-`, `_` and `.`.');
  if (InputDomain.length > 128) throw invalid('InputDomain is at most 128 bytes.');
  if (InputApp.length > 32 || !NAME.test(InputApp))
    throw invalid('InputApp is at most 32 letters, digits, `-`, `_` and `.`.');
  if (Buffer.byteLength(Description) > 256) throw invalid('Description is at most 256 bytes.');
  return { ...input, InputDomain, InputApp, InputUrl, Description };
}

function completeOutput(world: World, output: LiveStreamMonitorOutputInfo): LiveStreamMonitorOutputInfo {
  const { OutputStreamWidth: width, OutputStreamHeight: height, OutputApp = '' } = output;
  if (width < 1 || width > 1920) throw invalid('OutputStreamWidth must be between 1 and 1920.');
  if (height < 1 || height > 1080) throw invalid('OutputStreamHeight must be between 1 and 1080.');
  const OutputStreamName = output.OutputStreamName || `monitor_${world.seeded.hex(6)}`;
  if (OutputStreamName.length > 256 || !NAME.test(OutputStreamName))
    throw invalid('OutputStreamName is at most 256 letters, digits, `-`, `_` and `.`.');
  if (OutputApp.length > 32 || !NAME.test(OutputApp))
    throw invalid('OutputApp is at most 32 letters, digits, `-`, `_` and `.`.');
  return { ...output, OutputStreamName, OutputDomain: output.OutputDomain ?? '', OutputApp };
}

function completePolicy(policy: LiveStreamMonitorNotifyPolicy): LiveStreamMonitorNotifyPolicy {
  const { NotifyPolicyType = 0, CallbackUrl = '' } = policy;
  if (Number(NotifyPolicyType) !== 0 && Number(NotifyPolicyType) !== 1)
    throw invalid('NotifyPolicyType must be 0 or 1.');
  if (CallbackUrl.length > 512) throw invalid('CallbackUrl is at most 512 characters.');
  // The document's own example leaves the scheme out.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(CallbackUrl) && !/^https?:\/\//i.test(CallbackUrl))
    throw invalid('CallbackUrl must be http or https.');
  return { NotifyPolicyType, CallbackUrl };
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidParameterValue', message);
}
