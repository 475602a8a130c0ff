import { thousands, type Row } from '../report.ts';
import { median, medianRatio, quantile } from '../statistics.ts';

const AIM_RATE = 3;
/** What still counts as unchanged as open alerts grow. */
const AIM_STEADY = 0.8;

/** One round of posting. */
export interface Round {
  readonly perSecond: number;
  /** The same, with the time until all of them had been decided on. */
  readonly decided: number;
  /** µs of its CPU time for each, until all had been decided on. NaN where it cannot be told. */
  readonly cpu: number;
}

/** Callbacks accepted a second. */
export function rateRow(how: string, [ours = [], theirs = []]: readonly Round[][]): Row {
  const rates = (rounds: readonly Round[]): number[] => rounds.map(({ perSecond }) => perSecond);
  const ratio = medianRatio(rates(ours), rates(theirs));
  const cell = (rounds: readonly Round[]): string =>
    `${thousands(median(rates(rounds)))} (${thousands(median(rounds.map(({ cpu }) => cpu)))} µs CPU)`;
  const decided = thousands(median(ours.map((round) => round.decided)));
  const hasPeer = theirs.length > 0;
  return {
    what: `Callbacks accepted a second, each on disk before its answer (${how})`,
    ours: `Airdesk: ${cell(ours)}; decided on: ${decided}`,
    peer: hasPeer ? `Alertmanager, in memory: ${cell(theirs)}` : 'not installed',
    result: hasPeer ? `${ratio.toFixed(2)} ×` : '',
    aim: `≥ ${AIM_RATE} ×`,
    met: hasPeer ? ratio >= AIM_RATE : undefined,
  };
}

/** Whether many open alerts slow it down. */
export function steadyRow(
  how: string,
  none: readonly Round[],
  many: readonly Round[],
  rate: (round: Round) => number,
): Row {
  const [base, most] = [median(none.map(rate)), median(many.map(rate))];
  return {
    what: `Callbacks ${how}: with 10,000 open alerts beside none`,
    ours: `${thousands(most)} : ${thousands(base)}`,
    peer: '',
    result: `${(most / base).toFixed(2)} ×`,
    aim: `≥ ${AIM_STEADY} ×`,
    met: most / base >= AIM_STEADY,
  };
}

/** From a POST to its card. */
export function latencyRow(how: string, [ours = [], theirs = []]: readonly number[][]): Row {
  const [own, other] = [quantile(ours, 0.99), quantile(theirs, 0.99)];
  const cell = (name: string, all: readonly number[], high: number): string =>
    `${name}: p50 ${median(all).toFixed(1)} ms, p99 ${high.toFixed(1)} ms`;
  const hasPeer = theirs.length > 0;
  return {
    what: `From POST to the card leaving (${how})`,
    ours: cell('Airdesk', ours, own),
    peer: hasPeer ? cell('Alertmanager', theirs, other) : 'not installed',
    result: hasPeer ? `p99 ${(own / other).toFixed(2)} ×` : '',
    aim: '< 1 ×',
    met: hasPeer ? own < other : undefined,
  };
}
