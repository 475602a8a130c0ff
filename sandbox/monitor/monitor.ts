import type {
  LiveStreamMonitorInfo,
  LiveStreamMonitorInputInfo,
  LiveStreamMonitorNotifyPolicy,
  LiveStreamMonitorOutputInfo,
} from '../../src/live/catalogue/types.generated.ts';

/** The switches of a monitor that are numbers and kept as given. */
export const MONITOR_SWITCHES = [
  'AsrLanguage',
  'OcrLanguage',
  'CheckStreamBroken',
  'CheckStreamLowFrameRate',
  'AllowMonitorReport',
  'AiFormatDiagnose',
  'AiQualityControl',
] as const;
type Switches = Record<(typeof MONITOR_SWITCHES)[number], number>;

/** What can be configured of a monitor task. */
export interface MonitorConfig {
  readonly name: string;
  readonly output: LiveStreamMonitorOutputInfo;
  readonly inputs: readonly LiveStreamMonitorInputInfo[];
  readonly notify: LiveStreamMonitorNotifyPolicy;
  readonly asrInputs: readonly number[];
  readonly ocrInputs: readonly number[];
  readonly switches: Switches;
}

/** One entry of a report. */
export interface Finding {
  /** ms UTC */
  readonly at: number;
  readonly kind: 'broken' | 'lowFrameRate';
  readonly text: string;
}

/** A monitor task. Times in unix seconds, 0 for never. */
export interface Monitor {
  readonly id: string;
  readonly createTime: number;
  readonly casterId: string;
  readonly pullPushTaskId: string;
  config: MonitorConfig;
  updateTime: number;
  startTime: number;
  stopTime: number;
  running: boolean;
  audible: readonly number[];
  /** Bounded, oldest first. */
  findings: readonly Finding[];
}

/** The monitor as the cloud shows it. */
export function monitorInfo(monitor: Monitor): LiveStreamMonitorInfo {
  const { config } = monitor;
  return {
    MonitorId: monitor.id,
    MonitorName: config.name,
    OutputInfo: config.output,
    InputList: [...config.inputs],
    Status: monitor.running ? 1 : 0,
    StartTime: monitor.startTime,
    StopTime: monitor.stopTime,
    CreateTime: monitor.createTime,
    UpdateTime: monitor.updateTime,
    NotifyPolicy: config.notify,
    AudibleInputIndexList: [...monitor.audible],
    AiAsrInputIndexList: [...config.asrInputs],
    AiOcrInputIndexList: [...config.ocrInputs],
    ...config.switches,
    CasterId: monitor.casterId,
    PullPushTaskId: monitor.pullPushTaskId,
  };
}
