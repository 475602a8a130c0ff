import { type CommandContext, defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { type Asked, listLines, listOptions, matches, nextPage, PAGE_SIZE, pageOf } from '../listing.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import { toldTable } from '../told-table.ts';
import { since } from '../when.ts';
import { streamButton } from './button.ts';
import { shortNames } from './naming/name.ts';
import { allOnline, onlinePage, type OnlineStream, pushedSince } from '../../src/live/read/online.ts';
import { fullName } from '../../src/live/read/stream-name.ts';

/** Up to so many streams, each gets a button to its own card. */
const FEW = 5;

interface Found {
  readonly streams: readonly OnlineStream[];
  readonly total: number;
  /** How many were searched, where that was not all of them. */
  readonly read?: number;
}

/** `stream list`: DescribeLiveStreamOnlineList. */
export const streamList = defineLook({
  name: 'stream list',
  zh: '流 列表',
  summary: { en: 'List the streams that are on air', zh: '列出正在推流的流' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say } = context;
    const found = await find(context, options);
    const title = say(`${found.total} streams on air`, `${found.total} 路流正在推流`);
    if (found.total === 0)
      return card(
        options.filter === undefined
          ? say('No stream is on air', '当前没有推流')
          : say('No such stream is on air', '没有符合条件的在线流'),
        {
          lines: listLines(context, 'stream list', options, found),
        },
      );
    return card(found.total === 1 ? say('1 stream on air', title) : title, {
      lines: listLines(context, 'stream list', options, found),
      table: toldTable({
        columns: [say('Stream', '流'), say('Short name', '短名'), say('On air for', '已推流')],
        rows: found.streams.map((stream) => row(context, stream)),
      }),
      buttons: [
        ...showButtons(context, found.streams),
        ...nextPage(context, 'stream list', options, found.total),
      ],
    });
  },
});

async function find(context: CommandContext, asked: Asked): Promise<Found> {
  if (asked.filter === undefined) return onlinePage(context, asked.page ?? 1, PAGE_SIZE);
  const online = await allOnline(context);
  const hits = online.items.filter((stream) =>
    matches(asked.filter, fullName(stream), ...shortNames(context, stream)),
  );
  const found = { streams: pageOf(hits, asked.page), total: hits.length };
  return online.complete ? found : { ...found, read: online.items.length };
}

function row(context: CommandContext, stream: OnlineStream): string[] {
  const pushed = pushedSince(stream.publishes);
  return [
    fullName(stream),
    shortNames(context, stream).join(', '),
    pushed === undefined ? '' : since(context, pushed),
  ];
}

function showButtons(context: CommandContext, streams: readonly OnlineStream[]) {
  if (streams.length > FEW) return [];
  return buttonRow(
    ...streams.map((stream) => {
      // Two streams of one name on different domains must not have buttons that look the same.
      const alone = streams.filter((other) => other.stream === stream.stream).length === 1;
      const label = alone ? stream.stream : fullName(stream);
      return streamButton(context, 'stream show', stream, label);
    }),
  );
}
