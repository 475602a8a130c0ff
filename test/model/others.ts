import type { Live } from '../../src/live/live.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** What others do at the cloud: an operator in its console, encoders in the field. */
export const OTHERS_DO = [
  'pvw to layout 1',
  'pgm to layout 1',
  'stop pgm',
  'forbid news',
  'resume news',
  'drop sports',
  'push news',
  'cut news',
  'push sports',
  'cut sports',
  'push the backup of sports',
  'push main',
] as const;
export type OthersDo = (typeof OTHERS_DO)[number];

const CASTER = 63_501;
const DAY_MS = 86_400_000;

/** Does it; resolves when it is done, or refused. `now`: ms UTC. */
export async function othersDo(
  what: OthersDo,
  { console, sandbox, now }: { readonly console: Live; readonly sandbox: Sandbox; readonly now: number },
): Promise<void> {
  const at = (stream: string) => ({ domain: 'push.example.com', app: 'live', stream });
  const named = (stream: string) => ({ DomainName: 'push.example.com', AppName: 'live', StreamName: stream });
  const layout1 = { LayoutIndex: 1, LayoutIndexType: 0 };
  switch (what) {
    case 'pvw to layout 1':
      await console.call('CreateCasterPvw', { CasterId: CASTER, PvwDisplayInfo: layout1 });
      return;
    case 'pgm to layout 1':
      await console.call('CreateCasterPgm', { CasterId: CASTER, PgmDisplayInfo: layout1 });
      return;
    case 'stop pgm':
      await console.call('StopCasterPgm', { CasterId: CASTER });
      return;
    case 'forbid news': {
      const ResumeTime = `${new Date(now + DAY_MS).toISOString().slice(0, 19)}Z`;
      await console.call('ForbidLiveStream', { ...named('news'), ResumeTime, Reason: 'console' });
      return;
    }
    case 'resume news':
      await console.call('ResumeLiveStream', named('news'));
      return;
    case 'drop sports':
      await console.call('DropLiveStream', named('sports'));
      return;
    case 'push news':
      sandbox.push(at('news'));
      return;
    case 'cut news':
      sandbox.cut({ ...at('news'), all: true });
      return;
    case 'push sports':
      sandbox.push(at('sports'));
      return;
    case 'cut sports':
      sandbox.cut(at('sports'));
      return;
    case 'push the backup of sports':
      sandbox.push({ ...at('sports'), source: '拉流转推(task-sports-backup)' });
      return;
    case 'push main':
      sandbox.push(at('main'));
  }
}
