import type { CommandContext } from '../../src/command.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';
import { readFullName } from '../stream/naming/word.ts';

/** A ban that was made through Airdesk, as far as the audit that the asker may see goes back. */
export interface BannedHere {
  /** In full. */
  readonly name: string;
  readonly stream: StreamName;
  readonly by: string;
  readonly why: string;
  /** ms UTC. */
  readonly at: number;
}

const FORBID = 'stream forbid';
const LIFTS = ['stream resume', 'stream lift'];
/** Entries of the audit that are looked through. */
const MOST_ENTRIES = 1000;

/** The newest ban of each stream of the account that nobody has lifted since. */
export async function bannedHere(context: CommandContext): Promise<readonly BannedHere[]> {
  const decided = new Set<string>();
  const bans: BannedHere[] = [];
  for (const entry of await context.recentAudit(MOST_ENTRIES)) {
    const { phase, target, account, command, person, userId, at } = entry;
    const isDone = phase === 'done' || phase === 'accepted' || phase === 'unknown';
    if (!isDone || target === undefined || account !== context.account) continue;
    const stream = readFullName(target);
    const isForbid = isCommand(command, FORBID);
    if (!stream || (!isForbid && !LIFTS.some((lift) => isCommand(command, lift)))) continue;
    const name = fullName(stream);
    if (decided.has(name)) continue;
    decided.add(name);
    if (isForbid) bans.push({ name, stream, by: person ?? userId, why: reasonIn(context, command), at });
  }
  return bans;
}

function isCommand(line: string, command: string): boolean {
  return line === command || line.startsWith(`${command} `);
}

function reasonIn({ commands }: CommandContext, line: string): string {
  const match = matchCommand(commands, line);
  return match.kind === 'command' ? (match.rawOptions['reason'] ?? '') : '';
}
