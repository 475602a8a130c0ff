import { plainHost } from '../text/host.ts';
import type { Config } from '../config/schema.ts';
import { quoted } from '../line/quote.ts';
import { streamWord } from '../alert/rules/stream-names.ts';
import type { Group } from '../live/read/backup-groups.ts';
import { pushedSince, type OnlineStream } from '../live/read/online.ts';
import type { PushNow } from '../live/read/pushes-now.ts';
import type { Viewers } from '../live/read/figures/viewers.ts';
import { fullName, type StreamName } from '../live/read/stream-name.ts';
import type { StreamOnAir } from './on-air.ts';

/** More rows are read by nobody; the list says how many there are. */
const MOST_ROWS = 100;

/** What was read of an account's streams. By full name where it is a map. */
export interface StreamsRead {
  readonly online: readonly OnlineStream[];
  readonly total: number;
  readonly groups: readonly Group[];
  readonly pushes: ReadonlyMap<string, PushNow>;
  readonly pushesAt: number;
  readonly viewers: ReadonlyMap<string, Viewers | undefined>;
  /** The cloud's word for those that have a short name and are not pushed. */
  readonly states: ReadonlyMap<string, string>;
}

/** The streams of the account that have a short name, and that name. */
export function namedStreams(
  config: Config,
  account: string,
): readonly { readonly short: string; readonly name: StreamName }[] {
  return Object.entries(config.streams)
    .filter(([, stream]) => (stream.account ?? account) === account)
    .map(([short, { domain, app, stream }]) => ({ short, name: { domain: plainHost(domain), app, stream } }));
}

/** What is on air and what has a short name and should be, the first 100 rows, on air first. */
export function streamRows(
  config: Config,
  account: string,
  read: StreamsRead,
): { readonly rows: readonly StreamOnAir[]; readonly total: number } {
  const shorts = new Map(namedStreams(config, account).map(({ short, name }) => [fullName(name), short]));
  const there = new Set(read.online.map(fullName));
  const off = namedStreams(config, account)
    .map(({ name }) => name)
    .filter((name) => !there.has(fullName(name)));
  const labelOf = (name: StreamName) => shorts.get(fullName(name)) ?? name.stream;
  const names = [...read.online, ...off];
  const borne = new Map<string, number>();
  for (const name of names) borne.set(labelOf(name), (borne.get(labelOf(name)) ?? 0) + 1);
  const made = (name: StreamName, online: OnlineStream | undefined): StreamOnAir => {
    const label = labelOf(name);
    return row(account, Object.keys(config.accounts).length > 1, name, online, read, {
      label: (borne.get(label) ?? 0) > 1 ? fullName(name) : label,
    });
  };
  const rows = [...read.online.map((name) => made(name, name)), ...off.map((name) => made(name, undefined))]
    .sort((a, b) => rank(a) - rank(b) || (a.label < b.label ? -1 : 1))
    .slice(0, MOST_ROWS);
  return { rows, total: read.total + off.length };
}

function rank({ state }: StreamOnAir): number {
  return state === 'on' ? 1 : 0;
}

function row(
  account: string,
  isOneOfSeveral: boolean,
  name: StreamName,
  online: OnlineStream | undefined,
  read: StreamsRead,
  { label }: { readonly label: string },
): StreamOnAir {
  const full = fullName(name);
  const group = read.groups.find(
    ({ stream, upstreams }) =>
      stream === name.stream &&
      upstreams.some(({ domain, app }) => domain === name.domain && app === name.app),
  );
  const backups = group?.upstreams.filter(({ main }) => !main) ?? [];
  const main = group?.upstreams.find((upstream) => upstream.main);
  const since = main?.since ?? (online && pushedSince(online.publishes));
  const push = read.pushes.get(full);
  const viewers = read.viewers.get(full);
  const state = online ? 'on' : stateOf(read.states.get(full));
  const on = isOneOfSeveral ? [`account:${quoted(account)}`] : [];
  // By position, as somebody would type it: it is seen in the conversation. The preview says which push is meant.
  const line = (command: string) => [command, quoted(streamWord(full)), ...on].join(' ');
  return {
    ...{ name: full, label, state, backups: backups.length },
    ...(online && since !== undefined && { since }),
    ...(online &&
      push && {
        kbps: { value: push.kbps, at: read.pushesAt },
        fps: { value: push.fps, at: read.pushesAt },
      }),
    ...(online && viewers && { viewers: { value: viewers.online, at: viewers.at } }),
    lines: {
      show: line('stream show'),
      ...(backups.length > 0 && { switch: line('backup switch') }),
      ...(state === 'forbidden' && { resume: line('stream resume') }),
      ...(state === 'on' && backups.length === 0 && { health: line('stream health') }),
    },
  };
}

/** Of what is not pushed only that it is forbidden is to be believed: the cloud says `active` of what it cannot tell. */
function stateOf(word: string | undefined): StreamOnAir['state'] {
  if (word === undefined) return 'unknown';
  return word === 'forbid' ? 'forbidden' : 'off';
}
