import { readFileSync } from 'node:fs';
import type { Alert } from '../../../src/alert/model/alert.ts';
import type { Act } from '../../../src/alert/decide/people/act.ts';
import type { Decision, Outcome } from '../../../src/alert/model/decision.ts';
import type { Refusal } from '../../../src/errors.ts';

/** A row of docs/alerts.md. */
interface Printed {
  readonly row: string;
  readonly states: readonly string[];
  readonly reason: string;
  readonly next: readonly string[];
  readonly follows: readonly string[];
}

/** The rows as people read them, by their names. */
export const PRINTED: ReadonlyMap<string, Printed> = new Map(
  readFileSync(new URL('../../../docs/alerts.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^\| `[a-z-]+ \d+` \|/.test(line))
    .map((line) => {
      const [row = '', state = '', , reason = '', next = '', follows = ''] = line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', ''));
      const list = (cell: string) => (cell === '' ? [] : cell.split(', '));
      return [row, { row, states: list(state), reason, next: list(next), follows: list(follows) }];
    }),
);

/**
 * Every decision is one that docs/alerts.md has: each row that it went through is for the state before and leads to the
 * next one, and the last one has its reason, the state after, and whatever follows; so are those on other alerts that it
 * brought about, each of which may lie between two changes of the same alert. `byId`: alerts before it.
 * @throws Error that says what the page does not have
 */
export function checkPrinted(decision: Decision, byId: (id: string) => Alert | undefined): void {
  const { others = [] } = decision;
  const problem = problemOf(decision, byId) ?? others.map(pathProblem).find((one) => one !== undefined);
  if (problem !== undefined)
    throw new Error(`docs/alerts.md: ${problem} (${JSON.stringify([decision.path, others])})`);
}

/** A refusal is one that docs/alerts.md has for what was asked. @throws Error that says what the page does not have */
export function checkRefusal({ code }: Refusal, { what }: Act): void {
  const rows = [...PRINTED.values()].filter(({ row }) => row.startsWith(`${what} `));
  if (!rows.some(({ reason }) => reason === `refused: ${code}`))
    throw new Error(`docs/alerts.md: no row of ${what} says ${code}`);
}

function pathProblem({ path, reason }: Outcome): string | undefined {
  for (const [index, { row, from }] of path.entries()) {
    const printed = PRINTED.get(row);
    if (!printed) return `no row ${row}`;
    if (!printed.states.includes('any') && !printed.states.includes(from)) return `${row} is not for ${from}`;
    const next = path[index + 1];
    const leadsTo = next ? `→ ${next.row.replace(/ \d+$/, '')}` : reason;
    if (printed.reason !== leadsTo) return `${row} does not say ${leadsTo}`;
  }
  return path.length === 0 ? 'no row at all' : undefined;
}

function problemOf(
  { path, reason, alerts, checks, streams, others = [] }: Decision,
  byId: (id: string) => Alert | undefined,
): string | undefined {
  const problem = pathProblem({ path, reason });
  const last = path.at(-1);
  const printed = last && PRINTED.get(last.row);
  if (problem !== undefined || !printed) return problem ?? 'no row at all';
  const ofOthers = others.flatMap((other) => other.path).filter(({ alert }) => alert === last.alert);
  const follows = new Set([...path, ...ofOthers].flatMap(({ row }) => PRINTED.get(row)?.follows ?? []));
  const before = last.alert === undefined ? undefined : byId(last.alert);
  const after = alerts.find(({ id }) => id === last.alert);
  const state = after?.status ?? last.from;
  const next = printed.next[0] === 'as it was' ? [last.from] : printed.next;
  if (!next.includes(state)) return `${last.row} does not say that it is ${state} afterwards`;
  const seen = {
    'the cloud is asked': checks.length > 0,
    'kept of the stream': streams.length > 0,
    'a card goes out': after?.announced === true && before?.announced !== true,
    'its card is edited': before?.announced === true && after !== undefined && after.version > before.version,
  };
  return Object.entries(seen)
    .filter(([effect, isSeen]) => isSeen && !follows.has(effect))
    .map(([effect]) => `${last.row} does not say that ${effect}`)
    .at(0);
}
