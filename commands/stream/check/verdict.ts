import type { Text } from '../../../src/text/language.ts';
import type { Tone } from '../../../src/reply.ts';

/** What was seen of a stream. What could not be read is undefined, and proves nothing. */
export interface Seen {
  readonly isForbidden: boolean | undefined;
  readonly isPushed: boolean | undefined;
  /** A push that could take over. */
  readonly hasBackup: boolean | undefined;
  readonly quality: 'good' | 'poor' | undefined;
  readonly domain: 'on' | 'off' | 'missing' | undefined;
  /** Of the pull tasks that feed it: one runs, one should and does not, or none is due. */
  readonly pull: 'runs' | 'should-run' | 'not-due' | undefined;
  /** The push that ended last: how long ago, in words, and why. `none`: none within a day. */
  readonly last: { readonly ago: Text; readonly why: Text } | 'none' | undefined;
  /** Why the cloud refuses its push, where an open alert says that it does. */
  readonly refused: Text | undefined;
}

/** What is the matter with a stream, in one sentence, and what one does next. */
export interface Verdict {
  readonly text: Text;
  readonly tone: Tone;
  readonly next?:
    'resume' | 'enable-domain' | 'restart-pull' | 'show-pull' | 'check-key' | 'switch-backup' | 'health';
}

/** The verdict on a stream: the first cause that explains what was seen. */
export function verdictOf(seen: Seen): Verdict {
  const { isForbidden, isPushed, domain, quality } = seen;
  if (isForbidden) return bad('forbidden', '已被禁推', 'resume');
  if (domain === 'missing') return bad('its push domain is not of this account', '推流域名不属于该账号');
  if (domain === 'off') return bad('its push domain is switched off', '推流域名已禁用', 'enable-domain');
  if (isPushed === undefined)
    return { text: { en: 'unknown whether it is on air', zh: '无法确定是否在推流' }, tone: 'info' };
  if (!isPushed) return offAir(seen);
  if (quality === 'poor')
    return {
      text: { en: 'on air, and comes in poorly', zh: '推流中，但推流质量差' },
      tone: 'warning',
      next: seen.hasBackup ? 'switch-backup' : 'health',
    };
  return quality === 'good'
    ? { text: { en: 'on air and well', zh: '推流中，一切正常' }, tone: 'success' }
    : { text: { en: 'on air; quality unknown', zh: '推流中，推流质量未知' }, tone: 'info' };
}

function offAir({ pull, refused, last }: Seen): Verdict {
  if (pull === 'should-run')
    return bad('off air: its pull task does not run', '已断流：拉流转推任务没有运行', 'restart-pull');
  if (refused) return bad(`off air: ${refused.en}`, `已断流：${refused.zh}`, 'check-key');
  if (pull === 'not-due')
    return bad(
      'off air: its pull task is stopped or over',
      '未推流：拉流转推任务已停止或已过期',
      'show-pull',
    );
  if (last === 'none') return bad('off air, and not pushed for a day', '未推流，24 小时内没有推过');
  if (last === undefined) return bad('off air', '未推流');
  return bad(`cut ${last.ago.en}: ${last.why.en}`, `${last.ago.zh}断流：${last.why.zh}`);
}

function bad(en: string, zh: string, next?: Verdict['next']): Verdict {
  return { text: { en, zh }, tone: 'failure', ...(next && { next }) };
}
