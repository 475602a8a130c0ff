import type { Inbox } from '../../store/inbox.ts';
import type { Senses } from './senses.ts';
import { withHeard } from './silent.ts';

/** How far back it is read when each account was heard, in entries of the inbox. */
const MOST_READ = 5000;
const AT_ONCE = 1000;

/** Learns from the inbox when callbacks came before this start. */
export async function recall(inbox: Inbox, senses: Senses): Promise<void> {
  for (let after = Math.max(0, inbox.last - MOST_READ); after < inbox.last;) {
    const entries = await inbox.read(after, AT_ONCE);
    const last = entries.at(-1);
    if (!last) return;
    for (const { value } of entries) {
      const heard = heardIn(value);
      if (!heard) continue;
      // What lies ahead came before the clock was set back: it must not count as heard for hours to come.
      const at = Math.min(heard.at, senses.now());
      senses.setHearing(heard.account, withHeard(senses.hearing(heard.account), at));
    }
    after = last.seq;
  }
}

function heardIn(value: unknown): { readonly account: string; readonly at: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { account, at, trust } = value as { account?: unknown; at?: unknown; trust?: unknown };
  const isOurs = trust === 'observed' || typeof account !== 'string' || typeof at !== 'number';
  return isOurs ? undefined : { account, at };
}
