import { toCloud } from '../../cloud-time.ts';
import { callOptions, type From } from '../pages.ts';

/** How many requests of viewers were answered with an error, on all play domains. */
export interface PlayErrors {
  readonly client: number;
  readonly server: number;
}

/** The errors of a span (ms UTC) of the last day. @throws LiveError */
export async function readPlayErrors(
  from: From,
  span: { readonly from: number; readonly to: number },
): Promise<PlayErrors> {
  const sum = async (StatType: '4xx' | '5xx') => {
    const { HttpCodeList } = await from.live.call(
      'DescribePlayErrorCodeDetailInfoList',
      { StartTime: toCloud(span.from), EndTime: toCloud(span.to), Granularity: 1, StatType },
      callOptions(from),
    );
    const values = HttpCodeList.flatMap(({ ValueList = [] }) => ValueList);
    return values.reduce((total, { Numbers }) => total + Number(Numbers ?? 0), 0);
  };
  const [client, server] = await Promise.all([sum('4xx'), sum('5xx')]);
  return { client, server };
}
