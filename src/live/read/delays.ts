import { plainHost } from '../../text/host.ts';
import { fromCloud } from '../cloud-time.ts';
import { callOptions, type From, type Listed } from './pages.ts';
import { fullName, type StreamName } from './stream-name.ts';

/** Viewers see a stream so much later. Its id and its name are those of its stream. */
export interface Delay {
  readonly id: string;
  readonly name: string;
  readonly stream: StreamName;
  readonly seconds: number;
  /** When it ends, ms UTC; undefined where the cloud does not tell. */
  readonly until: number | undefined;
  /** Whether it is in force still; of one that is over the cloud tells for some time. */
  readonly isOn: boolean;
}

/** All delays of the account, those that are over included. @throws LiveError */
export async function readDelays(from: From): Promise<Listed<Delay>> {
  const { DelayInfoList } = await from.live.call('DescribeLiveDelayInfoList', {}, callOptions(from));
  const items = DelayInfoList.map((info): Delay => {
    const { DomainName = '', AppName = '', StreamName = '' } = info;
    const stream = { domain: plainHost(DomainName), app: AppName, stream: StreamName };
    return {
      ...{ id: fullName(stream), name: fullName(stream), stream },
      seconds: Number(info.DelayInterval ?? 0),
      until: fromCloud(info.ExpireTime),
      isOn: Number(info.Status) === 1,
    };
  });
  return { items, total: items.length, complete: true };
}

/** The delay of a stream that is in force. @throws LiveError */
export async function readDelay(from: From, id: string): Promise<Delay | undefined> {
  return (await readDelays(from)).items.find((delay) => delay.isOn && delay.id === id);
}
