import { type CommandContext, defineLook } from '../../src/command.ts';
import type { Button, Fact } from '../../src/reply.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { streamWords } from '../stream/button.ts';
import { shortNames } from '../stream/naming/name.ts';
import { typedLine } from '../typed-line.ts';
import { since } from '../when.ts';
import { groupName, sourceText } from './group.ts';
import { type Group, readGroups, type Upstream } from '../../src/live/read/backup-groups.ts';
import { upstreamWord } from './push-word.ts';
import { fullName } from '../../src/live/read/stream-name.ts';

/** A switch button for each backup would bury the list; beyond so many one types the line. */
const MOST_BUTTONS = 8;
/** A name leaves room for what its button does, characters. */
const LABEL = 50;

interface Row {
  readonly group: Group;
  readonly upstream: Upstream;
  /** As `backup switch` takes it. */
  readonly number: number;
}

/** `backup list`: DescribeBackupStreamList; streams that have a backup first. */
export const backupList = defineLook({
  name: 'backup list',
  zh: '主备 列表',
  summary: { en: 'List the main and backup pushes of the streams', zh: '列出各路流的主流和备流' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say } = context;
    const groups = (await readGroups(context))
      .filter((group) => wanted(context, group, options.filter))
      .sort(
        // Streams that have a backup first: they are what one looks for here.
        (a, b) =>
          Math.min(b.upstreams.length, 2) - Math.min(a.upstreams.length, 2) || (a.stream < b.stream ? -1 : 1),
      );
    const all = groups.flatMap((group) =>
      group.upstreams.map((upstream, index): Row => ({ group, upstream, number: index + 1 })),
    );
    if (all.length === 0)
      return card(say('No stream is being pushed', '当前没有推流'), {
        lines:
          options.filter === undefined ? [] : [say('Nothing matches the filter.', '没有符合筛选条件的流。')],
      });
    const rows = pageOf(all, options.page);
    const optimal = groups.filter((group) => group.optimal).map((group) => group.stream);
    return card(say('Main and backup pushes', '主备流'), {
      lines: [
        ...listLines(context, 'backup list', options, { total: all.length }),
        ...(optimal.length > 0
          ? [
              say(
                `The cloud picks the best push automatically for: ${optimal.slice(0, 10).join(', ')}`,
                `已启用择优调度（云端自动选流）：${optimal.slice(0, 10).join('、')}`,
              ),
            ]
          : []),
      ],
      table: {
        columns: [say('Stream', '流'), say('Role', '角色'), say('From', '来源'), say('Pushed for', '已推流')],
        rows: rows.map((row) => cells(context, row)),
      },
      facts: forTheConsole(context, groups),
      buttons: [...switchButtons(context, rows), ...nextPage(context, 'backup list', options, all.length)],
    });
  },
});

function wanted(context: CommandContext, group: Group, filter: string | undefined): boolean {
  const names = group.upstreams.map(({ domain, app }) => ({ domain, app, stream: group.stream }));
  return matches(filter, ...names.flatMap((name) => [fullName(name), ...shortNames(context, name)]));
}

function cells(context: CommandContext, { group, upstream, number }: Row): string[] {
  const { domain, app } = upstream;
  return [
    fullName({ domain, app, stream: group.stream }),
    upstream.main ? context.say('main', '主流') : context.say(`backup ${number}`, `备流 ${number}`),
    sourceText(context, upstream),
    upstream.since === undefined ? '' : since(context, upstream.since),
  ];
}

/**
 * The cloud's own numbers of the pushes of one stream. This is the one place where they are shown: they are to be pasted
 * into the cloud's console or a support ticket, never read or typed.
 */
function forTheConsole({ say }: CommandContext, groups: readonly Group[]): Fact[] {
  const [only, second] = groups;
  if (!only || second) return [];
  const value = only.upstreams
    .map(({ main, sequence }, index) =>
      main
        ? say(`main ${sequence}`, `主流 ${sequence}`)
        : say(`backup ${index + 1} ${sequence}`, `备流 ${index + 1} ${sequence}`),
    )
    .join(say(', ', '，'));
  return [{ label: say("For the cloud's console", '供云控制台使用'), value }];
}

/** The sequence, not the number: the numbers may have moved by the time that somebody presses. */
function switchButtons(context: CommandContext, rows: readonly Row[]): Button[] {
  const { say } = context;
  const buttons = rows
    .filter(({ upstream }) => !upstream.main)
    .map(({ group, upstream, number }) => {
      const name = groupName(group);
      const shown = safeLine(group.stream, LABEL);
      const label = say(`Switch ${shown} to backup ${number}…`, `${shown} 切到备流 ${number}…`);
      const to = upstreamWord(group, upstream);
      return name && to ? switchButton(streamWords(context, name), to, label) : undefined;
    });
  return buttonRow(...buttons).slice(0, MOST_BUTTONS);
}

function switchButton(words: readonly string[], to: string, label: string): Button | undefined {
  for (const word of words) {
    const button = runButton(typedLine('backup switch', word, to), label, 'primary');
    if (button) return button;
  }
  return undefined;
}
