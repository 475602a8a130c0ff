import { demoScene } from '../../../sandbox/demo-scene.ts';
import { CHANNEL, userId, type SeenMessage } from '../stage/driver.ts';
import type { KilledCommand } from './killed-commands.ts';
import { createOutliving, type Outliving } from './outliving.ts';
import { waiting, wrongInTheEnd, type Writes } from './wrong-in-the-end.ts';

/** What became of one life of a command. */
export interface Killed {
  /** Whether the boundary was reached, and with it the end of the process. */
  readonly killed: boolean;
  /** What must not be, each as a sentence. */
  readonly problems: readonly string[];
  /** The steps in which files were changed, where nothing was killed. */
  readonly steps: readonly string[];
  /** What was called at the cloud, each in order. */
  readonly writes: Writes;
}

const YAML = `people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }
policy: { verifyWithinSeconds: 1 }
`;
const ENDED = /: (done|only partly done|accepted|failed|outcome unknown|interrupted)/;
/** Longer than a press is refused since the card has just changed, ms. */
const READ_FIRST_MS = 650;
/** So long whoever sees nothing happen after a restart waits before doing it again, ms. */
const PATIENCE_MS = 1500;
const LONGEST_MS = 40_000;
const LOOK_MS = 20;

/**
 * One command from its ask to its Undo, with a person who asks and presses again where nothing happens. The process is
 * killed at the write boundary with this number (0: none) and started again on the same data. `expected`: what a life that
 * was not killed wrote.
 */
export async function killCommand(
  program: string,
  command: KilledCommand,
  killAt: number,
  expected?: Writes,
): Promise<Killed> {
  const outliving = await createOutliving(program, demoScene, YAML, command.env);
  try {
    await command.before?.(outliving.console);
    await outliving.airdesk.start(killAt);
    const seen = new Set<string>();
    const { problems, asked } = await live(outliving, command, seen);
    // It may still be killed in what follows the last card.
    const wrong = await onceEnded(outliving, seen, command, expected);
    const steps = killAt === 0 ? await outliving.airdesk.steps() : [];
    const writes = { asked, undone: outliving.writes().slice(asked.length) };
    return { killed: outliving.airdesk.starts() > 1, problems: [...problems, ...wrong], steps, writes };
  } finally {
    await outliving.stop();
  }
}

/** What is wrong once everything has ended: the last line of the audit follows the card. */
async function onceEnded(
  outliving: Outliving,
  seen: ReadonlySet<string>,
  { undo }: KilledCommand,
  writes: Writes | undefined,
): Promise<string[]> {
  let wrong: string[] = [];
  for (let waited = 0; waited < LONGEST_MS / 4; waited += LOOK_MS) {
    const [entries, waits] = [await outliving.audit(), waiting(outliving)];
    // What was asked a second time after a kill can still wait; what nobody saw does not have to end.
    const ends = (id: string) => seen.has(id) && !waits.has(id);
    wrong = wrongInTheEnd(entries, outliving.writes(), ends, { undo, writes });
    if (wrong.length === 0) break;
    await pause(LOOK_MS);
  }
  return wrong;
}

/** What went wrong on the way, and what had been written when the command had ended, before its Undo. */
interface Lived {
  readonly problems: readonly string[];
  readonly asked: readonly string[];
}

async function live(
  outliving: Outliving,
  { line, undo, meanwhile, atOnce }: KilledCommand,
  everSeen: Set<string>,
): Promise<Lived> {
  const stuck = (problem: string): Lived => ({ problems: [problem], asked: outliving.writes() });
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
      .find((card) => (atOnce ? /: running|: done/.test(title(card)) : card.buttons.includes('Confirm')));
  const asked = await insist(open, () => driver().say('engineer', line));
  if (!asked) return stuck(`"${line}" got no preview`);
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
    if (!renewed) return stuck(`the card does not ask anew: "${title(now())}"`);
    await pause(READ_FIRST_MS);
  }
  const confirm = () => driver().press('engineer', now(), 'Confirm');
  const outcome = await insist(ended, atOnce ? async () => undefined : confirm);
  if (!outcome) return stuck(`the card is stuck at "${title(now())}"`);
  const written = outliving.writes();
  if (undo === undefined || !/: done/.test(outcome.text)) return { problems: [], asked: written };
  const undoable = () => (undoOf(now()) === undefined ? undefined : now());
  const offered = await insist(undoable, async () => undefined);
  if (!offered) return stuck(`"${title(now())}" has no Undo`);
  await pause(READ_FIRST_MS);
  const undone = () => (ended() && title(now()) !== title(offered) ? now() : undefined);
  const press = () => driver().press('engineer', offered, undoOf(offered) ?? '');
  const end = await insist(undone, press);
  return { problems: end ? [] : [`the Undo is stuck at "${title(now())}"`], asked: written };
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

function undoOf({ buttons }: SeenMessage): string | undefined {
  return buttons.find((label) => label.startsWith('Undo'));
}

function title({ text }: SeenMessage): string {
  return text.split('\n')[0] ?? '';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
