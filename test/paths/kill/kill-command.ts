import type { AuditEntry } from '../../../src/observability/audit.ts';
import type { Live } from '../../../src/live/live.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { CHANNEL, userId, type SeenMessage } from '../stage/driver.ts';
import { createOutliving, type Outliving } from './outliving.ts';

/** A command that changes something, as it is typed in the demo scene, and the command behind its Undo where it has one. */
export interface KilledCommand {
  readonly line: string;
  readonly undo?: string;
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
  { line: 'caster pvw evening-studio layout 3', undo: 'caster restore' },
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

/** What became of one life of a command. */
export interface Killed {
  /** Whether the boundary was reached, and with it the end of the process. */
  readonly killed: boolean;
  /** What must not be, each as a sentence. */
  readonly problems: readonly string[];
  /** The steps in which files were changed, where nothing was killed. */
  readonly steps: readonly string[];
}

const YAML = `people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }
policy: { verifyWithinSeconds: 1 }
`;
const ENDED = /: (done|accepted|failed|outcome unknown|interrupted)/;
const ENDS = ['done', 'accepted', 'failed', 'unknown', 'cancelled', 'refused'];
/** Longer than a press is refused since the card has just changed, ms. */
const READ_FIRST_MS = 650;
/** So long whoever sees nothing happen after a restart waits before doing it again, ms. */
const PATIENCE_MS = 1500;
const LONGEST_MS = 40_000;
const LOOK_MS = 20;

/**
 * One command from its ask to its Undo, with a person who asks and presses again where nothing happens. The process is
 * killed at the write boundary with this number (0: none) and started again on the same data.
 */
export async function killCommand(program: string, command: KilledCommand, killAt: number): Promise<Killed> {
  const outliving = await createOutliving(program, demoScene, YAML, command.env);
  try {
    await command.before?.(outliving.console);
    await outliving.airdesk.start(killAt);
    const seen = new Set<string>();
    const problems = await live(outliving, command, seen);
    // It may still be killed in what follows the last card.
    const wrong = await wrongInTheEnd(outliving, seen);
    const steps = killAt === 0 ? await outliving.airdesk.steps() : [];
    return { killed: outliving.airdesk.starts() > 1, problems: [...problems, ...wrong], steps };
  } finally {
    await outliving.stop();
  }
}

async function live(
  outliving: Outliving,
  { line, undo, meanwhile }: KilledCommand,
  everSeen: Set<string>,
): Promise<string[]> {
  const insist = <T>(see: () => T | undefined, act: () => Promise<void>): Promise<T | undefined> =>
    insistOn(outliving, act, () => {
      for (const id of waiting(outliving)) everSeen.add(id);
      return see();
    });
  const driver = () => outliving.driver();
  const open = () =>
    outliving.slack
      .messages(CHANNEL.slack)
      .flatMap(
        ({ ts }) =>
          driver()
            .messages()
            .find(({ id }) => id === ts) ?? [],
      )
      .find(({ buttons }) => buttons.includes('Confirm'));
  const asked = await insist(open, () => driver().say('engineer', line));
  if (!asked) return [`"${line}" got no preview`];
  const now = (): SeenMessage =>
    driver()
      .messages()
      .find(({ id }) => id === asked.id) ?? asked;
  const ended = () => (ENDED.test(now().text) ? now() : undefined);
  if (meanwhile) {
    await meanwhile(outliving.console);
    // Killed before it was read again, it is interrupted.
    const anew = () => (/The state changed since the preview/.test(now().text) ? now() : ended());
    const renewed = await insist(anew, () => driver().press('engineer', asked, 'Confirm'));
    if (!renewed) return [`the card does not ask anew: "${title(now())}"`];
    await pause(READ_FIRST_MS);
  }
  const outcome = await insist(ended, () => driver().press('engineer', now(), 'Confirm'));
  if (!outcome) return [`the card is stuck at "${title(now())}"`];
  if (undo === undefined || !/: done/.test(outcome.text)) return [];
  const undoable = () => (undoOf(now()) === undefined ? undefined : now());
  const offered = await insist(undoable, async () => undefined);
  if (!offered) return [`"${title(now())}" has no Undo`];
  await pause(READ_FIRST_MS);
  const undone = () => (ended() && title(now()) !== title(offered) ? now() : undefined);
  const press = () => driver().press('engineer', offered, undoOf(offered) ?? '');
  return (await insist(undone, press)) ? [] : [`the Undo is stuck at "${title(now())}"`];
}

/** Acts, and acts again where a restart came in between and nothing is seen. Undefined where it is never seen. */
async function insistOn<T>(
  { airdesk }: Outliving,
  act: () => Promise<void>,
  see: () => T | undefined,
): Promise<T | undefined> {
  let acted = 0;
  let since = 0;
  for (let waited = 0; waited < LONGEST_MS; waited += LOOK_MS) {
    await airdesk.up();
    const seen = see();
    if (seen !== undefined) return seen;
    const isFirst = acted === 0;
    const isPatient = airdesk.starts() === acted || waited - since < PATIENCE_MS;
    if (airdesk.starts() === acted) since = waited;
    if (isFirst || !isPatient) {
      acted = airdesk.starts();
      // Lost with the process that was killed.
      await act().catch(() => undefined);
    }
    await pause(LOOK_MS);
  }
  return undefined;
}

/** What is wrong once everything has ended: by the audit, and by what the cloud was called. */
async function wrongInTheEnd(outliving: Outliving, seen: ReadonlySet<string>): Promise<string[]> {
  let wrong: string[] = [];
  // The last line of the audit follows the card.
  for (let waited = 0; waited < LONGEST_MS / 4; waited += LOOK_MS) {
    const [entries, waits] = [await outliving.audit(), waiting(outliving)];
    // What was asked a second time after a kill can still wait; what nobody saw does not have to end.
    const ends = (id: string) => seen.has(id) && !waits.has(id);
    wrong = wrongInAudit(entries, outliving.writes(), ends);
    if (wrong.length === 0) break;
    await pause(LOOK_MS);
  }
  return wrong;
}

function wrongInAudit(
  entries: readonly AuditEntry[],
  writes: readonly string[],
  ends: (proposal: string) => boolean,
): string[] {
  const before = entries.filter(({ phase }) => phase === 'before');
  const ids = [...new Set(entries.flatMap(({ proposal }) => proposal ?? []))];
  const perProposal = ids.flatMap((id) => {
    const own = entries.filter(({ proposal }) => proposal === id);
    const count = (phases: readonly string[]) => own.filter(({ phase }) => phases.includes(phase)).length;
    // An Undo is asked for by nobody.
    const isUndo = /^\S+ (lift|restore|return|withdraw) /.test(own[0]?.command ?? '');
    const mostEnds = count(ENDS) <= 1 && count(['before']) <= count(ENDS);
    const isWhole = mostEnds && count(['proposed']) === (isUndo ? 0 : 1) && (count(ENDS) === 1 || !ends(id));
    return isWhole
      ? []
      : [`${own[0]?.command ?? ''} in the audit: ${own.map(({ phase }) => phase).join(', ')}`];
  });
  const most = before.length < writes.length ? [`${writes.join(', ')} for ${before.length} "before"`] : [];
  const twice = writes.filter((action, place) => writes[place - 1] === action && !isOtherSide(action));
  return [...perProposal, ...most, ...twice.map((action) => `${action} twice in a row`)];
}

/** An Undo of these calls the same action again. */
function isOtherSide(action: string): boolean {
  return ['CreateCasterPvw', 'CreateCasterPgm', 'SwitchBackupStream'].includes(action);
}

function undoOf({ buttons }: SeenMessage): string | undefined {
  return buttons.find((label) => label.startsWith('Undo'));
}

function title({ text }: SeenMessage): string {
  return text.split('\n')[0] ?? '';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Proposals whose Confirm or Undo stands in the channel. */
function waiting({ slack }: Outliving): ReadonlySet<string> {
  const shown = JSON.stringify(slack.messages(CHANNEL.slack));
  return new Set([...shown.matchAll(/confirm:([0-9a-f]+)/g)].map(([, id = '']) => id));
}
