import type { CommandContext } from '../../../src/command.ts';
import type { Text } from '../../../src/text/language.ts';
import { formatDuration } from '../../../src/text/duration.ts';
import type { Finding } from '../../findings.ts';
import { pullLabel } from '../../pull/resolve.ts';
import { whyUnread } from '../../unread.ts';
import type { Feeding, Look, Looks } from './look.ts';
import { qualityOf } from './quality.ts';
import type { Seen } from './verdict.ts';

/** What the verdict rests on, one line each; what could not be read says so. */
export function findingsOf(context: CommandContext, looks: Looks, seen: Seen): readonly Finding[] {
  return [
    ...told({ en: 'state', zh: '状态' }, looks.state, (state) =>
      state === 'forbid' ? [finding('wrong', 'forbidden', '已被禁推')] : [],
    ),
    ...pushesFound(context, looks),
    ...told({ en: 'last push', zh: '上次推流' }, looks.last, () => lastFound(seen)),
    ...told({ en: 'push quality', zh: '推流质量' }, looks.quality, (minutes) => {
      const quality = qualityOf(minutes);
      if (!quality)
        return seen.isPushed ? [finding('note', 'no figures of the push yet', '尚无推流质量数据')] : [];
      if (quality.poor.length > 0)
        return quality.poor.map((text): Finding => ({ is: seen.isPushed ? 'wrong' : 'note', text }));
      return [finding(seen.isPushed ? 'well' : 'note', quality.now.en, quality.now.zh)];
    }),
    ...told({ en: 'pull tasks', zh: '拉流转推任务' }, looks.pulls, (all) => all.map(pullFound)),
    ...told({ en: 'push domain', zh: '推流域名' }, looks.domain, (domain) => {
      if (!domain)
        return [finding('wrong', 'the push domain is not of this account', '推流域名不属于该账号')];
      if (!domain.isOn) return [finding('wrong', 'the push domain is switched off', '推流域名已禁用')];
      return Number(domain.info.BCName ?? 0) === 1
        ? [finding('well', 'push domain on, CNAME set', '推流域名已启用，CNAME 已配置')]
        : [finding('note', 'push domain on, CNAME not set', '推流域名已启用，CNAME 未配置')];
    }),
    ...told({ en: 'play errors', zh: '播放错误' }, looks.errors, ({ client, server }) =>
      client + server === 0
        ? []
        : [
            finding(
              'note',
              `play errors of all streams in 15 min: ${client} 4xx, ${server} 5xx`,
              `15 分钟内全部流的播放错误：4xx ${client} 次，5xx ${server} 次`,
            ),
          ],
    ),
  ];
}

function pushesFound(context: CommandContext, { pushes, optimal }: Looks): readonly Finding[] {
  if (!pushes) return [finding('unread', 'pushes: could not be read', '推流列表：无法读取')];
  if (pushes.length === 0) return [finding('wrong', 'no push now', '当前没有推流')];
  const backups = pushes.filter(({ main }) => !main).length;
  const since = pushes.find(({ main }) => main)?.since;
  const lasted = (language: 'en' | 'zh-CN') =>
    since === undefined ? '' : formatDuration(Math.max(1000, context.now() - since), language);
  const switches = optimal.value
    ? { en: ', the cloud switches by itself', zh: '，云端自动择优' }
    : { en: '', zh: '' };
  return [
    {
      is: 'well',
      text: {
        en: since === undefined ? 'pushed' : `pushed for ${lasted('en')}`,
        zh: since === undefined ? '推流中' : `已推流 ${lasted('zh-CN')}`,
      },
    },
    backups > 0
      ? finding(
          'well',
          `${backups} ${backups === 1 ? 'backup' : 'backups'} ready${switches.en}`,
          `${backups} 路备流就绪${switches.zh}`,
        )
      : finding('note', 'no backup', '没有备流'),
  ];
}

function lastFound({ last, isPushed }: Seen): readonly Finding[] {
  if (last === undefined) return [];
  if (last === 'none')
    return isPushed ? [] : [finding('note', 'no push ended within a day', '24 小时内没有推流记录')];
  return [
    {
      is: 'note',
      text: {
        en: `a push ended ${last.ago.en}: ${last.why.en}`,
        zh: `上次断流于${last.ago.zh}：${last.why.zh}`,
      },
    },
  ];
}

function pullFound({ task, isDue, runs }: Feeding): Finding {
  const label = pullLabel(task);
  const [en, zh] = [`pull task ${label}`, `拉流转推任务 ${label}`];
  if (!isDue) return finding('note', `${en} is stopped or over`, `${zh} 已停止或已过期`);
  if (runs === undefined) return finding('unread', `${en}: not known whether it runs`, `${zh}：运行状态未知`);
  return runs
    ? finding('well', `${en} runs`, `${zh} 运行中`)
    : finding('wrong', `${en} does not run`, `${zh} 没有运行`);
}

function told<T>(what: Text, look: Look<T>, found: (value: T) => readonly Finding[]): readonly Finding[] {
  if (!look.error) return found(look.value);
  const why = whyUnread(look.error);
  return [finding('unread', `${what.en}: ${why.en}`, `${what.zh}：${why.zh}`)];
}

function finding(is: Finding['is'], en: string, zh: string): Finding {
  return { is, text: { en, zh } };
}
