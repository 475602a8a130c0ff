import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { PEERS, PROJECT } from './paths.ts';
import type { Plan } from './plan.ts';
import { median, medianRatio } from './statistics.ts';
import type { Done } from './subjects/work.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours beside the peer's, or what is measured where there is no peer. */
  readonly result: string;
  readonly aim: string;
  /** Undefined where nothing is aimed at. */
  readonly met: boolean | undefined;
}

type Named = readonly [name: string, rounds: readonly Done[]];

/** A row of rates: `aim` is the least ratio ours : theirs. */
export function rateRow(what: string, [ourName, ours]: Named, [peerName, theirs]: Named, aim?: number): Row {
  const ratio = medianRatio(
    ours.map((round) => round.perSecond),
    theirs.map((round) => round.perSecond),
  );
  const cell = (name: string, rounds: readonly Done[]): string =>
    `${name}: ${thousands(median(rounds.map((round) => round.perSecond)))} (${figure(median(rounds.map((round) => round.cpu)))} µs CPU)`;
  return {
    what,
    ours: cell(ourName, ours),
    peer: cell(peerName, theirs),
    result: `${ratio.toFixed(2)} ×`,
    aim: aim === undefined ? '' : aim === 1 ? '> 1 ×' : `≥ ${aim} ×`,
    met: aim === undefined ? undefined : ratio >= aim,
  };
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, ours, peer, result, aim, met }) =>
      `| ${what} | ${ours} | ${peer} | ${result} | ${aim} | ${met === undefined ? '' : met ? 'yes' : '**no**'} |`,
  );
  return ['| what | Airdesk | peer | result | aim | met |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

/** A paragraph that says which parts could not be measured; an empty line where all were. */
export function notMeasured(missing: readonly string[]): string {
  return missing.length === 0 ? '' : `\nNot measured, since it ended with an error: ${missing.join(', ')}.\n`;
}

const GROWTH = '## Growth\n';

/** docs/benchmarks.md. What `before` says of growth, which is measured apart, stays. */
export function document(
  rows: readonly Row[],
  plan: Plan,
  {
    date,
    missing,
    before,
  }: { readonly date: string | undefined; readonly missing: readonly string[]; readonly before: string },
): string {
  const growth = before.includes(GROWTH) ? `\n${before.slice(before.indexOf(GROWTH))}` : '';

  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${availableParallelism()} CPUs, ${memory} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;
  return `# Benchmarks

Written by \`npm run bench${date === undefined ? '' : ` -- --date ${date}`}\`; \`npm run bench -- --quick\` prints the same table in a minute or two.
${date === undefined ? '' : `\nDate: ${date}. `}Machine: ${machine}.

${table(rows)}
${notMeasured(missing)}
How to read it

- Subjects and peers run in the same run, each in a process of its own, and take turns: ${plan.rounds} rounds, after a warm-up. Rates are the median of the rounds; ratios are the median of the ratios of rounds side by side, so that a busy machine changes them little. Absolute numbers belong to this machine.
- CPU is the time that the measured process itself used for each operation.
- Signatures: from parameters to the signed header. Calls: with the answer read, over kept-alive connections on both sides, against a server in a process of its own that always answers the same. The vendor's client is tencentcloud-sdk-nodejs ${version(PEERS, 'tencentcloud-sdk-nodejs')}. Our client's rate limiter works on each call, its limit raised out of reach.
- Commands: one process plays Slack (sends signed slash commands, takes the messages in, counts) and the cloud. A command counts once it was acknowledged and its message, with the right words in it, has arrived. Airdesk checks who asks and what they may do, renders blocks in the asker's language, and writes an audit line to disk; the peers post one line of text. Bolt is @slack/bolt ${version(PROJECT, '@slack/bolt')} with its own server, the Chat SDK is chat ${version(PEERS, 'chat')} with its Slack adapter on the same HTTP server as Airdesk.
- From slash command to cloud request: from the moment Slack begins to send to the moment the cloud has the request's head. The bolt handler acknowledges and makes the same call, unsigned, with undici's \`request\`.
- Discord: from the moment Discord begins to sign and send an interaction (or to send its gateway event) until it has the whole first response; the cards follow by editing and are waited for. Airdesk runs as built, a process with nothing in flight and a process with 50 commands that were deferred and whose calls to the cloud hang; they and the peers take turns, and the ratio is the median of the turns' ratios. Afterwards the cloud answers, and each of the 50 has to arrive with the right words. The peers are a handler on hono ${version(PROJECT, 'hono')} with node:crypto's Ed25519 over HTTP, and discord.js ${version(PROJECT, 'discord.js')} over the gateway; they defer, make the same calls unsigned, and answer with one line.
- Callbacks: one loader posts one event a request to each in turn, over kept-alive connections; 100 streams break and come back by turns, so that every event changes something (each of them soon flaps, and has the longest history there is: the worst case). Airdesk checks the signature, takes secrets out, answers once the event is fsynced, decides, fsyncs the alerts, and posts cards to Slack's API; "decided on" is its rate with the time until all was. Debian's prometheus-alertmanager gets the same facts as labels and annotations through its API v2, groups them by domain with \`group_wait: 0s\` and tells a webhook; it answers from memory, and writes what it knows to disk every 15 minutes: what arrived since is gone after a crash, save that Prometheus sends again. CPU is of all its threads; it uses every core, where Airdesk decides on one.
- Open alerts: so many other streams broke before and stay broken, counted at both. A rule keeps incidents quiet here, since all of them would be one card. All those cards are owed to one channel, which takes ten messages a minute.
- From POST to the card leaving: from the first byte of the request until the message's (or the webhook's) head has arrived. Each timed stream has a domain of its own, and they are spread over 199 channels by as many rules, so that what is timed is not the distance that Airdesk keeps between two messages of a channel.
- A typed line: the same lines, in both languages, read and put before the guards in one process, by turns with all commands and with those that there were before every action had one.
- Charts: as the thread that draws them does it, in a process of its own. Its memory is given back after a minute without a picture. Beside commands: Airdesk keeps fifty charts in flight by the drawer that its commands use (one is drawn at a time, forty wait, who asks beyond that is answered without one), by turns with none; timed is from the moment Slack begins to send until it has the acknowledgement.
- Memory is the resident set 5 s after /readyz first answered 200; the start is timed from spawning \`node\` to that answer.
${growth}`;
}

/** The pinned version of a dependency. */
function version(folder: string, name: string): string {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies[name] ?? '?';
}

/** In whole numbers, with commas. */
export function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function figure(value: number): string {
  return value < 10 ? value.toFixed(1) : thousands(value);
}
