import type { Handlers } from '../handler.ts';
import { figuresPage } from '../figures/page.ts';
import { readSpan } from '../figures/span.ts';

const DAY = 86_400_000;

/** What became of callbacks: each try is one event. */
export const callbackRecordActions: Handlers<'DescribeCallbackRecordsList'> = {
  DescribeCallbackRecordsList(world, params) {
    const action = 'DescribeCallbackRecordsList';
    const span = readSpan(world, action, params, { longest: DAY, back: 14 * DAY });
    const found = world.callbackRecords
      .list()
      .map((record) => ({ ...record, ResultCode: record.status === 200 ? 0 : record.status || -1 }))
      .filter(
        ({ at, stream, type, ResultCode }) =>
          at >= span.from &&
          at <= span.to + 999 &&
          stream === params.StreamName &&
          Number(params.EventType ?? type) === type &&
          // Anything but 0 asks for failures of that code.
          Number(params.ResultCode ?? ResultCode) === ResultCode,
      );
    const limits = { min: 1, max: 1000, usual: 10, pages: 10_000 };
    const page = figuresPage(action, found, params, limits);
    return {
      DataInfoList: page.items.map(({ at, answeredAt, type, request, status, stream, ResultCode }) => ({
        ...{ EventTime: span.format(at), EventType: type, Request: request },
        Response: status === 0 ? '' : `HTTP ${status}`,
        ...{ ResponseTime: span.format(answeredAt), ResultCode, StreamId: stream },
      })),
      ...page.numbers,
    };
  },
};
