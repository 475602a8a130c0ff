import { fromBeijing } from '../../cloud-time.ts';
import { callOptions, type From } from '../pages.ts';

/** How many watch the account's streams in all, and how much that takes, Mbit/s. */
export interface PlayTotals {
  /** Of which minute the figures are, ms UTC: about 4 min ago. */
  readonly at: number | undefined;
  readonly online: number;
  readonly mbps: number;
}

/** The newest figures of all play domains together. @throws LiveError */
export async function readPlayTotals(from: From): Promise<PlayTotals> {
  const answer = await from.live.call('DescribeLiveDomainPlayInfoList', {}, callOptions(from));
  return {
    at: fromBeijing(answer.Time),
    online: Number(answer.TotalOnline),
    mbps: answer.TotalBandwidth,
  };
}
