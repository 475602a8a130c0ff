import { ApiError } from '../api-error.ts';
import { isBusy, occupy } from '../busy.ts';
import { seconds } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import type { World } from '../world.ts';
import { checkIndices, configure, EMPTY_CONFIG } from './configure.ts';
import { monitorInfo, type Monitor } from './monitor.ts';
import { reportLines } from './report.ts';

/** The actions of the group monitor. A task is seen from every region [I]. */
export const monitorActions: Handlers<
  | 'CreateLiveStreamMonitor'
  | 'StartLiveStreamMonitor'
  | 'StopLiveStreamMonitor'
  | 'ModifyLiveStreamMonitor'
  | 'DeleteLiveStreamMonitor'
  | 'DescribeMonitorReport'
  | 'DescribeLiveStreamMonitorList'
  | 'DescribeLiveStreamMonitor'
> = {
  CreateLiveStreamMonitor(world, params) {
    if (world.monitors.size >= world.scene.limits.monitors)
      throw failed('MonitorLimitExceeded', `There are ${world.monitors.size} monitors already.`);
    const now = seconds(world.clock.now());
    const config = configure(world, EMPTY_CONFIG, params);
    const monitor: Monitor = {
      id: world.seeded.uuid(),
      createTime: now,
      casterId: params.CasterId ?? '',
      pullPushTaskId: params.PullPushTaskId ?? '',
      config,
      updateTime: now,
      startTime: 0,
      stopTime: 0,
      running: false,
      audible: [],
      findings: [],
    };
    world.monitors.set(monitor.id, monitor);
    return { MonitorId: monitor.id };
  },

  StartLiveStreamMonitor(world, params) {
    const monitor = quietMonitor(world, params.MonitorId);
    const audible = (params.AudibleInputIndexList ?? []).map(Number);
    checkIndices('AudibleInputIndexList', audible, monitor.config);
    const most = world.scene.limits.runningMonitorsPerInput;
    const watched = new Set(monitor.config.inputs.map((input) => input.InputStreamName));
    for (const name of watched) {
      const running = [...world.monitors.values()].filter(
        (other) => other.running && other.config.inputs.some((input) => input.InputStreamName === name),
      );
      if (running.length >= most)
        throw failed(
          'RelatedRunningMonitorLimitExceeded',
          `Stream ${name} is in ${most} running monitors already.`,
        );
    }
    occupy(world, task(monitor.id));
    monitor.running = true;
    monitor.startTime = seconds(world.clock.now());
    monitor.audible = audible;
    return {};
  },

  /** Stopping an idle task succeeds and changes nothing [I]. */
  StopLiveStreamMonitor(world, params) {
    const monitor = freeMonitor(world, params.MonitorId);
    if (!monitor.running) return {};
    occupy(world, task(monitor.id));
    monitor.running = false;
    monitor.stopTime = seconds(world.clock.now());
    return {};
  },

  ModifyLiveStreamMonitor(world, params) {
    const monitor = quietMonitor(world, params.MonitorId);
    monitor.config = configure(world, monitor.config, params);
    monitor.updateTime = seconds(world.clock.now());
    return {};
  },

  DeleteLiveStreamMonitor(world, params) {
    world.monitors.delete(quietMonitor(world, params.MonitorId).id);
    return {};
  },

  /** Without AllowMonitorReport there is no report to be asked for [I]. */
  DescribeMonitorReport(world, params) {
    const monitor = findMonitor(world, params.MonitorId);
    if (monitor.config.switches.AllowMonitorReport !== 1)
      throw new ApiError('FailedOperation', 'The monitor does not allow reports (AllowMonitorReport is 0).');
    const now = world.clock.now();
    return {
      MPSResult: { AiAsrResults: [], AiOcrResults: [], StreamQuaCtrlResults: [] },
      DiagnoseResult: {
        StreamBrokenResults: reportLines(monitor, 'broken', now),
        LowFrameRateResults: reportLines(monitor, 'lowFrameRate', now),
        StreamFormatResults: [],
      },
    };
  },

  DescribeLiveStreamMonitorList(world, params) {
    const index = Number(params.Index);
    const count = Number(params.Count);
    if (index < 0 || count < 1)
      throw new ApiError('InvalidParameterValue', 'Index is at least 0 and Count at least 1.');
    const all = [...world.monitors.values()];
    return { TotalNum: all.length, LiveStreamMonitors: all.slice(index, index + count).map(monitorInfo) };
  },

  DescribeLiveStreamMonitor: (world, params) => ({
    LiveStreamMonitor: monitorInfo(findMonitor(world, params.MonitorId)),
  }),
};

function findMonitor(world: World, id: string): Monitor {
  const monitor = world.monitors.get(id);
  if (!monitor) throw failed('MonitorNotExist', `There is no monitor ${id}.`);
  return monitor;
}

/** A monitor that is not starting or stopping right now. */
function freeMonitor(world: World, id: string): Monitor {
  const monitor = findMonitor(world, id);
  if (isBusy(world, task(id))) throw failed('ConflictAction', `Monitor ${id} is starting or stopping.`);
  return monitor;
}

/** A monitor that does not run: what running ones refuse is start, modify and delete [I]. */
function quietMonitor(world: World, id: string): Monitor {
  const monitor = freeMonitor(world, id);
  if (monitor.running) throw failed('MonitorIsActive', `Monitor ${id} is running.`);
  return monitor;
}

function task(id: string): string {
  return `monitor ${id}`;
}

function failed(code: string, message: string): ApiError {
  return new ApiError(`FailedOperation.${code}`, message);
}
