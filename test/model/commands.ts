/** What people ask for in the model, all of it in the demo scene. */
export const LINES = [
  'stream drop push.example.com/live/news',
  'stream forbid push.example.com/live/news for:2h',
  'stream forbid push.example.com/live/main for:7d reason:rights',
  'stream resume push.example.com/live/news',
  'stream resume push.example.com/live/pirate',
  'backup switch sports',
  'caster pgm evening-studio input 2',
  'caster pgm evening-studio layout 2',
  'caster take evening-studio',
  'caster stop evening-studio',
  'caster stop evening-studio pvw',
  'monitor start prime-time-wall',
  'monitor stop prime-time-wall',
  'monitor stop news-watch',
  'monitor start news-watch',
  'pull restart stadium-feed',
] as const;

/** Which calls belong to a command, as the audit names it. */
const CALLS: readonly (readonly [command: string, ...actions: string[]])[] = [
  ['stream drop', 'DropLiveStream'],
  ['stream forbid', 'ForbidLiveStream'],
  ['stream resume', 'ResumeLiveStream'],
  ['stream lift', 'ResumeLiveStream'],
  ['backup', 'SwitchBackupStream'],
  ['caster pgm', 'CreateCasterPgm'],
  ['caster take', 'CreateCasterPgm'],
  ['caster stop', 'StopCasterPgm', 'StopCasterPvw'],
  ['caster restore', 'CreateCasterPgm', 'CreateCasterPvw', 'StopCasterPgm', 'StopCasterPvw'],
  ['monitor restore', 'StartLiveStreamMonitor', 'StopLiveStreamMonitor'],
  ['monitor start', 'StartLiveStreamMonitor'],
  ['monitor stop', 'StopLiveStreamMonitor'],
  ['pull restart', 'RestartLivePullStreamTask'],
];

/** Every call of ours that changes something. */
export const WRITES = [...new Set(CALLS.flatMap(([, ...actions]) => actions))];

/** Calls that only look. */
export const READS = [
  'DescribeLiveStreamState',
  'DescribeLiveStreamOnlineList',
  'DescribeBackupStreamList',
  'DescribeCasterDisplayInfo',
  'DescribeCasterList',
  'DescribeLiveStreamMonitor',
  'DescribeLiveStreamMonitorList',
  'DescribeLivePullStreamTaskStatus',
] as const;

/** Whether this call is one that the command makes. */
export function isCallOf(command: string, action: string): boolean {
  return CALLS.some(([name, ...actions]) => command.startsWith(name) && actions.includes(action));
}

/** What a call acts on, as the cloud is told. */
export function calledTarget(params: Readonly<Record<string, unknown>>): string {
  const named = params['StreamName'] ?? params['CasterId'] ?? params['MonitorId'] ?? params['TaskId'] ?? '';
  return typeof named === 'string' || typeof named === 'number' ? String(named) : '';
}
