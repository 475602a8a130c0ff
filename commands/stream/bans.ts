import type { CommandContext } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Fact } from '../../src/reply.ts';
import { when } from '../when.ts';
import { fromCloud, toCloud } from '../../src/live/cloud-time.ts';
import { readBanList, type ListedBan } from '../../src/live/read/bans.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** A ban as the cloud lists it: which stream it was given for (parts can be lacking), and its start and end, ISO 8601 UTC. */
export type Ban = {
  readonly domain: string;
  readonly app: string;
  readonly since: string;
  readonly until: string;
};

/**
 * The bans of one stream name, on whatever domain: the cloud forbids by that name alone. `unavailable`: this account has
 * no such list; `unread`: this time it could not be read.
 */
export type Bans = readonly Ban[] | 'unavailable' | 'unread';

/** The cloud takes two calls a second: a list that is longer counts as not read. */
const MOST_PAGES = 3;
/** How long a card waits for it, ms: it makes the card more exact, and must not hold it up. */
const PATIENCE_MS = 3000;

/** Reads the bans of a stream name that have not lapsed. Never fails with what the cloud says. */
export async function readBans(
  context: CommandContext,
  stream: string,
  timeoutMs: number = PATIENCE_MS,
): Promise<Bans> {
  try {
    const asked = { stream, pages: MOST_PAGES };
    const { items, complete } = await readBanList({ live: context.live, timeoutMs }, asked);
    if (!complete) return 'unread';
    const bans = items.filter(({ name }) => name.stream === stream).map(asBan);
    return inOrder(context, bans);
  } catch (error) {
    if (!(error instanceof LiveError)) throw error;
    return error.outcome === 'refused' && !error.retryable ? 'unavailable' : 'unread';
  }
}

/** Whether the list was read. */
export function isRead(bans: Bans): bans is readonly Ban[] {
  return typeof bans !== 'string';
}

/** Whether a ban was given for this very stream, as far as the cloud tells. */
export function isFor({ domain, app }: Ban, name: StreamName): boolean {
  return (domain === '' || domain === name.domain) && (app === '' || app === name.app);
}

/** Whether both are one ban: given for the same, with the same start and end. */
export function isSameBan(a: Ban, b: Ban): boolean {
  return a.domain === b.domain && a.app === b.app && a.since === b.since && a.until === b.until;
}

/** Since when and until when a stream is forbidden, as the cloud lists it; or that it does not tell. */
export function banFacts(context: CommandContext, bans: Bans, name: StreamName): Fact[] {
  const { say } = context;
  const label = say('Forbidden until', '禁推至');
  if (bans === 'unavailable')
    return [
      {
        label,
        value: say(
          'not known: the cloud does not list bans for this key, so it could not be compared',
          '未知：该密钥查不到禁推列表，无法比对',
        ),
      },
    ];
  if (bans === 'unread') return [{ label, value: say('not known (lookup failed)', '未知（查询失败）') }];
  if (bans.length === 0) return [{ label, value: say('not listed by the cloud', '云端未列出') }];
  return bans.slice(0, MOST_SHOWN).flatMap((ban) => [
    ...(isFor(ban, name)
      ? []
      : [
          {
            label: say('Forbidden as', '禁推对象'),
            value: fullName({ domain: ban.domain, app: ban.app, stream: name.stream }),
          },
        ]),
    { label: say('Forbidden since', '禁推始于'), value: timeText(context, ban.since) },
    { label, value: timeText(context, ban.until) },
  ]);
}

const MOST_SHOWN = 5;

function timeText(context: CommandContext, moment: string): string {
  const ms = fromCloud(moment);
  return ms === undefined ? context.say('not reported by the cloud', '云端未提供') : when(context, ms);
}

function asBan({ name: { domain, app }, since, until }: ListedBan): Ban {
  return { domain, app, since: momentOf(since), until: momentOf(until) };
}

function momentOf(ms: number | undefined): string {
  return ms === undefined ? '' : toCloud(ms);
}

function inOrder(context: CommandContext, bans: readonly Ban[]): readonly Ban[] {
  const now = context.now();
  const textOf = ({ since, until, domain, app }: Ban) => [since, until, domain, app].join(' ');
  return bans
    .filter(({ until }) => (fromCloud(until) ?? Infinity) > now)
    .sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}
