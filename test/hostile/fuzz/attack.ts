import { isRead } from '../../../src/live/retry.ts';
import { systemClock } from '../../../src/clock.ts';
import { chanceOf } from './chance.ts';
import { doorsOf } from './doors.ts';
import { mutate } from './mutate.ts';
import { get, withHeaders, type Door } from './request.ts';
import { PASSWORD, SECRETS, type Target } from './target.ts';
import { exchange, statusesOf, toBytes, type Answer, type Exchange } from './wire.ts';

/** How long to attack: so many requests, or until a time, ms UTC. */
export interface Extent {
  readonly seed: number;
  readonly from?: number;
  readonly requests?: number;
  readonly until?: number;
}

/** What happened. `violations`: what must not have, each once a kind, with the number of the request. */
export interface Result {
  readonly requests: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Attacks under way at once. */
const AT_ONCE = 8;
/** Honest requests are looked for after so many. */
const LOOK_EVERY = 1_000;
/** What each process may hold, MB: far above what a quiet one does, far below what hostile bodies could fill. */
const MOST_MEGABYTES = 700;
/** Of longer requests an answer can be lost: it is given before all was read. */
const MOST_SURE = 16_000;
const MOST_VIOLATIONS = 40;
const NEVER = [...Object.values(SECRETS), PASSWORD];

/** Attacks every door by turns. */
export async function attack(target: Target, extent: Extent): Promise<Result> {
  const doors = doorsOf(target);
  const statuses: Record<string, number> = {};
  const violations = new Map<string, string>();
  const break_ = (kind: string, what: string) => {
    if (!violations.has(kind) && violations.size < MOST_VIOLATIONS) violations.set(kind, `${kind}: ${what}`);
  };
  const processes = [target.airdesk, target.demo, target.cloud, target.apart];
  const from = extent.from ?? 1;
  let next = from;
  const isOver = () =>
    next - from >= (extent.requests ?? Infinity) ||
    systemClock.now() >= (extent.until ?? Infinity) ||
    processes.some((one) => one.ended() !== undefined);

  async function one(number: number): Promise<void> {
    const { door, sent } = requestOf(doors, extent.seed, number);
    const answer = await exchange(door.port(), sent);
    const key = `${door.name} ${answer.status}`;
    statuses[key] = (statuses[key] ?? 0) + 1;
    for (const [kind, what] of wrongWith(door, sent, answer))
      break_(kind, `request ${number}: ${what}\n${shown(sent.bytes)}`);
  }

  async function look(): Promise<void> {
    for (const process of processes) {
      const ended = process.ended();
      if (ended !== undefined) break_(`${process.name} ended with ${ended}`, process.log().slice(-2_000));
      else if (process.megabytes() > MOST_MEGABYTES)
        break_(`${process.name} holds too much`, `${process.megabytes().toFixed()} MB`);
    }
    for (const [what, answered] of await honest(target, doors))
      if (!answered) break_(`not answered: ${what}`, `after ${next - from} requests`);
  }

  async function worker(): Promise<void> {
    while (!isOver()) {
      const number = next++;
      await one(number);
      if (number % LOOK_EVERY === 0) await look();
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await look();
  for (const action of await writes(target)) break_(`written to the cloud: ${action}`, 'by nobody who may');
  const told = { log: target.airdesk.log(), chats: target.sent() };
  for (const [where, text] of Object.entries(told))
    for (const secret of NEVER) if (text.includes(secret)) break_(`a secret in: ${where}`, secret);
  for (const { name, log } of [target.airdesk, target.demo]) {
    const failed = /^.*"(?:a request failed|a callback could not be examined)".*$/m.exec(log())?.[0];
    if (failed !== undefined) break_(`${name} logged a failure`, failed.slice(0, 1_500));
  }
  return { requests: next - from, statuses, violations: [...violations.values()] };
}

/** Request `number` of `seed`. */
function requestOf(doors: readonly Door[], seed: number, number: number): { door: Door; sent: Exchange } {
  const chance = chanceOf(seed, number);
  const door = doors[number % doors.length];
  if (!door) throw new RangeError('no door');
  const honestly = door.honest(chance);
  // Signed after it was changed, signed before, or not at all.
  const manner = chance.below(10);
  const signing = door.sign ?? ((draft) => draft);
  const draft =
    manner < 7
      ? signing(mutate(honestly, chance))
      : manner < 9
        ? mutate(signing(honestly), chance)
        : mutate(honestly, chance);
  return { door, sent: toBytes(draft, door.port(), chance) };
}

function wrongWith(
  door: Door,
  sent: Exchange,
  { status, text, silent }: Answer,
): [kind: string, what: string][] {
  const wrong: [string, string][] = [];
  if (silent) wrong.push([`${door.name}: no answer`, text.slice(0, 200)]);
  if (status === 0 && sent.whole && sent.bytes.length < MOST_SURE)
    wrong.push([`${door.name}: hung up without a word`, '']);
  for (const status of statusesOf(text))
    if (status >= 500 && door.mayFail?.(status, text) !== true)
      wrong.push([`${door.name}: ${status}`, text.slice(0, 500)]);
  if (door.never?.test(text) === true) wrong.push([`${door.name}: failed inside`, text.slice(0, 600)]);
  for (const secret of NEVER)
    if (text.includes(secret)) wrong.push([`${door.name}: a secret in the answer`, secret]);
  if (/\n\s+at .+:\d+:\d+/.test(text))
    wrong.push([`${door.name}: a stack in the answer`, text.slice(0, 500)]);
  return wrong;
}

function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1').slice(0, 1_500));
}

/** What honest people ask meanwhile. */
async function honest(
  { airdesk, demo, apart, cookie }: Target,
  doors: readonly Door[],
): Promise<[what: string, answered: boolean][]> {
  const chance = chanceOf(0, 0);
  const ask = async (port: number, draft: ReturnType<typeof get>) => {
    const bytes = Buffer.concat([
      Buffer.from(
        [
          `${draft.method} ${draft.target} HTTP/1.1`,
          `Host: 127.0.0.1:${port}`,
          'Connection: close',
          `Content-Length: ${draft.body.length}`,
          ...draft.headers.map(([name, value]) => `${name}: ${value}`),
          '',
          '',
        ].join('\r\n'),
      ),
      draft.body,
    ]);
    return (await exchange(port, { bytes, whole: true })).status;
  };
  const callbacks = doors.find(({ name }) => name === 'callback receiver');
  const told = callbacks?.sign?.(callbacks.honest(chance));
  return [
    ['health', (await ask(airdesk.port, get('/healthz'))) === 200],
    ['a callback', told !== undefined && (await ask(airdesk.port, told)) === 200],
    [
      'a read of the desk',
      (await ask(airdesk.port, withHeaders(get('/desk/setup'), { Cookie: cookie }))) === 200,
    ],
    ['health of the demo', (await ask(demo.port, get('/healthz'))) === 200],
    ['the state of a cloud', (await ask(apart.port, get('/_sandbox/state'))) === 200],
  ];
}

/** What was done at the cloud of the first that changes something. */
async function writes({ cloud }: Target): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${cloud.port}/_sandbox/calls`);
  const calls = (await answer.json()) as readonly { readonly action: string }[];
  return [...new Set(calls.map(({ action }) => action).filter((action) => !isRead(action)))];
}
