import { expectedOf } from './expected.ts';
import type { Discrepancy, Record } from './judge/discrepancy.ts';
import { judge } from './judge/judge.ts';
import { play } from './run.ts';
import type { Evening } from './script.ts';

/** An evening that was played, and what is wrong with what people were told. */
export interface Judged {
  readonly record: Record;
  readonly discrepancies: readonly Discrepancy[];
}

/** Plays an evening and judges it. */
export async function judged(evening: Evening): Promise<Judged> {
  const { truth, seen } = await play(evening);
  const { away, acts, to } = truth;
  const record = { matters: expectedOf(truth), seen, away, acts, to };
  return { record, discrepancies: judge(record) };
}
