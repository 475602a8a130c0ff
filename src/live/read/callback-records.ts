import { fromCloud, toCloud } from '../cloud-time.ts';
import { callOptions, type From, type Listed } from './pages.ts';

/** One try of the cloud to tell somebody of an event. */
export interface Delivery {
  /** ms UTC. */
  readonly at: number | undefined;
  readonly answeredAt: number | undefined;
  /** As the vendor numbers events: 0 push ended, 1 push began, 100 recorded file, 200 snapshot. */
  readonly type: number;
  readonly request: string;
  readonly response: string;
  /** 0: delivered. */
  readonly code: number;
}

/** Which tries are asked for. Times in ms UTC, at most a day apart, within the last 14 days. */
export interface DeliveriesAsked {
  readonly from: number;
  readonly to: number;
  readonly stream: string;
  readonly type?: number | undefined;
  readonly page?: number;
  readonly size: number;
}

/** A page of the tries about streams of a name, on whatever domain. @throws LiveError */
export async function readDeliveries(from: From, asked: DeliveriesAsked): Promise<Listed<Delivery>> {
  const answer = await from.live.call(
    'DescribeCallbackRecordsList',
    {
      ...{ StartTime: toCloud(asked.from), EndTime: toCloud(asked.to), StreamName: asked.stream },
      ...{ PageNum: asked.page ?? 1, PageSize: asked.size },
      ...(asked.type !== undefined && { EventType: asked.type }),
    },
    callOptions(from),
  );
  const items = answer.DataInfoList.map((info) => ({
    at: fromCloud(info.EventTime),
    answeredAt: fromCloud(info.ResponseTime),
    type: Number(info.EventType ?? -1),
    request: info.Request ?? '',
    response: info.Response ?? '',
    code: Number(info.ResultCode ?? 0),
  }));
  const total = Number(answer.TotalNum);
  return { items, total, complete: items.length >= total };
}
