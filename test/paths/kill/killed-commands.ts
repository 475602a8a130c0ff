import type { Live } from '../../../src/live/live.ts';

/** A command that changes something, as it is typed in the demo scene, and the command behind its Undo where it has one. */
export interface KilledCommand {
  readonly line: string;
  readonly undo?: string;
  /** It runs without a question. */
  readonly atOnce?: true;
  /** What Airdesk is told besides. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands at the cloud before anything is asked. */
  readonly before?: (console: Live) => Promise<unknown>;
  /** What somebody else does at the cloud between the preview and the press: the card asks anew. */
  readonly meanwhile?: (console: Live) => Promise<unknown>;
}

/** It takes callbacks. */
const LISTENS = { LIVE_CALLBACK_TOKEN: 'path-of-the-kill-tests', LIVE_CALLBACK_KEY: 'key-of-the-kill-tests' };

/** Commands that act, one of each shape at least, and with them those that only an Undo runs. */
export const KILLED_COMMANDS: readonly KilledCommand[] = [
  { line: 'monitor start prime-time-wall', undo: 'monitor restore' },
  { line: 'monitor stop news-watch', undo: 'monitor restore' },
  {
    line: 'monitor add evening push.example.com/live/main,push.example.com/live/news',
    undo: 'monitor withdraw',
  },
  { line: 'monitor set prime-time-wall checks:broken size:1280x720', undo: 'monitor return' },
  { line: 'stream drop push.example.com/live/news' },
  { line: 'stream forbid push.example.com/live/news for:2h', undo: 'stream lift' },
  { line: 'stream resume push.example.com/live/pirate' },
  { line: 'backup switch sports', undo: 'backup return' },
  { line: 'caster pvw evening-studio layout 3', undo: 'caster restore', atOnce: true },
  { line: 'caster pgm evening-studio input 2', undo: 'caster restore' },
  { line: 'caster take evening-studio', undo: 'caster restore' },
  { line: 'caster stop evening-studio', undo: 'caster restore' },
  { line: 'caster stop evening-studio pvw', undo: 'caster restore' },
  { line: 'pull restart stadium-feed' },
  { line: 'pull stop stadium-feed', undo: 'pull start' },
  {
    line: 'pull add push.example.com/live/second rtmp://second.example.com/live/feed 2h',
    undo: 'pull withdraw',
  },
  { line: 'backup set sports on', undo: 'backup set' },
  { line: 'caster sound evening-studio 2', undo: 'caster restore' },
  { line: 'delay set push.example.com/live/main 30s 2h', undo: 'delay remove' },
  { line: 'record now push.example.com/live/main 30m', undo: 'record task stop' },
  { line: 'mix start evening main,sports evening_mix layout:20', undo: 'mix stop' },
  { line: 'domain disable push.example.net', undo: 'domain enable' },
  { line: 'record rule add push.example.com/live/main evening-archive', undo: 'record rule remove' },
  // Two writes, each a step of its own.
  {
    line: 'record rule set push.example.com/studio late',
    undo: 'record rule set',
    before: (console) =>
      console.call('CreateLiveRecordTemplate', {
        TemplateName: 'late',
        Mp4Param: { Enable: 1, RecordInterval: 3600, StorageTime: 86_400 },
      }),
  },
  // Two and three.
  { line: 'callback setup push.example.com', undo: 'callback rule remove', env: LISTENS },
  { line: 'callback setup push.example.com rehearsal', undo: 'callback rule set', env: LISTENS },
  {
    line: 'stream forbid push.example.com/live/news for:3h',
    undo: 'stream lift',
    meanwhile: (console) =>
      console.call('DropLiveStream', {
        DomainName: 'push.example.com',
        AppName: 'live',
        StreamName: 'news',
      }),
  },
];
