import { WELL, type Verdict } from './verdict.ts';

/** What waits for longer than this is told, ms. */
const LATE_MS = 10 * 60_000;

/** How the export of the audit to one receiver stands. */
export interface Exported {
  readonly name: string;
  /** How long the oldest line that was not delivered waits, ms. */
  readonly behindMs: number;
  readonly failure: { readonly why: string } | undefined;
}

/** Whether the audit waits for a receiver for too long. Where there is none, nothing does. */
export function exportVerdict(exports: readonly Exported[]): Verdict {
  const late = exports.filter(({ behindMs }) => behindMs > LATE_MS);
  const [first] = late;
  if (!first) return WELL;
  const why = late.find(({ failure }) => failure)?.failure?.why;
  return {
    state: 'bad',
    values: {
      receiver: late.map(({ name }) => name).join(', '),
      ...(why !== undefined && { answered: why }),
    },
  };
}
