import type { CommandContext } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { fromCloud } from '../../../src/live/cloud-time.ts';
import { readGroups } from '../../../src/live/read/backup-groups.ts';
import { readDomain, readDomains } from '../../../src/live/read/domains.ts';
import { onlineStream } from '../../../src/live/read/online.ts';
import { isPaused, targetStream, type PullTask } from '../../../src/live/read/pulls.ts';
import { fullName, type StreamName } from '../../../src/live/read/stream-name.ts';
import { readStreamState } from '../../../src/live/read/stream-state.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import { upstreamText } from '../../backup/group.ts';
import { streamWord } from '../../stream/naming/word.ts';
import { typedLine } from '../../typed-line.ts';
import type { PullTimes } from './times.ts';

/** What the stream is that a task is to push to. */
export interface TargetNow {
  /** Its pushes, in words; empty: it is not on air. */
  readonly pushes: readonly string[];
  /** When each began, as the cloud writes it: another push is another state. */
  readonly publishes: readonly string[];
  /** Tasks that push to it at a time that overlaps. */
  readonly others: readonly PullTask[];
  /** The source is this very stream. */
  readonly isLoop: boolean;
}

/** Reads it. @throws Refusal where nothing can be pushed to it, LiveError */
export async function readTarget(
  context: CommandContext,
  name: StreamName,
  asked: {
    readonly sources: readonly string[];
    readonly times: PullTimes;
    readonly tasks: readonly PullTask[];
  },
): Promise<TargetNow> {
  const [domain, online, groups, state, isLoop] = await Promise.all([
    readDomain(context, name.domain),
    onlineStream(context, name),
    readGroups(context, name.stream),
    readStreamState(context, name),
    pullsItself(context, name, asked.sources),
  ]);
  refuseDomain(name, domain);
  if (state === 'forbid' && asked.times.isNow) throw isForbidden(name);
  const listed = groups.flatMap((group) =>
    group.upstreams
      .filter(({ domain: on, app }) => on === name.domain && app === name.app)
      .map((upstream) => upstreamText(context, group, upstream)),
  );
  const publishes = online?.publishes ?? [];
  return {
    pushes: listed.length > 0 ? listed : publishes.map(() => safeLine(fullName(name), 120)),
    publishes,
    others: asked.tasks.filter((task) => overlaps(task, name, asked.times)),
    isLoop,
  };
}

function overlaps(task: PullTask, name: StreamName, { start, end }: PullTimes): boolean {
  const target = targetStream(task);
  if (!target || fullName(target) !== fullName(name) || isPaused(task)) return false;
  const [begins, ends] = [fromCloud(task.info.StartTime) ?? 0, fromCloud(task.info.EndTime) ?? Infinity];
  return begins < end && ends > start;
}

/** Whether a source is the target itself, at one of the domains at which it is watched or pushed. */
async function pullsItself(
  context: CommandContext,
  name: StreamName,
  sources: readonly string[],
): Promise<boolean> {
  const alike = sources.flatMap((source) => {
    const [, host = '', path = ''] = /^\w+:\/\/([^/:]+)(?::\d+)?\/(.+)$/u.exec(source) ?? [];
    return path.replace(/\.(?:flv|m3u8)$/iu, '') === `${name.app}/${name.stream}` ? [host.toLowerCase()] : [];
  });
  if (alike.length === 0) return false;
  const { items } = await readDomains(context);
  return items.some((domain) => alike.includes(domain.name));
}

function refuseDomain(
  { domain: name }: StreamName,
  domain: { readonly kind: 'push' | 'play'; readonly isOn: boolean } | undefined,
): void {
  if (domain?.kind === 'push' && domain.isOn) return;
  const shown = safeLine(name, 100);
  throw new Refusal(
    domain ? 'airdesk.bad-option' : 'airdesk.not-found',
    !domain
      ? { en: `This account has no domain ${shown}`, zh: `该账号没有域名 ${shown}` }
      : domain.kind === 'push'
        ? { en: `${shown} is switched off`, zh: `${shown} 已禁用` }
        : { en: `${shown} is a play domain`, zh: `${shown} 是播放域名` },
    {
      en: 'A task can only push to an enabled push domain of this account. To push elsewhere, create the task in the console. Nothing was done.',
      zh: '任务须推到该账号已启用的推流域名。推到其他平台请在控制台创建任务。未执行任何操作。',
    },
    [domain?.kind === 'push' ? typedLine('domain enable', name) : 'domain list'],
  );
}

function isForbidden(name: StreamName): Refusal {
  return new Refusal(
    'airdesk.forbidden',
    { en: `${fullName(name)} is forbidden`, zh: `${fullName(name)} 已被禁推` },
    {
      en: 'Its push would be refused. Lift the ban first. Nothing was done.',
      zh: '推流会被拒绝，请先恢复推流。未执行任何操作。',
    },
    [typedLine('stream resume', streamWord(name))],
  );
}
