import type { CommandContext } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { readBanList, type ListedBan } from '../../src/live/read/bans.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { readStreamState } from '../../src/live/read/stream-state.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { formatInZone } from '../../src/text/time.ts';
import { listCommand } from '../shape/list.ts';
import { streamButton } from '../stream/button.ts';
import { bannedHere, type BannedHere } from './banned-here.ts';

type Row = ListedBan & { readonly here: BannedHere | undefined };

/** Each stream is asked for by itself where the account has no list, and the cloud takes few calls a second. */
const MOST_ASKED = 30;

/** `ban list`: the cloud's list of bans, and of those that were made here who did it and why. */
export const banList = listCommand<Row>({
  name: 'ban list',
  zh: '禁推 列表',
  summary: {
    en: 'List the streams that may not be pushed: until when, who forbade them and why',
    zh: '列出禁推中的流：到何时、由谁禁推、原因',
  },
  async read(context) {
    const here = await bannedHere(context);
    const { items, total } = await banned(context, here);
    const now = context.now();
    const rows = items
      .filter(({ until }) => until === undefined || until > now)
      .map((ban) => ({ ...ban, here: here.find(({ name }) => name === fullName(ban.name)) }))
      .sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
    return { items: rows, total: Math.max(rows.length, total - (items.length - rows.length)) };
  },
  searched: (_, { name, here }) => [fullName(name), here?.by, here?.why],
  title: { en: 'Forbidden streams', zh: '禁推中的流' },
  none: { en: 'No stream is known to be forbidden', zh: '未发现禁推中的流' },
  noMatch: { en: 'No such stream is forbidden', zh: '没有符合条件的禁推' },
  hint: {
    en: 'Where the key may not read the list of bans, only streams with a short name and those that Airdesk forbade lately were looked at.',
    zh: '密钥无权读取禁推列表时，只检查有短名的流和最近由 Airdesk 禁推的流。',
  },
  note: ({ say, config }) =>
    say(
      `Times in ${config.timeZone}. Who and why are known of the latest bans made through Airdesk only.`,
      `时间为 ${config.timeZone}。仅最近由 Airdesk 执行的禁推可显示操作人和原因。`,
    ),
  columns: [
    [{ en: 'Stream', zh: '流' }, (_, { name }) => safeLine(fullName(name), 120)],
    [{ en: 'Until', zh: '禁推至' }, (context, { until }) => time(context, until)],
    [{ en: 'By', zh: '操作人' }, (_, { here }) => safeLine(here?.by ?? '', 40)],
    [{ en: 'Why', zh: '原因' }, (_, { here }) => safeLine(here?.why ?? '', 80)],
    [{ en: 'Since', zh: '始于' }, (context, { since, here }) => time(context, since ?? here?.at)],
  ],
  button: (context, { name }) =>
    name.domain === '' ? undefined : streamButton(context, 'stream resume', name, resumeLabel(context, name)),
});

function resumeLabel({ say }: CommandContext, name: ListedBan['name']): string {
  return say(`Resume ${safeLine(name.stream, 40)}…`, `恢复 ${safeLine(name.stream, 40)}…`);
}

function time({ config }: CommandContext, ms: number | undefined): string {
  return ms === undefined ? '' : formatInZone(ms, config.timeZone);
}

/** The cloud's list; where the key may not read it, the streams that are known, each asked for by itself. */
async function banned(
  context: CommandContext,
  here: readonly BannedHere[],
): Promise<{ readonly items: readonly ListedBan[]; readonly total: number }> {
  try {
    return await readBanList(context);
  } catch (error) {
    if (!(error instanceof LiveError) || error.outcome !== 'refused' || error.retryable) throw error;
  }
  const { config, account } = context;
  const known = Object.values(config.streams)
    .filter((stream) => (stream.account ?? config.defaultAccount) === account)
    .map(({ domain, app, stream }) => ({ domain, app, stream }));
  const all = new Map([...known, ...here.map(({ stream }) => stream)].map((name) => [fullName(name), name]));
  const asked = [...all.values()].slice(0, MOST_ASKED);
  const states = await Promise.all(asked.map((name) => stateOf(context, name)));
  const items = asked.flatMap((name, at) =>
    states[at] === 'forbid' ? [{ name, since: undefined, until: undefined }] : [],
  );
  return { items, total: items.length };
}

/** A stream of a domain that is gone is not forbidden. */
async function stateOf(context: CommandContext, name: ListedBan['name']): Promise<string> {
  try {
    return await readStreamState(context, name);
  } catch (error) {
    if (error instanceof LiveError && error.outcome === 'refused' && MISSING.test(error.code)) return '';
    throw error;
  }
}

const MISSING = /NotFound|NotExist|NoRecord/u;
